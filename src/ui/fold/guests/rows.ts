import type { Guest } from '../../../estate/guest';
import { sparkPath } from '../../parts/sparkline';

/** Size of the small pictures of the table, px. */
export const SPARK = { width: 80, height: 16 } as const;

/** One server as the table shows it. */
export interface Row {
  readonly guest: Guest;
  /** Highest processor load, GHz; NaN when it was not measured. */
  readonly peak: number;
  readonly path: string;
  /** Host that carries it in the present plan, or what else became of it. */
  readonly host: string;
  readonly marks: readonly Mark[];
}

/** A short word beside a server that needs attention. */
export interface Mark {
  readonly word: string;
  readonly why: string;
  readonly tone: 'plain' | 'warn' | 'guess';
}

export type SortKey = 'name' | 'peak' | 'memory' | 'host';
export interface Sort {
  readonly key: SortKey;
  readonly down: boolean;
}

/** The load series of a guest in GHz, from what was measured; undefined when nothing was. */
export function processorSeries(
  guest: Guest,
  hostRating: number,
): { series: Float32Array; scale: number } | undefined {
  const { busy, usedGHz } = guest.measures;
  if (usedGHz) return { series: usedGHz, scale: 1 };
  if (!busy) return undefined;
  return { series: busy, scale: (guest.facts.cores * (guest.facts.rating ?? hostRating)) / 100 };
}

/** Highest value of a series, NaN when it holds none. */
export function highest(series: Float32Array): number {
  let high = NaN;
  for (const v of series) if (!(v <= high) && v === v) high = v;
  return high;
}

const paths = new WeakMap<Float32Array, { path: string; high: number }>();

/** Builds a row; pictures are kept, since series never change. */
export function toRow(guest: Guest, hostRating: number, host: string, marks: readonly Mark[]): Row {
  const load = processorSeries(guest, hostRating);
  if (!load) return { guest, peak: NaN, path: '', host, marks };
  let kept = paths.get(load.series);
  if (!kept) {
    const high = highest(load.series);
    kept = { path: sparkPath(load.series, Math.max(high, 1e-9), SPARK.width, SPARK.height), high };
    paths.set(load.series, kept);
  }
  return { guest, peak: kept.high * load.scale, path: kept.path, host, marks };
}

/** Rows whose name, image, class, system or host holds every word that is sought. */
export function search(rows: readonly Row[], sought: string): readonly Row[] {
  const words = sought.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter(({ guest, host, marks }) => {
    const { image, os, together, apart } = guest.facts;
    const text = [
      guest.name,
      image,
      guest.facts.class,
      os,
      together,
      apart,
      host,
      ...marks.map((m) => m.word),
    ]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

const byName = new Intl.Collator('en', { numeric: true }).compare;

/** Rows in the order asked for; equal ones by name, unknown ones last. */
export function sorted(rows: readonly Row[], { key, down }: Sort): readonly Row[] {
  const sign = down ? -1 : 1;
  const value = (row: Row): number => (key === 'peak' ? row.peak : (row.guest.facts.memory ?? NaN));
  return [...rows].sort((a, b) => {
    if (key === 'name') return sign * byName(a.guest.name, b.guest.name);
    if (key === 'host') return sign * byName(a.host, b.host) || byName(a.guest.name, b.guest.name);
    const x = value(a);
    const y = value(b);
    if (x !== x || y !== y)
      return (x !== x ? 1 : 0) - (y !== y ? 1 : 0) || byName(a.guest.name, b.guest.name);
    return sign * (x - y) || byName(a.guest.name, b.guest.name);
  });
}
