import { describe, expect, it } from 'vitest';
import { staticProblem, type FoldProblem } from '../../src/engine/packing/problem';
import { annealMoves, checkPlacement } from '../../src/moves/anneal';
import { leastMoves, mustLeave } from '../../src/moves/bound';
import { rollingConversion } from '../../src/moves/convert';
import { evenedWithin } from '../../src/moves/evened';
import { fewestMoves } from '../../src/moves/fewest';
import { replayFaults } from '../../src/moves/replay';
import { scheduleMoves, type Schedule } from '../../src/moves/schedule';
import { settle } from '../../src/moves/settle';
import { fitsOneHost } from '../engine/columns/brute';
import { draws, randomProblem } from '../engine/packing/problems';
import { reshuffle } from './random';
import { often } from '../often';

/** Random schedules tried in every run; `npm run test:night` tries 100,000. */
const SCHEDULES = Number(process.env.HOSTFOLD_SCHEDULES ?? often(400));

const hostsOf = (kinds: readonly number[], swing: Schedule['swing'] = []) => [
  ...kinds.map((kind, h) => ({ name: `host ${h}`, kind, platform: 0 as const })),
  ...swing.map(({ kind }, n) => ({ name: `swing ${n}`, kind, platform: 0 as const })),
];

describe('the order of moves', () => {
  it('of full reshuffles too keeps every rule at every step, and ends where it shall', () => {
    let moved = 0;
    let parked = 0;
    let swung = 0;
    for (let seed = 1, n = 0; n < SCHEDULES; seed++) {
      const random = reshuffle(seed, 4 + (seed % 11));
      if (!random) continue;
      n++;
      const { problem, kinds, at, to } = random;
      const { waves, swing } = scheduleMoves(problem, kinds, at, to, 1 + (seed % 4));
      const replayed = waves.map((moves) => ({ moves }));
      expect(
        replayFaults([problem, problem], hostsOf(kinds, swing), at, to, replayed),
        `seed ${seed}`,
      ).toEqual([]);
      expect(waves.every((wave) => wave.length >= 1 && wave.length <= 1 + (seed % 4))).toBe(true);
      moved += waves.flat().length;
      parked += waves.flat().filter(({ why }) => why).length;
      swung += swing.length;
    }
    expect(moved).toBeGreaterThan(SCHEDULES);
    expect(parked).toBeGreaterThan(SCHEDULES / 50);
    expect(swung).toBeGreaterThan(SCHEDULES / 100);
  });

  /** Guests of 6 and 6 on hosts of 10 that are to change places, and perhaps a third host. */
  const two = staticProblem(Int32Array.of(6, 6), Int32Array.of(10));

  it('parks where a host has room for one that waits', () => {
    const { waves, swing } = scheduleMoves(two, [0, 0, 0], [0, 1], [1, 0], 4);
    expect(waves.map((wave) => wave.length)).toEqual([1, 1, 1]);
    expect(waves[0][0]).toMatchObject({ to: 2, why: expect.stringContaining('parked') });
    expect(swing).toEqual([]);
  });

  it('takes a swing host where no host has, and says why', () => {
    const { waves, swing } = scheduleMoves(two, [0, 0], [0, 1], [1, 0], 4);
    expect(waves.flat()).toHaveLength(3);
    expect(swing).toEqual([{ kind: 0, why: expect.stringContaining("2 guests wait for each other's room") }]);
  });

  it('counts a guest on both ends while it moves', () => {
    // Four of 3 on one host, two go: at once both fit the other beside its own 3, and a third does not.
    const three = staticProblem(Int32Array.of(3, 3, 3, 4), Int32Array.of(10));
    const { waves } = scheduleMoves(three, [0, 0], [0, 0, 0, 1], [1, 1, 0, 1], 2);
    expect(waves.map((wave) => wave.length)).toEqual([2]);
    const swap = staticProblem(Int32Array.of(4, 4, 4), Int32Array.of(10));
    // 0 and 2 change places beside 1: both hosts have room for both at once (8 and 8)... but the first holds 12 then.
    expect(scheduleMoves(swap, [0, 0], [0, 0, 1], [1, 0, 0], 2).waves.map((wave) => wave.length)).toEqual([
      1, 1,
    ]);
  });
});

