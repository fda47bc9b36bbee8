import type { Estate } from '../estate/estate';
import type { Facts } from '../estate/guest';
import { UNKNOWN_FACTS } from '../estate/guest';
import { DEFAULT_HOST } from '../overhead/host';
import { DEFAULT_THRESHOLDS } from '../placement/advice';
import type { FoldOptions } from '../placement/options';

/** A processor's load over a day in slots of an hour: some per cent in eight working hours, shifted, else nothing. */
export const day = (shift: number, load = 60): number[] =>
  Array.from({ length: 24 }, (_, h) => ((h + 24 - shift) % 24 < 8 ? load : 0));

/** Servers of a worked day, one processor each as fast as the host's. */
export function estateOf(
  days: readonly (readonly number[])[],
  facts: Partial<Facts> = {},
  memory?: number,
): Estate {
  return {
    recorded: null,
    grid: { start: 0, step: 3_600_000, slots: 24, align: 'wall' },
    guests: days.map((busy, i) => ({
      name: `server ${i + 1}`,
      facts: { ...UNKNOWN_FACTS, cores: 1, rating: 1, measured: 'native', memory: memory ?? null, ...facts },
      guessed: new Set(),
      measures: { busy: Float32Array.from(busy) },
      coverage: 1,
      samples: 24,
      processes: [],
    })),
    leftOut: [],
    findings: [],
  };
}

/** Hosts of one processor under ESX 2, filled to the brim unless changed; the search counts its work. */
export function foldOptionsOf(change: Partial<FoldOptions> = {}): FoldOptions {
  return {
    profile: 'esx2',
    present: '',
    hosts: [{ ...DEFAULT_HOST, cores: 1, rating: 1, memory: 65_536 }],
    ceilings: {},
    policy: 'peak-of-sums',
    failures: 0,
    overrides: {},
    thresholds: DEFAULT_THRESHOLDS,
    seed: 1,
    work: 2,
    ...change,
  };
}
