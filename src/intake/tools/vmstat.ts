import { InputError } from '../../estate/finding';
import { place } from '../format';
import { serverFromFile } from '../mapping';
import { numberIn, lineFormat } from './lines';
import type { LineTool } from './lines';
import type { Roles } from './linux';
import { KIB, KIBS, LinuxRow, roleOf, SINCE_START } from './linux';

/** vmstat(8): memory in KiB unless -S says otherwise, blocks of 1,024 bytes a second. */
const VMSTAT: Roles = {
  free: ['free', KIB],
  buff: ['buffers', KIB],
  cache: ['cached', KIB],
  bi: ['diskMBs', KIBS],
  bo: ['diskMBs', KIBS],
  cs: ['switches', 1],
  id: ['idle', 1],
  wa: ['wait', 1],
  st: ['steal', 1],
};
const COLUMNS = /^\s*(r\s+b\s+swpd\s+free\s.*)$/;
const STAMP = /(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\s*$/;

const TOOL: LineTool = {
  id: 'vmstat',
  needed: 'Collect it again: vmstat -t -n 15 > NAME.log.',
  recognise: ({ text }) => /^\s*(procs?\s+-+memory-+|r\s+b\s+swpd\s+free\s)/m.test(text.slice(0, 65_536)),
  open(into, { name }) {
    const server = serverFromFile(name);
    let columns: string[] = [];
    let roles: ReturnType<typeof roleOf>[] = [];
    let first = true;
    return {
      line(text, line) {
        if (/^\s*procs?\b|^\s*$/.test(text)) return;
        const header = COLUMNS.exec(text);
        if (header) {
          const words = header[1].trim().split(/\s+/);
          // Behind the figures stands the name of the zone.
          const last = words.findLastIndex((word) => /^(id|wa|st|gu)$/.test(word));
          columns = words.slice(0, last + 1);
          into.columns = columns.length + 1;
          roles = columns.map((column) => roleOf(into, VMSTAT, column));
          if (words[last + 1] === 'UTC') into.zone = { name: 'UTC', biasMinutes: 0 };
          into.say(
            'guess',
            'Sizes of memory are taken as KiB, as vmstat gives them unless -S asks for others.',
          );
          return;
        }
        const stamp = STAMP.exec(text);
        const cells = (stamp ? text.slice(0, stamp.index) : text).trim().split(/\s+/);
        const values = cells.map(numberIn);
        if (columns.length === 0 || cells.length !== columns.length || values.some((v) => v !== v)) {
          into.reject(line, text);
          return;
        }
        if (!stamp)
          throw new InputError(
            place(name, line),
            'the output of vmstat without times.',
            'Collect it again with -t: vmstat -t -n 15 > NAME.log.',
          );
        const blank = first;
        first = false;
        if (blank) into.say('info', SINCE_START);
        const row = new LinuxRow();
        roles.forEach((role, k) => role && row.add(role, blank ? NaN : values[k]));
        into.rows++;
        row.put(into, server, into.time(stamp[1]));
      },
    };
  },
};

/** The text that `vmstat -t` prints. */
export const vmstat = lineFormat(TOOL);
