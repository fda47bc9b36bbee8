import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../../src/claims';
import { checkClaim, type ClaimTools } from '../../src/claims/check';
import { knobsAt, type Claim } from '../../src/claims/claim';
import { wayOf } from '../../src/claims/ways';
import { openLocalHost } from '../../src/dispatch/local';
import { parseExperiment } from '../../src/dispatch/parse';
import { readPair } from '../../src/dispatch/measured';
import { runExperiment } from '../../src/dispatch/run';
import { meanMs } from '../../src/dispatch/times';
import { lazy } from '../../src/engine/door/lazy';
import { createLocalEngine } from '../../src/engine/local';
import { fold } from '../../src/placement/fold';
import { specimenOf } from '../../src/ui/dispatch/run/specimen';
import { meterSpecimenOf } from '../../src/ui/meter/specimen';
import { casesOf } from '../often';
import { faultsOfForms } from './forms';

const host = await openLocalHost();
const engine = lazy(createLocalEngine);
const tools: ClaimTools = {
  run: (experiment, options) => runExperiment(experiment, host, options),
  fold: async (estate, options) => fold(estate, options, await engine()),
};
type Set = Readonly<Record<string, number>>;
const claimOf = (number: number) => CLAIMS.find((claim) => claim.number === number)!;
const check = (number: number, set: Set) => checkClaim(claimOf(number), tools, { set });

/** Claims, where their knobs stand, and what is found there. */
const TURNED = [
  [2, { load: 40 }, 'reproduced'],
  [2, { load: 20, ceiling: 100 }, 'reproduced'],
  [4, { housekeeping: 0.5 }, 'under conditions'],
  [4, { housekeeping: 5 }, 'under conditions'],
  [5, { kernel: 50, privileged: 1, emulation: 20 }, 'by construction'],
  [7, { severe: 1 }, 'by construction'],
  [8, { deferred: 50 }, 'by construction'],
  [8, { deferred: 1000 }, 'by construction'],
  [9, { guests: 77 }, 'by construction'],
  [14, { guests: 4, slice: 5 }, 'reproduced'],
  [14, { guests: 2, slice: 100 }, 'reproduced'],
  [15, { slice: 20 }, 'under conditions'],
  [17, { disk: 1 }, 'reproduced'],
  [19, { check: 0.5, idle: 5 }, 'reproduced'],
  [20, { others: 15 }, 'by construction'],
  [21, { load: 10 }, 'under conditions'],
  [21, { load: 90 }, 'under conditions'],
  [22, { guests: 3 }, 'reproduced'],
  [22, { guests: 9 }, 'reproduced'],
  [23, { kernel: 100 }, 'by construction'],
  [25, { cycle: 100 }, 'under conditions'],
  [26, { privileged: 0.2, emulation: 100 }, 'under conditions'],
  [27, { tick: 2 }, 'by construction'],
  [27, { tick: 20 }, 'by construction'],
  [31, { neighbours: 7 }, 'under conditions'],
  [35, { servers: 2, load: 5 }, 'under conditions'],
  [35, { servers: 20, load: 30 }, 'under conditions'],
  [37, { memory: 128 }, 'under conditions'],
  [37, { memory: 2048 }, 'under conditions'],
  [38, { switches: 1000 }, 'by construction'],
  [38, { switches: 50_000 }, 'by construction'],
  [39, { disk: 100 }, 'under conditions'],
  [39, { disk: 1, slice: 5 }, 'under conditions'],
  [40, { service: 100 }, 'under conditions'],
  [41, { gold: 10, memory: 2176 }, 'under conditions'],
  [41, { gold: 1, memory: 2240 }, 'under conditions'],
  [42, { mail: 10, processors: 8 }, 'under conditions'],
  [42, { mail: 80 }, 'under conditions'],
  [43, { service: 1000 }, 'by construction'],
  // What the paper says of its own case: not so where the case is another.
  [1, { peak: 30 }, 'not reproduced'],
  [1, { peak: 99 }, 'not reproduced'],
  [6, { privileged: 0.2 }, 'not reproduced'],
  [10, { guests: 2 }, 'not reproduced'],
  [22, { guests: 20 }, 'not reproduced'],
  [25, { cycle: 5 }, 'not reproduced'],
  [26, { privileged: 0 }, 'not reproduced'],
  [42, { processors: 1 }, 'not reproduced'],
] as const;

