import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExactCover } from '../../../src/engine/columns/exact-cover';
import { fullHosts, type FullHosts } from '../../../src/engine/columns/full-hosts';
import { relaxed, survey } from '../../../src/engine/columns/instance';
import type { PatternInstance } from '../../../src/engine/columns/pattern';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';
import { draws, kernelOf } from './builds';
import { often } from '../../often';
import { runColumns } from './run-columns';

const ROOM = 60;

/** A host of so many items that fill it in both rows, by where the rows are cut. */
const host = fc
  .integer({ min: 2, max: 4 })
  .chain((items) =>
    fc.tuple(
      ...[0, 1].map(() =>
        fc.uniqueArray(fc.integer({ min: 1, max: ROOM - 1 }), { minLength: items - 1, maxLength: items - 1 }),
      ),
    ),
  )
  .map((rows) => {
    const [x, y] = rows.map((cuts) => {
      const all = [0, ...cuts.sort((a, b) => a - b), ROOM];
      return all.slice(1).map((to, i) => to - all[i]);
    });
    return x.map((size, i) => [size, y[i]]);
  });

function instanceOf(problem: FoldProblem): PatternInstance {
  const of = end(survey(problem));
  return end(relaxed(of, of.rows)).instance;
}

function end<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const problemOf = (items: readonly (readonly number[])[], room = [ROOM, ROOM]) =>
  staticProblem(Int32Array.from(items.flat()), Int32Array.from(room));

function setsOf({ start, members, typeOf }: FullHosts, { items }: PatternInstance): string[] {
  // Copies of a type are alike: a set is named by its types.
  return Array.from({ length: start.length - 1 }, (_, s) =>
    Array.from(members.subarray(start[s], start[s + 1]), (i) => items[typeOf[i]][0])
      .sort((a, b) => a - b)
      .join(' '),
  );
}

/** All sets of items that fill a host to the brim in every row, by the first items that are like theirs. */
function brimful(items: readonly (readonly number[])[]): string[] {
  const first = items.map((item) => items.findIndex((other) => other.every((v, r) => v === item[r])));
  const found: string[] = [];
  for (let set = 1; set < 2 ** items.length; set++) {
    const chosen = items.map((_, i) => i).filter((i) => set & (2 ** i));
    if ([0, 1].every((r) => chosen.reduce((sum, i) => sum + items[i][r], 0) === ROOM))
      found.push(
        chosen
          .map((i) => first[i])
          .sort((a, b) => a - b)
          .join(' '),
      );
  }
  return found;
}

describe('hosts that must be full', () => {
  it('are all the sets that fill a host, where the items fill the hosts to the brim', () => {
    fc.assert(
      fc.property(fc.array(host, { minLength: 2, maxLength: 3 }), (hosts) => {
        const items = hosts.flat();
        const instance = instanceOf(problemOf(items));
        const sets = end(fullHosts(instance, hosts.length))!;
        const named = setsOf(sets, instance);
        const all = new Set(brimful(items));
        for (const set of named) expect(all).toContain(set);
        // What is left out has so many items, or so few, that the rest does not go onto the other hosts.
        const lengths = hosts.map((of) => of.length);
        const may = [...all].filter((set) => {
          const length = set.split(' ').length;
          return length >= Math.min(...lengths) && length <= Math.max(...lengths);
        });
        const possible = may.filter((set) => {
          const rest = items.length - set.split(' ').length;
          const others = may.map((one) => one.split(' ').length);
          const [least, most] = [Math.min(...others), Math.max(...others)];
          return rest >= (hosts.length - 1) * least && rest <= (hosts.length - 1) * most;
        });
        for (const set of possible) expect(named).toContain(set);
      }),
      { numRuns: often(40) },
    );
  });

  it('may leave as much free as the plan does, and no more', () => {
    // 118 of 120 in one row: a host may stay short of 2, not of 3.
    const items = [29, 29, 30, 30, 28, 27, 3].map((size) => [size]);
    const problem = problemOf(items.slice(0, 4), [60]);
    const instance = instanceOf(problem);
    expect(setsOf(end(fullHosts(instance, 2))!, instance).sort()).toEqual(
      ['0 0', '0 2', '0 2', '0 2', '0 2', '2 2'].sort(),
    );
    expect(end(fullHosts(instanceOf(problemOf(items.slice(3), [60])), 2))).toBeNull();
  });

  it('are not looked for where a tenth of a host stays free', () => {
    const with6 = instanceOf(problemOf([[29], [25], [30], [30]], [60]));
    const with5 = instanceOf(problemOf([[29], [26], [30], [30]], [60]));
    expect(end(fullHosts(with6, 2))).toBeNull();
    expect(end(fullHosts(with5, 2))).not.toBeNull();
  });

  it('are none of four where the others could not hold the rest by threes', () => {
    const quarters = [15, 15, 15, 15].map((size) => [size, size]);
    const items = [...quarters, [25, 20], [20, 25], [25, 20], [20, 25], [30, 30]];
    expect(brimful(items)).toContain('0 0 0 0');
    const instance = instanceOf(problemOf(items));
    const sets = setsOf(end(fullHosts(instance, 3))!, instance);
    expect(sets).toContain('0 4 5');
    expect(sets).not.toContain('0 0 0 0');
  });

  it('cover every item once at the end of a walk', () => {
    fc.assert(
      fc.property(fc.array(host, { minLength: 4, maxLength: 7 }), (hosts) => {
        const instance = instanceOf(problemOf(hosts.flat()));
        const below = draws(1);
        const walk = new ExactCover(end(fullHosts(instance, hosts.length))!, () => below(1e6) / 1e6);
        const plan = end(walk.walk(1e4))!;
        const held = new Int32Array(instance.types);
        for (const { types, copies } of plan)
          for (let e = 0; e < types.length; e++) held[types[e]] += copies[e];
        expect(held).toEqual(instance.demand);
        expect(plan).toHaveLength(hosts.length);
      }),
      { numRuns: often(20) },
    );
  });

  it('give columns a plan that is proved, before any are generated', async () => {
    const draw = draws(7);
    const items = Array.from({ length: 40 }, () => {
      const [a, b, c, d] = Array.from({ length: 4 }, () => draw(80));
      return [
        [401 + a, 401 + b],
        [281 + c, 281 + d],
        [318 - a - c, 318 - b - d],
      ];
    }).flat();
    const kernel = await kernelOf('release');
    const { hosts, lowerBound, work } = await runColumns(kernel, problemOf(items, [1000, 1000]), {
      seed: 1,
      work: 20_000,
    });
    expect([hosts, lowerBound]).toEqual([40, 40]);
    expect(work).toBeLessThan(20_000);
  });
});