describe('a replay finds', () => {
  const problem: FoldProblem = {
    ...staticProblem(Int32Array.of(6, 6, 3), Int32Array.of(10)),
    apartGroups: 1,
    apartStart: Int32Array.of(0, 1, 1, 2),
    apartId: Int32Array.of(0, 0),
  };
  const replay = (at: number[], to: number[], ...waves: [number, number, number][][]) =>
    replayFaults(
      [problem, problem],
      hostsOf([0, 0, 0]),
      at,
      to,
      waves.map((moves) => ({ moves: moves.map(([item, from, end]) => ({ item, from, to: end })) })),
    );

  it.each<[string, string[], RegExp]>([
    ['nothing in a good one', replay([0, 1, 2], [2, 1, 1], [[2, 2, 1]], [[0, 0, 2]]), /^$/],
    [
      'a host over its room',
      replay([0, 1, 2], [1, 1, 2], [[0, 0, 1]]),
      /^wave 1: host 1: 12 of resource 0 in slot 0, room for 10$/,
    ],
    [
      'two that are to be kept apart',
      replay([0, 1, 2], [0, 1, 0], [[2, 2, 0]]),
      /^wave 1: host 0: two of group 0/,
    ],
    [
      'a guest that is elsewhere',
      replay([0, 1, 2], [2, 1, 2], [[0, 1, 2]]),
      /^wave 1: item 0 is on host 0, not on 1/,
    ],
    [
      'one that moves twice at once',
      replay(
        [0, 1, 2],
        [2, 1, 2],
        [
          [0, 0, 1],
          [0, 1, 2],
        ],
      ),
      /moves twice at once/,
    ],
    ['one that did not arrive', replay([0, 1, 2], [0, 1, 1]), /^at the end item 2 is on host 2, not on 1$/],
    ['a host that is none', replay([0, 1, 2], [0, 1, 5], [[2, 2, 5]]), /^wave 1: host 5 is none$/],
  ])('%s', (what, faults, message) => {
    if (what.startsWith('nothing')) expect(faults).toEqual([]);
    else
      expect(
        faults.some((fault) => message.test(fault)),
        faults.join('; '),
      ).toBe(true);
  });

  it('room that is taken by one that leaves in the same wave', () => {
    // Both of 6 change places at once: each end would hold 12.
    expect(
      replay(
        [0, 1, 2],
        [1, 0, 2],
        [
          [0, 0, 1],
          [1, 1, 0],
        ],
      ),
    ).toHaveLength(2);
  });

  it('a host that is installed anew with guests on it', () => {
    const waves = [{ moves: [], reinstall: [{ host: 0, kind: 0 }] }];
    expect(replayFaults([problem, problem], hostsOf([0, 0, 0]), [0, 1, 2], [0, 1, 2], waves)).toEqual([
      'wave 1: host 0 is installed anew with guests on it',
    ]);
  });
});

/** The fewest moves to at most so many hosts, and the lowest fullest row for each number of moves: every placement. */
function allPlacements(problem: FoldProblem, kinds: readonly number[], at: Int32Array, count: number) {
  let fewest = Infinity;
  const to = new Int32Array(problem.items);
  const visit = (i: number, moves: number): void => {
    if (moves >= fewest) return;
    if (i === problem.items) {
      if (new Set(to).size <= count) fewest = moves;
      return;
    }
    for (let h = 0; h < kinds.length; h++) {
      if (problem.onlyKind[i] >= 0 && problem.onlyKind[i] !== kinds[h]) continue;
      to[i] = h;
      const on = Array.from({ length: i + 1 }, (_, k) => k).filter((k) => to[k] === h);
      if (fitsOneHost(problem, on, kinds[h])) visit(i + 1, moves + (at[i] === h ? 0 : problem.guestCount[i]));
    }
  };
  visit(0, 0);
  return fewest;
}

