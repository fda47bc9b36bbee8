import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { splitByFit } from '../../src/placement/alone';
import { modelOf } from '../../src/placement/model';
import { problemOf } from '../../src/placement/problem';
import { OPTIONS, estateOf, guest } from './estates';
import { often } from '../often';

const machine = fc
  .record({
    cores: fc.integer({ min: 1, max: 512 }),
    perCore: fc.double({ min: 1, max: 2, noNaN: true }),
    counted: fc.boolean(),
    rating: fc.double({ min: 0.05, max: 60, noNaN: true }),
    y: fc.double({ min: 0, max: 0.4, noNaN: true }),
    memory: fc.double({ min: 1, max: 1e6, noNaN: true }),
    busy: fc.oneof(fc.constant(100), fc.double({ min: 0, max: 100, noNaN: true })),
    dedicated: fc.constantFrom(false, false, true),
  })
  .map(({ perCore, counted, ...m }) => ({ ...m, threads: counted ? Math.round(m.cores * perCore) : null }));

describe('a server whose cores are known', () => {
  it('fits its own twin at 100 % without overhead, in whole units that say how busy it is', () => {
    fc.assert(
      fc.property(machine, ({ cores, threads, rating, y, memory, busy, dedicated }) => {
        const server = guest(
          'S',
          { busy: [busy], availableMiB: [0] },
          { cores, threads, rating, memory, dedicated },
        );
        const twin = { ...DEFAULT_HOST, cores, threads, rating, memory };
        const options = { ...OPTIONS, hosts: [twin], overrides: { threadYield: y } };
        const model = modelOf(estateOf([server], 1), options);
        const problem = problemOf(model, 'peak-of-sums');
        expect(splitByFit(model, problem).tooLarge).toEqual([]);
        if (dedicated) return;
        // c x rating x (1 + y (T / c - 1)) in MHz, rounded down; the busy share of it, rounded up.
        const whole = Math.floor(1000 * cores * rating * (1 + y * ((threads ?? cores) / cores - 1)) + 1e-6);
        const share = Math.fround(busy) / 100;
        expect(Math.abs(problem.demand[0] - Math.ceil(share * whole - 1e-6))).toBeLessThanOrEqual(0);
        if (busy === 100) expect(problem.demand[0]).toBe(problem.capacity[0]);
      }),
      { seed: 11, numRuns: often(10_000) },
    );
  });

  it('does not fit one with a core less where it is fully busy', () => {
    const server = guest('S', { busy: [100] }, { cores: 8, threads: 16, rating: 3 });
    const fits = (cores: number, threads: number) => {
      const hosts = [{ ...DEFAULT_HOST, cores, threads, rating: 3 }];
      const model = modelOf(estateOf([server], 1), { ...OPTIONS, hosts });
      return splitByFit(model, problemOf(model, 'peak-of-sums')).tooLarge.length === 0;
    };
    expect([fits(8, 16), fits(7, 14), fits(9, 9), fits(10, 10)]).toEqual([true, false, false, true]);
  });
});

describe('guests that never share a core', () => {
  // Two threads a core, of which the second yields a quarter: 2 GHz of work on one thread take 2.5 GHz of the host.
  const cost = (facts: { smt?: 'yes' | 'no'; cores: number }, threads = 16) => {
    const hosts = [{ ...DEFAULT_HOST, cores: 8, threads, rating: 2 }];
    const server = guest('G', { usedGHz: [2] }, { measured: 'host', ...facts });
    const { demands, findings } = modelOf(estateOf([server], 1), {
      ...OPTIONS,
      profile: 'hyperv',
      present: '',
      hosts,
    });
    return { gigahertz: demands[0].series.cpu![0], asked: findings.some(({ fix }) => fix?.includes('SMT')) };
  };
  it.each([
    [{ smt: 'no', cores: 2 }, 16, 2.5],
    [{ smt: 'yes', cores: 2 }, 16, 2],
    [{ smt: 'yes', cores: 1 }, 16, 2.5],
    [{ smt: 'yes', cores: 3 }, 16, 2 * (1 + 0.25 / 3)],
    [{ smt: 'no', cores: 2 }, 8, 2],
  ] as const)('%j on %d threads take %d GHz', (facts, threads, gigahertz) => {
    expect(cost(facts, threads).gigahertz).toBeCloseTo(gigahertz, 9);
  });

  it('are asked for SMT where hosts have it', () => {
    expect([
      cost({ cores: 2 }).asked,
      cost({ cores: 2 }, 8).asked,
      cost({ cores: 2, smt: 'no' }).asked,
    ]).toEqual([true, false, false]);
  });
});
