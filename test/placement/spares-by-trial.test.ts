import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import type { FoldProblem } from '../../src/engine/packing/problem';
import type { Estate } from '../../src/estate/estate';
import type { HostSpec } from '../../src/overhead/host';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { foldable } from '../../src/placement/foldable';
import type { FoldOptions } from '../../src/placement/options';
import type { Drill } from '../../src/placement/spares';
import { draws } from '../engine/packing/problems';
import { fits } from '../engine/packing/reference';
import { OPTIONS, estateOf, guest } from './estates';
import { often } from '../often';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/** Estates tried in every run; `npm run test:night` tries 10,000. */
const TRIALS = Number(process.env.HOSTFOLD_SPARES ?? often(150));

/** Some servers over two slots on two or three kinds of host, none of which need be larger than another in everything. */
function tiny(seed: number): { estate: Estate; options: FoldOptions } {
  const next = draws(seed);
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(...of: readonly T[]) => of[below(of.length)];
  const kinds = 2 + below(2);
  const priced = next() < 0.3;
  const hosts = Array.from({ length: kinds }, (_, k): HostSpec => {
    const cores = pick(1, 2, 3, 4);
    return {
      ...DEFAULT_HOST,
      name: `kind ${k}`,
      cores,
      rating: pick(1, 1.5, 2),
      threads: pick(null, 2 * cores),
      memory: pick(null, 3000, 4000, 6000),
      reserveMemory: pick(0, 0, 1500),
      reserveCores: pick(0, 0, 0.5),
      count: pick(1, 1, 2, 3, null),
      price: priced ? 1 + below(9) : null,
    };
  });
  const guests = Array.from({ length: 2 + below(4) }, (_, g) =>
    guest(
      `G${g}`,
      { busy: [below(101), below(101)], usedMiB: [pick(300, 900, 1500, 2500)] },
      {
        cores: pick(1, 1, 2),
        rating: pick(1, 1.5),
        host: next() < 0.15 ? 'kind 0' : '',
        apart: next() < 0.15 ? 'x' : '',
        together: next() < 0.1 ? 't' : '',
        dedicated: next() < 0.05,
      },
    ),
  );
  const options = {
    ...OPTIONS,
    hosts,
    profile: pick('bare', 'esx3', 'vsphere8'),
    failures: pick(1, 1, 2),
    seed,
  };
  return { estate: estateOf(guests, 2), options: options as FoldOptions };
}

/** Whether so many hosts of each kind carry everything: every assignment tried. */
function carries(problem: FoldProblem, counts: readonly number[]): boolean {
  const hosts: { kind: number; on: number[] }[] = [];
  const left = [...counts];
  const visit = (i: number): boolean => {
    if (i === problem.items) return true;
    for (const host of hosts) {
      if (!fits(problem, host.on, i, host.kind)) continue;
      host.on.push(i);
      if (visit(i + 1)) return true;
      host.on.pop();
    }
    for (let kind = 0; kind < problem.kinds; kind++) {
      if (left[kind] === 0 || !fits(problem, [], i, kind)) continue;
      left[kind]--;
      hosts.push({ kind, on: [i] });
      if (visit(i + 1)) return true;
      hosts.pop();
      left[kind]++;
    }
    return false;
  };
  return visit(0);
}

/** All sets of so many hosts, by kind, within what there is. */
function sets(size: number, there: readonly number[]): number[][] {
  if (there.length === 0) return size === 0 ? [[]] : [];
  const [first, ...rest] = there;
  return Array.from({ length: Math.min(size, first) + 1 }, (_, n) => n).flatMap((n) =>
    sets(size - n, rest).map((set) => [n, ...set]),
  );
}

/** The fewest hosts of which any `n` may be gone; null where there are none. */
function fewestSafe(problem: FoldProblem, n: number): number | null {
  const known = new Map<string, boolean>();
  const carried = (counts: readonly number[]) => {
    const key = counts.join();
    if (!known.has(key)) known.set(key, carries(problem, counts));
    return known.get(key)!;
  };
  const there = [...problem.kindCount].map((count) => (count < 0 ? problem.items + n : count));
  const all = there.reduce((sum, count) => sum + count, 0);
  const safe = (hosts: readonly number[]) =>
    sets(n, hosts).every((failed) => carried(hosts.map((count, k) => count - failed[k])));
  for (let size = n + 1; size <= all; size++) if (sets(size, there).some(safe)) return size;
  return null;
}

describe('hosts to spare on tiny estates of several kinds', () => {
  it('are never too few, and known wherever trying everything finds them; their drill carries', async () => {
    const count = { compared: 0, exists: 0, unanswered: 0, least: 0 };
    for (let seed = 1; count.compared < TRIALS; seed++) {
      const { estate, options } = tiny(seed);
      let drilled: Drill | null = null;
      const answer = await fold(estate, options, engine, { onDrill: (drill) => (drilled = drill) });
      if (answer.unplaced.length > 0 || answer.hosts.length === 0) continue;
      count.compared++;
      const { problem } = foldable(estate, options);
      const least = fewestSafe(problem, options.failures);
      const { hostCount } = answer.withFailures;
      if (least !== null) count.exists++;
      if (least !== null && hostCount === null) count.unanswered++;
      if (hostCount === least) count.least++;
      if (hostCount === null) {
        expect(answer.findings.some(({ where }) => where === 'hosts that may fail')).toBe(true);
        continue;
      }
      expect(least, `seed ${seed}`).not.toBeNull();
      expect(hostCount, `seed ${seed}`).toBeGreaterThanOrEqual(least!);
      expect(drilled, `seed ${seed}`).toMatchObject({ carried: true, hosts: hostCount });
    }
    expect(count.exists).toBeGreaterThan(count.compared / 4);
    expect(count.unanswered).toBeLessThanOrEqual(count.exists / 100);
    if (process.env.HOSTFOLD_SPARES) console.log(count);
  });
});
