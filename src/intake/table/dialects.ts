import { own } from '../../estate/own';
import type { Meaning } from './vocabulary';

const PLAIN = { server: '', percent: false, idle: false, constant: null, statistic: null } as const;
const BYTES = 1 / 1024 ** 2;

const mean = (measure: NonNullable<Meaning['measure']>, scale: number | null): Meaning => ({
  ...PLAIN,
  measure,
  scale,
});
const stated = (constant: NonNullable<Meaning['constant']>, scale: number): Meaning => ({
  ...PLAIN,
  measure: null,
  constant,
  scale,
});

/** The columns of one guest that Proxmox VE's `rrddata` gives, with the units of its API viewer: bytes, bytes/s, a share. */
const PROXMOX: Readonly<Record<string, Meaning>> = {
  cpu: mean('busy', null),
  maxcpu: stated('cores', 1),
  mem: mean('usedMiB', BYTES),
  maxmem: stated('memory', BYTES),
  diskread: mean('diskMBs', 1e-6),
  diskwrite: mean('diskMBs', 1e-6),
  netin: mean('networkMBs', 1e-6),
  netout: mean('networkMBs', 1e-6),
};

/** What headers mean that only one tool writes, told by those that it alone has; null for any other table. */
export function dialectOf(headers: readonly string[]): ((header: string) => Meaning | null) | null {
  const named = new Set(headers.map((header) => header.toLowerCase()));
  if (!named.has('cpu') || !named.has('maxcpu') || !(named.has('mem') || named.has('maxmem'))) return null;
  return (header) => own(PROXMOX, header.toLowerCase()) ?? null;
}