describe('a knob', () => {
  it.each(
    casesOf(
      TURNED,
      TURNED.filter((_, i) => i % 3 === 0),
    ),
  )('of claim %i is held against theory where it stands: %o', async (number, set, verdict) => {
    const row = await check(number, set);
    expect(row.verdict, JSON.stringify(row.checks, null, 1)).toBe(verdict);
    expect(faultsOfForms(row.checks)).toEqual([]);
    // Where the paper's own figure is missed, what stands beside it is right all the same.
    if (verdict !== 'not reproduced')
      for (const each of row.checks) expect(each.holds, each.label).toBe(true);
  });

  it.each([
    [64, 1024, [0, 3]],
    [1024, 8192, [3, 3]],
    [1024, 2048, [1, 1]],
    [256, 1024, [0, 2]],
  ] as const)(
    'of claim 11 says how many guests fit: %i MiB used each, %i MiB of the host',
    async (used, memory, fit) => {
      const { checks } = await check(11, { used, host: memory });
      expect(checks.map(({ mean }) => mean)).toEqual(fit);
      expect(checks.map(({ holds }) => holds)).toEqual([true, true]);
    },
  );

  it('turns the answer where it should: what the host takes for an interrupt is stolen twice as fast', async () => {
    const [once, twice] = [await check(13, { service: 100 }), await check(13, { service: 200 })];
    expect(twice.found.mean / once.found.mean).toBeCloseTo(2, 1);
  });

  it('of claims 21, 24 and 25 is the load, and the cycle, of each thread', async () => {
    const threadOf = async (number: number, set: Set) => {
      const { experiments } = await tracedOf(claimOf(number), set);
      const [{ burst, wait }] = parseExperiment(JSON.parse(experiments[0])).guests[0].threads;
      const [burstMs, waitMs] = [meanMs(burst!), meanMs(wait!)];
      return { load: burstMs / (burstMs + waitMs), cycle: burstMs + waitMs };
    };
    for (const load of [10, 55, 90]) expect((await threadOf(21, { load })).load).toBeCloseTo(load / 100, 9);
    for (const number of [24, 25])
      for (const cycle of [5, 50, 250]) {
        const thread = await threadOf(number, { cycle });
        expect(thread.cycle).toBeCloseTo(cycle, 9);
        expect(thread.load).toBeCloseTo(0.55, 9);
      }
  });

  const foldsAlone = CLAIMS.filter(({ view, knobs }) => !view && knobs);
  it.each(foldsAlone.map((claim) => [claim.number, claim] as const))(
    'of claim %i is held against theory in every corner of its ranges, save for what is the paper’s own figure',
    async (number, { knobs = [] }) => {
      const corners = knobs.reduce<Set[]>(
        (sets, { id, min, max }) =>
          sets.flatMap((set) => [min, max].map((value) => ({ ...set, [id]: value }))),
        [{}],
      );
      for (const set of corners) {
        const { checks } = await check(number, set);
        expect(faultsOfForms(checks), JSON.stringify(set)).toEqual([]);
        if (![1, 10, 42].includes(number))
          expect(
            checks.filter(({ holds }) => !holds),
            JSON.stringify(set),
          ).toEqual([]);
      }
    },
  );

  it('beyond its range stands as usual', () => {
    const claim = claimOf(14);
    expect(knobsAt(claim, { slice: 1e9 })('slice')).toBe(50);
    expect(knobsAt(claim, { slice: 5 })('slice')).toBe(5);
    expect(() => knobsAt(claim)('nonsense')).toThrow('no knob');
  });

  it('stands within its range as usual', () => {
    for (const { knobs = [] } of CLAIMS)
      for (const { min, usual, max } of knobs) expect(min <= usual && usual <= max && min < max).toBe(true);
  });
});

/** What a claim runs and folds, and the figures of one short run of each. */
async function tracedOf(claim: Claim, set: Set = {}) {
  const experiments: string[] = [];
  const folds: string[] = [];
  const { checks } = await checkClaim(
    claim,
    {
      run: (experiment, options) => {
        experiments.push(JSON.stringify(experiment));
        return tools.run({ ...experiment, durationS: 1, warmupS: 0.1, replications: 2 }, options);
      },
      fold: (estate, options, signal) => {
        folds.push(JSON.stringify([estate.guests.map(({ facts, measures }) => [facts, measures]), options]));
        return tools.fold(estate, options, signal);
      },
    },
    { set },
  );
  return { experiments, folds, figures: checks.map(({ mean }) => mean) };
}

describe('every knob', () => {
  const knobs = CLAIMS.flatMap((claim) =>
    (claim.knobs ?? []).map((knob) => [claim.number, knob.id, claim, knob] as const),
  );
  const few = knobs.filter((_, i) => i % 8 === 0);
  it.each(casesOf(knobs, few))(
    'of claim %i changes what is run, folded or worked out: %s',
    async (_, id, claim, knob) => {
      const usual = await tracedOf(claim);
      const other = knob.usual === knob.max ? knob.min : knob.max;
      expect(await tracedOf(claim, { [id]: other })).not.toEqual(usual);
    },
  );
});

describe('the way on', () => {
  const views = CLAIMS.filter(({ view }) => view);
  const ends = (claim: Claim, end: 'usual' | 'min' | 'max'): Set =>
    Object.fromEntries((claim.knobs ?? []).map((knob) => [knob.id, knob[end]]));

  it.each(views.map((claim) => [claim.number, claim] as const))(
    'of claim %i opens what it runs, its knobs as they stand',
    async (_, claim) => {
      for (const end of casesOf<'usual' | 'min' | 'max'>(['usual', 'min', 'max'], ['max'])) {
        const set = ends(claim, end);
        const { shows, view, differs } = claim.view!;
        const shown = shows(knobsAt(claim, set)).map((each) => JSON.stringify(parseExperiment(each)));
        const link = wayOf(claim.view!, knobsAt(claim, set));
        const opened =
          view === 'meter'
            ? [meterSpecimenOf(link)]
            : readPair(link).flatMap((each) => (each === null ? [] : [specimenOf(each)]));
        expect(opened.map(({ problem }) => problem)).toEqual(opened.map(() => null));
        expect(opened.map(({ experiment }) => JSON.stringify(experiment))).toEqual(shown);
        if (differs) continue;
        const { experiments } = await tracedOf(claim, set);
        for (const each of shown) expect(experiments).toContain(each);
      }
    },
  );
});
