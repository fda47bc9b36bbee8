import { InputError } from '../../estate/finding';
import { place } from '../format';
import { serverFromFile } from '../mapping';
import { cellsOf, numberIn, lineFormat } from './lines';
import type { LineTool } from './lines';
import type { Roles } from './linux';
import { countsAdapter, countsDisk, LinuxRow, roleOf, SINCE_START } from './linux';

const MIB = 1 / 1048576;
/** Bytes and bytes a second, by group and column: their order differs by version (0.7.2, 0.7.3, pcp dstat). */
const DSTAT: Roles = {
  'cpu usage idl': ['idle', 1],
  'cpu usage wai': ['wait', 1],
  'cpu usage stl': ['steal', 1],
  'memory usage free': ['free', MIB],
  'memory usage buff': ['buffers', MIB],
  'memory usage buf': ['buffers', MIB],
  'memory usage cach': ['cached', MIB],
  'dsk read': ['diskMBs', 1e-6],
  'dsk writ': ['diskMBs', 1e-6],
  'io read': ['transfers', 1],
  'io writ': ['transfers', 1],
  'net recv': ['networkMBs', 1e-6],
  'net send': ['networkMBs', 1e-6],
  'system csw': ['switches', 1],
};

interface Column {
  readonly role: ReturnType<typeof roleOf>;
  readonly part: string;
  readonly rank: number;
  /** Of the memory that adds up to the whole. */
  readonly memory: boolean;
}

/** `dsk/total`, `dsk/sda`, `total cpu usage`, `cpu3 usage`, `cpu3`: what a group is of, and which part of the machine. */
function groupOf(group: string): { kind: string; part: string; rank: number } {
  const [kind, instance] = group.split('/');
  if (instance !== undefined) return { kind, part: instance, rank: instance === 'total' ? 0 : 1 };
  const cpu = /^(?:cpu ?(\d+)(?:[ /].*)?|(total) cpu.*)$/i.exec(group);
  if (cpu) return { kind: 'cpu usage', part: cpu[1] ?? '', rank: cpu[2] ? 0 : 1 };
  return { kind: group, part: '', rank: 0 };
}

const TOOL: LineTool = {
  id: 'dstat',
  needed:
    'Collect it again with times, processors, memory, disks and network: dstat -tcmdrn --output FILE 15.',
  recognise: ({ text }) => /^\s*"?(pcp[ -])?dstat [^\n]*csv output/i.test(text),
  open(into, { name }) {
    let server = serverFromFile(name);
    let year = 0;
    let month = 0;
    let groups: string[] = [];
    let columns: Column[] = [];
    let time = { column: -1, epoch: false };
    let first = false;
    const momentOf = (text: string): number => {
      if (time.epoch) return numberIn(text) * 1000;
      const match = /^(\d{1,2})-(\d{1,2}) (\d{1,2}):(\d\d):(\d\d)$/.exec(text);
      if (!match || !year) return NaN;
      const [day, now, ...clock] = match.slice(1).map(Number);
      if (day < 1 || day > 31 || now < 1 || now > 12) return NaN;
      // The year stands in the preamble alone.
      if (month > now + 6) year++;
      month = now;
      return Date.UTC(year, now - 1, day, clock[0], clock[1], clock[2]);
    };
    return {
      line(text, line) {
        const cells = cellsOf(text);
        if (cells.every((cell) => cell === '')) return;
        if (/csv output$/i.test(cells[0])) groups = [];
        const host = cells.indexOf('Host:');
        if (host >= 0) server = cells[host + 1] || server;
        const date = cells.indexOf('Date:');
        if (date >= 0) {
          year = Number(/\b(19|20)\d\d\b/.exec(cells[date + 1] ?? '')?.[0] ?? 0);
          month = 0;
        }
        if (/csv output$|^(Author|URL|Host|User|Cmdline|Date):$/i.test(cells[0])) {
          columns = [];
          return;
        }
        const numbers = cells.some((cell) => numberIn(cell) === numberIn(cell));
        if (columns.length === 0 && !numbers) {
          if (groups.length === 0) {
            let last = '';
            groups = cells.map((cell) => (last = cell || last));
            return;
          }
          time = { column: -1, epoch: false };
          const disks = new Set(
            groups.filter((each) => each.startsWith('dsk/')).map((each) => each.slice(4)),
          );
          columns = cells.map((cell, k): Column => {
            const { kind, part, rank } = groupOf(groups[Math.min(k, groups.length - 1)]);
            if (/^(time|date\/time)$/i.test(cell) || cell === 'epoch') {
              time = { column: k, epoch: cell === 'epoch' };
              return { role: null, part, rank, memory: false };
            }
            const role = roleOf(into, DSTAT, `${kind} ${cell}`);
            const counts =
              rank === 0 ||
              (kind === 'net' ? countsAdapter(part) : kind === 'dsk' ? countsDisk(part, disks) : true);
            return {
              role: counts ? role : null,
              part: rank === 0 ? '' : part,
              rank,
              memory: kind === 'memory usage' && /^(used|free|buff?|cach)$/.test(cell),
            };
          });
          into.columns = columns.length;
          const cpus = new Set(
            columns.filter((c) => c.rank === 1 && c.role?.[0] === 'idle').map((c) => c.part),
          );
          if (cpus.size) into.state(server, { threads: cpus.size });
          if (time.column < 0)
            throw new InputError(
              place(name, line),
              'the output of dstat without a column of times.',
              'Collect it again with -t: dstat -tcmdrn --output FILE 15.',
            );
          if (!year && !time.epoch)
            throw new InputError(
              place(name, line),
              'the output of dstat without its line "Cmdline:", which alone holds the year.',
              'Copy the file whole.',
            );
          if (time.epoch) into.zone = { name: 'UTC', biasMinutes: 0 };
          first = true;
          return;
        }
        const at = momentOf(cells[time.column] ?? '');
        if (columns.length === 0 || at !== at || cells.length < columns.length) {
          into.reject(line, text);
          return;
        }
        const blank = first;
        first = false;
        if (blank) into.say('info', SINCE_START);
        const rows = new Map<string, LinuxRow>();
        let memory = 0;
        columns.forEach(({ role, part, rank, memory: sized }, k) => {
          const value = numberIn(cells[k]);
          if (value !== value) return;
          if (sized) memory += value * MIB;
          if (!role) return;
          const key = `${rank}${part}`;
          const row = rows.get(key) ?? new LinuxRow();
          rows.set(key, row);
          row.add(role, blank ? NaN : value);
        });
        into.rows++;
        if (memory > 0) into.state(server, { memory: Math.round(memory) });
        for (const [key, row] of rows) row.put(into, server, at, key.slice(1), Number(key[0]));
      },
      end() {
        if (into.columns === 0)
          throw new InputError(
            name,
            'the output of dstat without the two lines that name its groups and columns.',
            'Copy the file whole.',
          );
      },
    };
  },
};

/** The CSV of dstat and pcp dstat. */
export const dstat = lineFormat(TOOL);
