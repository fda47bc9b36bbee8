import { beforeAll, describe, expect, it } from 'vitest';
import type { RunHost } from '../../src/dispatch/run';
import { openLocalHost } from '../../src/dispatch/local';
import type { FoldAnswer } from '../../src/placement/answer';
import { fly } from '../../src/report/fly';
import { estateOf, guest } from '../placement/estates';
import { ANSWER } from './answer';

let runHost: RunHost;
beforeAll(async () => {
  runHost = await openLocalHost();
});

/** A processor of 3 GHz with guests that each ask for so many of its processors at the second of two moments. */
const plan = (cores: number, shares: readonly number[]): FoldAnswer => ({
  ...ANSWER,
  profile: 'xen2006',
  hosts: [
    {
      ...ANSWER.hosts[0],
      kind: { ...ANSWER.hosts[0].kind, cores, rating: 3 },
      guests: shares.map((_, i) => `G${i}`),
      load: { cpu: Float32Array.of(0.1, 3 * shares.reduce((a, b) => a + b, 0)) },
      processorByGuest: shares.map((share) => Float32Array.of(0.001, 3 * share)),
    },
  ],
});
const estate = (count: number, cores = 1) =>
  estateOf(
    Array.from({ length: count }, (_, i) => guest(`G${i}`, {}, { cores })),
    2,
  );

describe('a planned host simulated at its fullest moment', () => {
  it('pays for each guest what the plan pays', async () => {
    const slowdown = async (scheduling: number) => {
      const [flight] = await fly({ ...plan(4, [0.5, 0.25]), scheduling }, estate(2), runHost);
      return flight.guests[0].slowdown;
    };
    // 0.8 for each of two guests are 0.4 of each of 4 processors: what is left works 1 / 0.6 times as long.
    expect((await slowdown(0.8)) / (await slowdown(0))).toBeCloseTo(1 / 0.6, 1);
  });

  it('serves guests well that find a processor free, and says who waits longest', async () => {
    const [flight] = await fly(plan(4, [0.5, 0.25]), estate(2), runHost);
    expect(flight).toMatchObject({ host: 0, verdict: 'good' });
    expect(flight.why).toMatch(
      /^G[01] waits longest: for 0 % of the time in which it wants a processor, at the host's fullest moment \(bursts of 5 ms are assumed\)\.$/,
    );
    // Half and a quarter of a processor, of four.
    expect(flight.busy.mean).toBeCloseTo(0.75 / 4, 1);
    expect(flight.guests.map(({ guest }) => guest)).toEqual(['G0', 'G1']);
    for (const each of flight.guests) {
      expect(each.ready.mean).toBeCloseTo(0, 2);
      expect(each.slowdown).toBeGreaterThan(0.9);
      expect(each.slowdown).toBeLessThan(1.2);
    }
  });

  it('serves them poorly where they wait for more than a quarter of the time they want, and says how much', async () => {
    // Three on one processor, each wanting it all the time: each has a third, and waits two thirds.
    const [flight] = await fly(plan(1, [1, 1, 1]), estate(3), runHost);
    expect(flight.verdict).toBe('poor');
    expect(flight.why).toMatch(/for 6[678] % of the time .*; more than 25 % is poor \(bursts/);
    for (const each of flight.guests) expect(each.ready.mean).toBeCloseTo(2 / 3, 1);
  });

  it('names the one that waits longest, not the first', async () => {
    // The first has the processors of both; the second has one vCPU beside it on one of them.
    const answer = plan(1, [0.02, 0.98]);
    const [flight] = await fly(answer, estate(2), runHost);
    const waiting = flight.guests.map(({ ready, guest }) => ({ guest, ready: ready.mean }));
    const used = [0.02, 0.98];
    const shares = waiting.map(({ ready }, i) => ready / (used[i] + ready));
    expect(shares[0]).toBeGreaterThan(shares[1]);
    expect(flight.why).toMatch(/^G0 waits longest/);
    const turned = await fly(plan(1, [0.98, 0.02]), estate(2), runHost);
    expect(turned[0].why).toMatch(/^G1 waits longest/);
  });

  it('repeats with its seed, leaves out a host of which nothing is known, and stops when told', async () => {
    const answer = plan(2, [0.7, 0.9]);
    const seeded = (seed?: number) => fly(answer, estate(2), runHost, seed === undefined ? {} : { seed });
    expect(await seeded(1)).toEqual(await seeded());
    expect(await seeded(2)).not.toEqual(await seeded(1));
    const [known] = answer.hosts;
    const both = { ...answer, hosts: [{ ...known, load: {} }, known] };
    expect((await fly(both, estate(2), runHost)).map(({ host }) => host)).toEqual([1]);
    expect(await fly(answer, estate(2), runHost, { signal: AbortSignal.abort() })).toEqual([]);
  });
});