describe('the fewest moves', () => {
  it('on tiny estates are those of trying every placement, or nearly; the bound is never above them', () => {
    const found = { compared: 0, exact: 0, missed: 0 };
    for (let seed = 1; found.compared < 40; seed++) {
      const random = reshuffle(seed, 4 + (seed % 3));
      if (!random || random.kinds.length < 2 || random.kinds.length > 4) continue;
      const { problem, kinds, at } = random;
      for (const count of [kinds.length, kinds.length - 1]) {
        const least = allPlacements(problem, kinds, at, count);
        const few = fewestMoves({ problem, kinds, at }, count, null, seed);
        if (least === Infinity) {
          expect(few, `seed ${seed}`).toBeNull();
          continue;
        }
        found.compared++;
        if (!few) {
          found.missed++;
          continue;
        }
        expect(checkPlacement(problem, kinds, few.to), `seed ${seed}`).toBe(true);
        expect(new Set(few.to).size).toBeLessThanOrEqual(count);
        expect(few.lowerBound).toBeLessThanOrEqual(least);
        expect(few.moves).toBeGreaterThanOrEqual(least);
        if (few.moves === least) found.exact++;
      }
    }
    expect(found.missed).toBeLessThanOrEqual(found.compared / 20);
    expect(found.exact).toBeGreaterThanOrEqual(0.9 * found.compared);
  });

  it('leave everything in place where all hosts stay and none is over its room', () => {
    const { problem, kinds, at } = reshuffle(5, 8)!;
    expect(fewestMoves({ problem, kinds, at }, kinds.length, null, 1)).toMatchObject({
      moves: 0,
      lowerBound: 0,
    });
  });

  it('relieve a host that is over its room today', () => {
    const problem = staticProblem(Int32Array.of(4, 4, 4, 2), Int32Array.of(10));
    const today = { problem, kinds: [0, 0], at: Int32Array.of(0, 0, 0, 1) };
    expect(settle(today, [true, true])).not.toBeNull();
    expect(fewestMoves(today, 2, null, 1)).toMatchObject({ moves: 1, lowerBound: 1 });
  });

  it('are bounded by who must leave a host that stays, too; never above the best of all placements', () => {
    const found = { compared: 0, met: 0 };
    for (let seed = 1; found.compared < 40; seed++) {
      const random = reshuffle(seed, 4 + (seed % 3));
      if (!random || random.kinds.length < 2 || random.kinds.length > 4) continue;
      const { problem, kinds } = random;
      const next = draws(seed);
      // Anywhere: over the room, together with whom they are to be apart, on kinds where they may not be.
      const at = random.at.map(() => Math.floor(next() * kinds.length));
      const must = mustLeave({ problem, kinds, at });
      for (const count of [kinds.length, kinds.length - 1]) {
        const least = allPlacements(problem, kinds, at, count);
        if (least === Infinity) continue;
        found.compared++;
        const bound = leastMoves(must, count);
        expect(bound, `seed ${seed}`).toBeLessThanOrEqual(least);
        if (bound === least) found.met++;
      }
    }
    expect(found.met).toBeGreaterThanOrEqual(found.compared / 4);
  });

  it('are looked for where settling finds no room: an exchange makes it', () => {
    // 6 and 4, 7 and 3, and 5 of the host that goes with 5: only 6+4, 7+3, 5+5 stay exact.
    const problem = staticProblem(Int32Array.of(6, 3, 7, 2, 2), Int32Array.of(10));
    const today = { problem, kinds: [0, 0, 0], at: Int32Array.of(0, 0, 1, 1, 2) };
    // The 2 fits neither 9 nor 9: 3 goes to the 7 and both 2s to the 6, three moves; the one of 2 alone is no plan.
    expect(fewestMoves(today, 2, null, 3)).toMatchObject({ moves: 3, lowerBound: 1 });
    expect(
      annealMoves(today, [true, true, false], Int32Array.of(0, 0, 1, 1, 0), Infinity, 1, 2),
    ).not.toBeNull();
  });
});

