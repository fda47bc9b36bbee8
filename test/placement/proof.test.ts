import { beforeAll, describe, expect, it } from 'vitest';
import { policiesBeside } from '../../src/decide/policies';
import { totalCertificate } from '../../src/engine/columns/total';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import type { KnownFold } from '../../src/placement/fold';
import { fold } from '../../src/placement/fold';
import type { PlanRequest, PlanProgress } from '../../src/decide/planner';
import { Planner } from '../../src/decide/planner';
import { cannotFit } from '../../src/placement/proves';
import { recheckProof, type Provable } from '../../src/placement/recheck';
import { DEFAULT_SCENARIO } from '../../src/scenario/scenario';
import { OPTIONS, estateOf, guest } from './estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

const sample: PlanRequest = { ...DEFAULT_SCENARIO, sample: true, readings: [], work: 20 };

describe('the proof of an answer', () => {
  it('counts groups that are placed together as one, and adds up to more than one host fewer can hold', async () => {
    const together = { cores: 1, rating: 3, together: 'pair' };
    const estate = estateOf(
      [
        guest('A', { busy: [100] }, together),
        guest('B', { busy: [100] }, together),
        ...['C', 'D', 'E', 'F'].map((name) => guest(name, { busy: [100] }, { cores: 1, rating: 3 })),
      ],
      1,
    );
    const hosts = [{ ...DEFAULT_HOST, cores: 3 }];
    const answer = await fold(estate, { ...OPTIONS, profile: 'bare', hosts, failures: 0, work: 200 }, engine);
    expect(answer).toMatchObject({ hostCount: 2, proved: true, objective: 'hosts' });
    const { points, total, kinds, bound } = answer.proof!;
    expect(bound).toBe(2);
    expect(kinds).toHaveLength(1);
    expect(total).toBeGreaterThan(kinds[0].most * (bound - 1));
    expect(total).toBe(points.reduce((sum, entry) => sum + entry.points, 0));
    expect(points.every((entry) => Number.isInteger(entry.points) && entry.points > 0)).toBe(true);
    expect(points.map((entry) => entry.points)).toEqual(
      points.map((entry) => entry.points).sort((a, b) => b - a),
    );
    expect(points.find((entry) => entry.guests.includes('A'))?.guests ?? ['A', 'B']).toEqual(['A', 'B']);
  });

  it('can be checked again, and is found to hold; where nothing was folded there is none', async () => {
    const planner = new Planner(engine);
    expect(await planner.recheck()).toBeNull();
    const updates: PlanProgress[] = [];
    await planner.plan(sample, (update) => updates.push(update));
    const { answer } = updates.at(-1)!;
    expect(answer!.proof).not.toBeNull();
    expect(await planner.recheck()).toMatchObject({ valid: true, undecided: false });
  });

  describe.each([
    ['hosts of one kind', [null]],
    ['kinds without prices', [null, null]],
    ['the cheapest mix', [6000, 10_000]],
    ['prices that divide into nothing round', [5999.99, 10_100.5]],
  ])('%s, stopped at once', (_, prices) => {
    const hosts = prices.map((price, k) => ({ ...DEFAULT_HOST, name: `kind ${k}`, cores: 8 + 4 * k, price }));
    const stopped = async () => {
      const stop = new AbortController();
      const planner = new Planner(engine);
      const updates: PlanProgress[] = [];
      const shown = (update: PlanProgress) => {
        updates.push(update);
        if (update.answer) stop.abort();
      };
      await planner.plan({ ...sample, hosts, ceilings: { cpu: 40 } }, shown, stop.signal);
      return { answer: updates.at(-1)!.answer!, planner };
    };

    it('rests on the total of one resource at one moment, in its own unit', async () => {
      const { answer } = await stopped();
      expect(answer).toMatchObject({ boundBy: { resource: 'cpu' } });
      expect(answer.endedBy).toBe(answer.proved ? 'proof' : 'cancelled');
      const { measure, total, bound, kinds } = answer.proof!;
      expect(bound).toBe(answer.lowerBound);
      expect(measure).toMatchObject(answer.boundBy as object);
      // What the servers take there, added up from the plan: less what hosts themselves take.
      const load = answer.hosts.reduce((sum, host) => sum + host.load.cpu![measure!.slot!], 0);
      const own = answer.hosts.reduce(
        (sum, host) =>
          sum + host.ceiling.cpu! - kinds[hosts.indexOf(host.kind as never)].most * measure!.size,
        0,
      );
      expect(total * measure!.size).toBeGreaterThan((load - own) * 0.98);
      expect(total * measure!.size).toBeLessThan((load - own) * 1.01);
    });

    it('is found to hold', async () => {
      const { planner } = await stopped();
      expect(await planner.recheck()).toMatchObject({ valid: true, undecided: false });
    });
  });

  it('of servers that cannot meet is checked two by two', async () => {
    const estate = estateOf(
      ['A', 'B', 'C'].map((name) => guest(name, { busy: [100] }, { cores: 2, rating: 3 })),
      1,
    );
    const hosts = [{ ...DEFAULT_HOST, cores: 3 }];
    let provable: Pick<Provable, 'problem' | 'certificate'> | null = null;
    const options = { ...OPTIONS, profile: 'bare', hosts, failures: 0, work: 20 } as const;
    const { proof } = await fold(estate, options, engine, {
      onResult: ({ problem, result: { certificate } }) =>
        (provable = certificate && { problem, certificate }),
    });
    expect(proof).toMatchObject({ total: 3, measure: null });
    const found = await recheckProof({ ...provable!, proof: proof! }, engine);
    expect(found).toMatchObject({ valid: true });
    expect(found!.why).toMatch(/^Looked again for two of them that fit one host together: there are none/);
  });

  it('of too few machines is what they lack most, and holds', async () => {
    const hosts = [{ ...DEFAULT_HOST, cores: 8, memory: 16_384, count: 4 }];
    const planner = new Planner(engine);
    const updates: PlanProgress[] = [];
    await planner.plan({ ...sample, hosts, work: 8 }, (update) => updates.push(update));
    const { proof, unplaced, proved, boundBy } = updates.at(-1)!.answer!;
    expect(unplaced.length).toBeGreaterThan(0);
    expect(proved).toBe(false);
    const [{ most, count }] = proof!.kinds;
    expect(proof!.total).toBeGreaterThan(most * count!);
    expect(proof!.measure).toMatchObject(boundBy as object);
    expect(await planner.recheck()).toMatchObject({ valid: true, undecided: false });
  });

  it('that not all fit is not given up for a bound that says less', async () => {
    // Two machines of 9.999 GHz and three servers of 6: together they need less than there is, and no two fit.
    const guests = ['A', 'B', 'C'].map((name) => guest(name, { busy: [100] }, { cores: 2, rating: 3 }));
    const hosts = [7, 30].map((price, k) => ({
      ...DEFAULT_HOST,
      name: `kind ${k}`,
      cores: 3,
      rating: 3.333,
      price,
      count: 1,
    }));
    const options = { ...OPTIONS, profile: 'bare', hosts, failures: 0, work: 40 } as const;
    const answer = await fold(estateOf(guests, 1), options, engine);
    expect(answer.unplaced).toHaveLength(1);
    expect(cannotFit(answer)).toBe(true);
  });

  it('of the least a mix can cost is told in one resource wherever that is enough', async () => {
    for (const [prices, cores] of [
      [
        [7, 30],
        [5, 9],
      ],
      [
        [5, 9],
        [3, 7],
      ],
    ]) {
      const guests = Array.from({ length: 12 }, (_, g) =>
        guest(`G${g}`, { busy: [60 + ((g * 17) % 40)] }, { cores: 1, rating: 3 }),
      );
      const hosts = prices.map((price, k) => ({
        ...DEFAULT_HOST,
        name: `kind ${k}`,
        cores: cores[k],
        price,
      }));
      const options = { ...OPTIONS, profile: 'bare', hosts, failures: 0, work: 200 } as const;
      let folded: KnownFold | null = null;
      const { proof } = await fold(estateOf(guests, 1), options, engine, { onResult: (of) => (folded = of) });
      const { problem, result } = folded! as KnownFold;
      const reached = totalCertificate(problem, 0, 0).bound >= result.lowerBound;
      expect(proof!.measure !== null).toBe(reached);
    }
  });

  it('of a stopped plan that ends late is not taken for that of the next', async () => {
    let release = (): void => {};
    const gate = new Promise<void>((resolve) => (release = resolve));
    let folds = 0;
    const late: FoldEngine = {
      ...engine,
      fold: async (...given) => {
        const mine = folds++;
        const result = await engine.fold(...given);
        if (mine === 0) await gate;
        return result;
      },
      verify: engine.verify?.bind(engine),
    };
    const planner = new Planner(late);
    const first = planner.plan({ ...sample, failures: 0 }, () => {});
    await planner.plan({ ...sample, profile: 'native' }, () => {});
    release();
    await first;
    expect(await planner.recheck()).toBeNull();
  });

  it('comes with what stands by of one kind at once, and with other policies before the search', async () => {
    const shown: (number | null)[] = [];
    const spare: (number | null)[] = [];
    const estate = estateOf(
      Array.from({ length: 30 }, (_, g) =>
        guest(`G${g}`, { busy: [20 + ((g * 37) % 61), 20 + ((g * 11) % 61)] }, { cores: 1, rating: 3 }),
      ),
      2,
    );
    await fold(estate, { ...OPTIONS, failures: 1, work: 60 }, engine, {
      sides: policiesBeside,
      onProgress: ({ answer }) => {
        const { policies, machines } = answer();
        shown.push(policies['sum-of-peaks']);
        spare.push(machines.spare);
      },
    });
    // The first plan is shown at once, the next news has what stands beside it.
    expect(shown[0]).toBeNull();
    expect(shown.at(-1)).not.toBeNull();
    // One more, whatever the plan then was: never the spares of one before.
    expect(new Set(spare)).toEqual(new Set([1]));
  });
});
