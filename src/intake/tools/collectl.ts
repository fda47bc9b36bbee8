import { InputError } from '../../estate/finding';
import { place } from '../format';
import { serverFromFile } from '../mapping';
import { numberIn, lineFormat } from './lines';
import type { LineTool } from './lines';
import type { Roles } from './linux';
import { KIB, KIBS, LinuxRow, roleOf } from './linux';

/** Columns of `collectl -P`: rates of a second, memory in KiB. */
const COLLECTL: Roles = {
  '[CPU]Idle%': ['idle', 1],
  '[CPU]Wait%': ['wait', 1],
  '[CPU]Steal%': ['steal', 1],
  '[CPU]Ctx/sec': ['switches', 1],
  '[MEM]Tot': ['total', KIB],
  '[MEM]Free': ['free', KIB],
  '[MEM]Buf': ['buffers', KIB],
  '[MEM]Cached': ['cached', KIB],
  '[NET]RxKBTot': ['networkMBs', KIBS],
  '[NET]TxKBTot': ['networkMBs', KIBS],
  '[DSK]ReadTot': ['transfers', 1],
  '[DSK]WriteTot': ['transfers', 1],
  '[DSK]ReadKBTot': ['diskMBs', KIBS],
  '[DSK]WriteKBTot': ['diskMBs', KIBS],
};

const TOOL: LineTool = {
  id: 'collectl',
  needed:
    'Play the log back with processors, memory, disks and network: collectl -p FILE.raw.gz -P -scmdn -oD > NAME.tab.',
  recognise: ({ text }) => /^#(Date|UTC|Time)\b.*\[(CPU|MEM|NET|DSK)\]/m.test(text),
  open(into, { name }) {
    let server = serverFromFile(name);
    let columns: string[] = [];
    let roles: ReturnType<typeof roleOf>[] = [];
    let separator: RegExp | string = /\s+/;
    return {
      line(text, line) {
        if (text.startsWith('#')) {
          const host = /^#\s*Host:\s+(\S+)/.exec(text);
          if (host) server = host[1];
          const cpus = /NumCPUs:\s+(\d+)/.exec(text);
          if (cpus) into.state(server, { threads: Number(cpus[1]) });
          if (!/^#(Date|UTC|Time)\b/.test(text)) return;
          separator = /^#\w+([,;|])/.exec(text)?.[1] ?? /\s+/;
          columns = text.slice(1).trim().split(separator);
          if (columns[0] === 'Time')
            throw new InputError(
              place(name, line),
              'the output of collectl with times and without dates.',
              'Play the log back with -oD: collectl -p FILE.raw.gz -P -oD.',
            );
          roles = columns.map((column, k) =>
            k < 2 && !column.startsWith('[') ? null : roleOf(into, COLLECTL, column),
          );
          into.columns = columns.length;
          if (columns[0] === 'UTC') into.zone = { name: 'UTC', biasMinutes: 0 };
          return;
        }
        if (text.trim() === '') return;
        const cells = text.trim().split(separator);
        const epoch = columns[0] === 'UTC';
        const time = epoch ? numberIn(cells[0]) * 1000 : into.time(`${cells[0]} ${cells[1]}`);
        if (time !== time || cells.length !== columns.length || columns.length === 0) {
          into.reject(line, text);
          return;
        }
        const row = new LinuxRow();
        roles.forEach((role, k) => role && row.add(role, numberIn(cells[k])));
        into.rows++;
        row.put(into, server, time);
      },
    };
  },
};

/** What `collectl -P` writes. */
export const collectl = lineFormat(TOOL);
