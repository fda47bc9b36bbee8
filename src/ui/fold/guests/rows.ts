import type { KernelShares } from '../../../overhead/demand';
import type { GuestRow } from '../../../placement/guest-row';
import { sparkPath } from '../../parts/sparkline';

/** Size of the small pictures of the table, px. */
export const SPARK = { width: 54, height: 16 } as const;

/** One server as the table shows it. */
export interface Row {
  readonly guest: GuestRow;
  /** Host that carries it in the present plan, or what else became of it. */
  readonly host: string;
  readonly marks: readonly Mark[];
  /** Shares that its demand rests on and that were not logged. */
  readonly assumed?: KernelShares;
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

const paths = new WeakMap<Float32Array, string>();

/** The small picture of a server's load, made when it is first shown and kept as long as its series. */
export function pathOfGuest(guest: GuestRow): string {
  let path = paths.get(guest.spark);
  if (path === undefined) {
    path = sparkPath(guest.spark, guest.peak, SPARK.width, SPARK.height);
    paths.set(guest.spark, path);
  }
  return path;
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
  const value = (row: Row): number => (key === 'peak' ? row.guest.peak : (row.guest.facts.memory ?? NaN));
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
