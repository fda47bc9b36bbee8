import { InputError } from '../../estate/finding';
import { numberIn, lineFormat } from './lines';
import type { LineTool } from './lines';
import type { Section } from './sysstat';
import { sectionOf, SysstatRows } from './sysstat';

const HALF_A_DAY = 12 * 3_600_000;
const DAY = 24 * 3_600_000;
/** `Linux 5.14.0 (web01)  03/04/2024  _x86_64_  (4 CPU)`; the date is in the order of the locale. */
const HEADER =
  /^(?:Linux|AIX|SunOS)\s\S+.*?\(([^)]+)\)\s+(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\b.*?(?:\((\d+) CPU\))?\s*$/;
const ROW = /^(\d{1,2}:\d\d:\d\d)(?:\s+([AP]M))?\s+(\S.*)$/i;

const TOOL: LineTool = {
  id: 'sar',
  needed: 'Export it again with processors, memory, disks and network: sar -u -r -b -n DEV -f FILE.',
  recognise: ({ text }) => {
    const beginning = text.slice(0, 65_536);
    return (
      /^Linux\s\S+.*\([^)]+\)\s+\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/m.test(beginning) ||
      /^\d\d:\d\d:\d\d(\s+[AP]M)?\s+CPU\s+%us(e|r)/im.test(beginning)
    );
  },
  open(into, { name }) {
    const rows = new SysstatRows(into);
    let section: Section | null = null;
    let server = '';
    let date = '';
    into.mend = pastMidnight;
    return {
      line(text, line) {
        const header = HEADER.exec(text.trim());
        if (header) {
          [, server, date] = header;
          if (header[3]) into.state(server, { threads: Number(header[3]) });
          section = null;
          return;
        }
        const [, clock, half, rest] = ROW.exec(text.trim()) ?? [];
        // Averages and their names in other languages do not begin with a time.
        if (!rest) return;
        const restart = /LINUX RESTART(?:\s+\((\d+) CPU\))?/.exec(rest);
        if (restart) {
          if (restart[1] && server) into.state(server, { threads: Number(restart[1]) });
          return;
        }
        const cells = rest.split(/\s+/);
        if (cells.every((cell) => numberIn(cell) !== numberIn(cell))) {
          section = sectionOf(into, cells);
          return;
        }
        if (date === '')
          throw new InputError(
            name,
            'the output of sar without its first line, which holds the date and the name of the machine.',
            'Copy it whole: the line begins with "Linux".',
          );
        const time = into.time(`${date} ${clock}${half ? ` ${half}` : ''}`);
        if (!section || time !== time || !rows.row(server, time, section, cells)) into.reject(line, text);
      },
      end: () => rows.end(),
    };
  },
};

/** Rows after midnight stand under the date of the day before. */
function pastMidnight(times: Float64Array): void {
  let ahead = 0;
  for (let k = 1; k < times.length; k++) {
    const before = times[k - 1] - ahead;
    const sameDay = Math.floor(before / DAY) === Math.floor(times[k] / DAY);
    if (!sameDay) ahead = 0;
    else if (times[k] < before - HALF_A_DAY) ahead += DAY;
    times[k] += ahead;
  }
}

/** The text that sar prints. */
export const sar = lineFormat(TOOL);