describe('evened within so many moves', () => {
  it('each step is less full, takes no more than was granted, and keeps every rule', () => {
    let steps = 0;
    for (let seed = 1; seed < 80; seed++) {
      const random = reshuffle(seed, 10);
      if (!random) continue;
      const { problem, kinds, at } = random;
      const today = { problem, kinds, at };
      const most = seed % 6;
      const path = evenedWithin(today, at, most);
      expect(path[0].to).toEqual(at);
      path.forEach(({ to, moves, fullest }, n) => {
        expect(moves).toBeLessThanOrEqual(most);
        expect(checkPlacement(problem, kinds, to)).toBe(true);
        if (n > 0) expect(fullest).toBeLessThan(path[n - 1].fullest);
        if (n > 0) expect(moves).toBeGreaterThan(path[n - 1].moves);
      });
      steps += path.length - 1;
    }
    expect(steps).toBeGreaterThan(20);
  });

  it('one move from a full host to an empty one is found: 9 and 3 become 6 and 6', () => {
    const problem = staticProblem(Int32Array.of(3, 3, 3, 3), Int32Array.of(10));
    const path = evenedWithin(
      { problem, kinds: [0, 0], at: Int32Array.of(0, 0, 0, 1) },
      Int32Array.of(0, 0, 0, 1),
      5,
    );
    expect(path.map(({ moves, fullest }) => [moves, fullest])).toEqual([
      [0, 0.9],
      [1, 0.6],
    ]);
  });
});

describe('a rolling conversion', () => {
  /** Under the new platform every guest asks a factor more. */
  const convertedAll = (seed: number, factor: number) => {
    const random = reshuffle(seed, 12);
    if (!random) return null;
    const { problem, kinds, at } = random;
    const fresh = {
      ...problem,
      demand: problem.demand.map((v) => Math.floor(v * factor)),
      onlyKind: new Int32Array(problem.items).fill(-1),
    };
    const next = draws(seed);
    const kind = Math.floor(next() * problem.kinds);
    return {
      problem,
      kinds,
      at,
      fresh,
      kind,
      done: rollingConversion(problem, kinds, at, fresh, kind, 1 + (seed % 4), 20),
    };
  };

  it('keeps every rule of both platforms at every step, and converts every host', () => {
    let converted = 0;
    for (let seed = 1; seed < SCHEDULES / 4; seed++) {
      const random = convertedAll(seed, 0.9);
      if (!random?.done) continue;
      const { problem, kinds, at, fresh, kind, done } = random;
      const hosts = [
        ...hostsOf(kinds),
        ...Array.from({ length: done.spare }, (_, n) => ({ name: `spare ${n}`, kind, platform: 1 as const })),
      ];
      const waves = done.waves.map(({ moves, reinstall }) => ({
        moves,
        reinstall: reinstall.map((host) => ({ host, kind })),
      }));
      expect(replayFaults([problem, fresh], hosts, at, done.to, waves), `seed ${seed}`).toEqual([]);
      expect(done.waves.flatMap(({ reinstall }) => reinstall).sort((a, b) => a - b)).toEqual(
        kinds.map((_, h) => h),
      );
      converted++;
    }
    expect(converted).toBeGreaterThanOrEqual(Math.floor(SCHEDULES / 10));
  });

  it('takes no spare host where one of today can be emptied, and one where all are full', () => {
    const roomy = staticProblem(Int32Array.of(3, 3, 3), Int32Array.of(10));
    expect(rollingConversion(roomy, [0, 0, 0], [0, 1, 2], roomy, 0, 2, 3)).toMatchObject({ spare: 0 });
    const full = staticProblem(Int32Array.of(9, 9, 9), Int32Array.of(10));
    expect(rollingConversion(full, [0, 0, 0], [0, 1, 2], full, 0, 2, 3)).toMatchObject({
      spare: 1,
      twice: 0,
    });
  });
});

it('random problems of the schedules have all that a problem can have', () => {
  const problems = Array.from({ length: 40 }, (_, seed) => randomProblem(seed + 1, { items: 6 }));
  expect(problems.some(({ images }) => images > 0)).toBe(true);
  expect(problems.some(({ apartGroups }) => apartGroups > 0)).toBe(true);
  expect(problems.some(({ perGuest }) => perGuest.some((each) => each > 0))).toBe(true);
});
