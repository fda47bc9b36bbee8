import { own } from '../../estate/own';
import { countsAdapter, countsDisk, KIB, KIBS, LinuxRow, roleOf, SECTORS } from './linux';
import type { Roles } from './linux';
import type { Gatherer } from './gather';
import { numberIn } from './lines';
import { plural } from '../words';

/** Columns of sar and sadf, of all versions from 9.1.5 to 12.7.9 (sysstat's activity.c). */
const SYSSTAT: Roles = {
  '%idle': ['idle', 1],
  '%iowait': ['wait', 1],
  '%steal': ['steal', 1],
  kbavail: ['available', KIB],
  kbmemfree: ['free', KIB],
  kbbuffers: ['buffers', KIB],
  kbcached: ['cached', KIB],
  tps: ['transfers', 1],
  'bread/s': ['diskMBs', SECTORS],
  'bwrtn/s': ['diskMBs', SECTORS],
  'rd_sec/s': ['diskMBs', SECTORS],
  'wr_sec/s': ['diskMBs', SECTORS],
  'rkB/s': ['diskMBs', KIBS],
  'wkB/s': ['diskMBs', KIBS],
  'rxkB/s': ['networkMBs', KIBS],
  'txkB/s': ['networkMBs', KIBS],
  'rxbyt/s': ['networkMBs', 1e-6],
  'txbyt/s': ['networkMBs', 1e-6],
  'cswch/s': ['switches', 1],
};

/** What the rows of a section are about; every other section has one row for each moment. */
const KEYS = { CPU: 'cpu', DEV: 'disk', IFACE: 'adapter' } as const;

/** One section: the columns that stand under one header. */
export interface Section {
  readonly columns: readonly string[];
  readonly roles: readonly (ReturnType<typeof roleOf> | null)[];
  readonly key: (typeof KEYS)[keyof typeof KEYS] | null;
  /** Columns of memory, for its size. */
  readonly used: number;
  readonly usedShare: number;
}

/** Reads a header. */
export function sectionOf(into: Gatherer, columns: readonly string[]): Section {
  const key = own<Section['key']>(KEYS, columns[0]) ?? null;
  into.columns = Math.max(into.columns, columns.length);
  return {
    columns,
    roles: columns.map((column, k) => (k === 0 && key ? null : roleOf(into, SYSSTAT, column))),
    key,
    used: columns.indexOf('kbmemused'),
    usedShare: columns.indexOf('%memused'),
  };
}

/** Hands on the rows of sar and sadf. */
export class SysstatRows {
  /** By server: the processors that were listed one by one. */
  private readonly processors = new Map<string, Set<string>>();
  private readonly stacked = new Set<string>();
  /** By server: the greatest share of memory used, which tells its size best, and that size, MiB. */
  private readonly sizes = new Map<string, { share: number; memory: number }>();

  constructor(private readonly into: Gatherer) {}

  /** @returns false where the cells do not fit the section */
  row(server: string, time: number, section: Section, cells: readonly string[]): boolean {
    const { into } = this;
    if (cells.length !== section.columns.length) return false;
    if (section.roles.every((role) => role === null)) return true;
    let part = '';
    let rank = 0;
    if (section.key === 'cpu' && !/^(-1|all)$/i.test(cells[0])) {
      part = cells[0];
      rank = 1;
      const known = this.processors.get(server) ?? new Set();
      this.processors.set(server, known.add(part));
      into.state(server, { threads: known.size });
    } else if (section.key === 'disk' || section.key === 'adapter') {
      if (!(section.key === 'disk' ? countsDisk(cells[0]) : countsAdapter(cells[0]))) {
        this.stacked.add(cells[0]);
        return true;
      }
      part = cells[0];
      rank = 1;
    }
    const row = new LinuxRow();
    for (let k = 0; k < cells.length; k++) {
      const role = section.roles[k];
      if (!role) continue;
      const value = numberIn(cells[k]);
      if (value !== value) return false;
      row.add(role, value);
    }
    into.rows++;
    row.put(into, server, time, part, rank);
    this.size(server, section, cells, row);
    return true;
  }

  end(): void {
    for (const [server, { memory }] of this.sizes) this.into.state(server, { memory });
    if (this.stacked.size > 0)
      this.into.say(
        'info',
        `${plural(this.stacked.size, 'device')} not counted, since what ${this.stacked.size === 1 ? 'it carries' : 'they carry'} is counted below or is no traffic: ${[...this.stacked].slice(0, 6).join(', ')}.`,
      );
  }

  /**
   * The machine's memory. Up to 11.7 kbmemused is all that is not free; since then buffers and caches are left out of it,
   * and only its share of the whole tells the whole (sysstat's rd_stats.c and pr_stats.c).
   */
  private size(server: string, { used, usedShare }: Section, cells: readonly string[], row: LinuxRow): void {
    if (used < 0 || usedShare < 0) return;
    const kib = numberIn(cells[used]);
    const share = numberIn(cells[usedShare]);
    if (!(share > (this.sizes.get(server)?.share ?? 0)) || !(kib > 0)) return;
    const free = row.get('free') / KIB;
    const simple = Math.abs((100 * kib) / (kib + free) - share) < 0.02;
    const whole = simple ? kib + free : kib / (share / 100);
    if (!simple)
      this.into.say(
        'guess',
        'Installed memory is worked out from the memory used and its share of the whole.',
      );
    this.sizes.set(server, { share, memory: Math.round(whole * KIB) });
  }
}
