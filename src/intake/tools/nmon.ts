import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import { serverFromFile } from '../mapping';
import { plural } from '../words';
import { numberIn, lineFormat } from './lines';
import type { LineTool } from './lines';
import { countsAdapter, countsDisk, KIBS, LinuxRow } from './linux';
import type { Gatherer } from './gather';

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
/** Sections of figures that are read; `DISKREAD1` goes on where `DISKREAD` ended. */
const SECTION = /^(CPU_ALL|CPU\d+|MEM|NET|PROC|DISK(?:READ|WRITE|XFER)\d*)$/;

const MEASURED: Readonly<Record<string, MeasureId>> = {
  CPU_ALL: 'busy',
  MEM: 'availableMiB',
  NET: 'networkMBs',
  DISKREAD: 'diskMBs',
  DISKWRITE: 'diskMBs',
  DISKXFER: 'transfers',
  PROC: 'switches',
};

/** `23:02:43`, `14-OCT-2014` as ms of the machine's wall clock. */
function stampOf(clock: string, date: string): number {
  const [, day, month, year] = /^(\d{1,2})-([A-Z]{3})-(\d{4})$/i.exec(date.trim()) ?? [];
  const [, hour, minute, second] = /^(\d\d):(\d\d):(\d\d)/.exec(clock.trim()) ?? [];
  const at = MONTHS.indexOf((month ?? '').toUpperCase());
  return second === undefined || at < 0 ? NaN : Date.UTC(+year, at, +day, +hour, +minute, +second);
}

/** One row of a section, by the names of its columns. @returns false where it tells nothing that is understood */
function put(
  into: Gatherer,
  server: string,
  at: number,
  section: string,
  columns: readonly string[],
  cells: readonly string[],
): boolean {
  const row = new LinuxRow();
  const value = (name: RegExp) => numberIn(cells[columns.findIndex((column) => name.test(column))] ?? '');
  const take = (role: Parameters<LinuxRow['add']>[0][0], scale: number, figure: number) => {
    if (figure === figure) row.add([role, scale], figure);
  };
  if (section.startsWith('CPU')) {
    take('idle', 1, value(/^Idle%?$/i));
    take('wait', 1, value(/^Wait%?$/i));
    take('steal', 1, value(/^Steal%?$/i));
    row.put(into, server, at, section === 'CPU_ALL' ? '' : section, section === 'CPU_ALL' ? 0 : 1);
    const counted = value(/^(CPUs|PhysicalCPUs)$/i);
    if (section === 'CPU_ALL' && counted >= 1) into.state(server, { threads: Math.round(counted) });
    return true;
  }
  if (section === 'MEM') {
    const none = (figure: number) => (figure < 0 ? NaN : figure);
    take('total', 1, value(/^(memtotal|Real total ?\(MB\))$/i));
    take('free', 1, value(/^(memfree|Real free ?\(MB\))$/i));
    take('available', 1, none(value(/^memavailable$/i)));
    take('cached', 1, none(value(/^cached$/i)));
    take('buffers', 1, none(value(/^buffers$/i)));
  } else if (section === 'PROC') take('switches', 1, value(/^pswitch$/i));
  else {
    const disks = section !== 'NET';
    const all = new Set(columns);
    columns.forEach((column, k) => {
      const name = disks ? column : column.replace(/-(read|write)-KB\/s$/i, '');
      if (disks ? !countsDisk(name, all) : name === column || !countsAdapter(name)) return;
      if (section.startsWith('DISKXFER')) take('transfers', 1, numberIn(cells[k] ?? ''));
      else take(disks ? 'diskMBs' : 'networkMBs', KIBS, numberIn(cells[k] ?? ''));
    });
    row.put(into, server, at, section, 0);
    return true;
  }
  row.put(into, server, at);
  return true;
}

const TOOL: LineTool = {
  id: 'nmon',
  needed: 'Collect it again: nmon -f -s 60 -c 1440.',
  recognise: ({ text }) =>
    /^AAA,(progname|command|version|build|disks_per_line|host|time|date|interval),/m.test(text),
  open(into, { name }) {
    let server = serverFromFile(name);
    const headers = new Map<string, readonly string[]>();
    const stamps = new Map<number, number>();
    const untold = new Set<number>();
    // A line of figures names its snapshot, and the snapshot's time may stand behind it where a file was sorted.
    into.mend = (times) => times.forEach((snapshot, k) => (times[k] = stamps.get(snapshot) ?? NaN));
    return {
      line(text, line) {
        const cells = text.split(',').map((cell) => cell.trim());
        const [section, key] = cells;
        if (section === 'AAA') {
          if (key === 'host' && cells[2]) server = cells[2];
          if (key === 'cpus' && numberIn(cells[2] ?? '') >= 1)
            into.state(server, { threads: numberIn(cells[2]) });
          return;
        }
        const snapshot = /^T(\d+)$/.exec(key ?? '');
        if (section === 'ZZZZ') {
          const at = stampOf(cells[2] ?? '', cells[3] ?? '');
          if (snapshot && at === at) stamps.set(Number(snapshot[1]), at);
          else into.reject(line, text);
          return;
        }
        if (!SECTION.test(section)) {
          if (
            snapshot === null &&
            /^[A-Z_]+$/.test(section) &&
            cells.length > 2 &&
            !/^(BBB|TOP|UARG)/.test(section)
          )
            into.meet(section, null);
          return;
        }
        if (!snapshot) {
          headers.set(section, cells.slice(2));
          const measure = own(MEASURED, section);
          if (measure) into.meet(section, measure);
          into.columns = Math.max(into.columns, cells.length);
          return;
        }
        const columns = headers.get(section);
        const values = cells.slice(2);
        if (!columns || values.length > columns.length || values.every((cell) => cell === '')) {
          into.reject(line, text);
          return;
        }
        into.rows++;
        untold.add(Number(snapshot[1]));
        put(into, server, Number(snapshot[1]), section, columns, values);
      },
      end() {
        for (const snapshot of stamps.keys()) untold.delete(snapshot);
        if (untold.size > 0)
          into.say(
            'warning',
            `${plural(untold.size, 'snapshot')} without a line ZZZZ, which alone holds the time: left out.`,
            'Copy the log whole.',
          );
      },
    };
  },
};

/** The log of nmon (Linux) and topas_nmon (AIX). */
export const nmon = lineFormat(TOOL);
