import { InputError } from '../../estate/finding';
import { place } from '../format';
import type { LineTool } from './lines';
import { lineFormat } from './lines';
import type { Section } from './sysstat';
import { sectionOf, SysstatRows } from './sysstat';

const HEADER = /^# ?hostname;interval;timestamp;/;
const TOOL: LineTool = {
  id: 'sadf',
  needed: 'Export it again with processors, memory, disks and network: sadf -d -- -u -r -b -n DEV.',
  recognise: ({ text }) => /^# ?hostname;interval;timestamp;/m.test(text.slice(0, 65_536)),
  open(into, { name }) {
    const rows = new SysstatRows(into);
    let section: Section | null = null;
    let utc = 0;
    return {
      line(text, line) {
        if (HEADER.test(text)) {
          const columns = text.trim().split(';').slice(3);
          if (columns.some((column) => column.endsWith('[...]')))
            throw new InputError(
              place(name, line),
              'sadf -h puts several processors, disks or adapters into one row.',
              'Export it again without -h: sadf -d -- -u -r -b -n DEV.',
            );
          section = sectionOf(into, columns);
          return;
        }
        const cells = text.split(';').map((cell) => cell.trim());
        if (text.startsWith('#') || text.trim() === '') return;
        const restart = /LINUX-RESTART(?:\s+\((\d+) CPU\))?/.exec(text);
        if (restart) {
          if (restart[1]) into.state(cells[0], { threads: Number(restart[1]) });
          return;
        }
        if (/^COM\b/.test(cells[3] ?? '')) return;
        const [server, , stamp] = cells;
        const time = /^\d{9,11}$/.test(stamp ?? '') ? Number(stamp) * 1000 : into.time(stamp ?? '');
        if (/UTC$/.test(stamp ?? '') || /^\d{9,11}$/.test(stamp ?? '')) utc++;
        if (!section || time !== time || !server || !rows.row(server, time, section, cells.slice(3)))
          into.reject(line, text);
      },
      end() {
        rows.end();
        if (utc > 0) into.zone = { name: 'UTC', biasMinutes: 0 };
      },
    };
  },
};

/** `sadf -d` of sysstat: semicolons, a header before each section. */
export const sadf = lineFormat(TOOL);
