import { beforeAll, describe, expect, it } from 'vitest';
import { ASSUMED } from '../../src/decide/flight/assumed';
import { fly, hostsFlown } from '../../src/decide/flight/fly';
import { flyHost, isFlown, type HostFlight } from '../../src/decide/flight/fly-host';
import { momentsOf } from '../../src/decide/flight/moments';
import { Spanning } from '../../src/decide/flight/span';
import { flightStudy } from '../../src/decide/flight/study';
import { openLocalHost } from '../../src/dispatch/local';
import { repairman } from '../../src/dispatch/oracles';
import type { RunHost } from '../../src/dispatch/run';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { PROFILES } from '../../src/overhead/profiles';
import type { PlannedHost } from '../../src/placement/answer';
import type { FoldOptions } from '../../src/placement/options';
import { ANSWER } from '../report/answer';
import { OPTIONS, estateOf, guest } from '../placement/estates';

let runHost: RunHost;
beforeAll(async () => {
  runHost = await openLocalHost();
});

/** A host of processors of 3 GHz, with guests that each ask for so many of its processors at the second of two moments. */
const host = (cores: number, shares: readonly number[]): PlannedHost => ({
  ...ANSWER.hosts[0],
  kind: { ...DEFAULT_HOST, cores, rating: 3 },
  capacity: { cpu: 3 * cores },
  guests: shares.map((_, i) => `G${i}`),
  load: { cpu: Float32Array.of(0.1, 3 * shares.reduce((a, b) => a + b, 0)) },
  processorByGuest: shares.map((share) => Float32Array.of(0.001, 3 * share)),
});
const flown = async (
  of: PlannedHost,
  { cores = 1, dedicated = '', profile = PROFILES.kvm, scheduling = 0, seed = 1 } = {},
): Promise<HostFlight> => {
  const factsOf = (name: string) => ({ cores, dedicated: name === dedicated });
  const flight = await flyHost(of, 0, { factsOf, profile, scheduling, seed, runHost });
  if (!isFlown(flight)) throw new Error(flight.notFlown);
  return flight;
};

describe('a planned host, flown', () => {
  it('waits as the machine repairman says, whatever bursts of one kind are assumed', async () => {
    // Six guests of 40 % on three processors.
    const { readyEach } = repairman(6, 3, 4, 6);
    const { ready, guests, busy } = await flown(host(3, new Array<number>(6).fill(0.4)));
    expect(Math.abs(ready.mean - readyEach)).toBeLessThan(4 * ready.se + 0.004);
    expect(ready.low).toBeLessThanOrEqual(ready.mean);
    expect(ready.high).toBeGreaterThanOrEqual(ready.mean);
    expect(ready.high - ready.low).toBeLessThan(readyEach);
    for (const each of guests) expect(each.ready.mean).toBeCloseTo(readyEach, 1);
    expect(busy.high).toBeCloseTo(repairman(6, 3, 4, 6).busyServers / 3, 1);
  });

  it('has meters that show anything from less than was used to used and ready together', async () => {
    // Three that never wait share a processor: each has a third of it, and ticks stacked up show it busy all the time.
    const { guests } = await flown(host(1, [1, 1, 1]));
    for (const { ready, measured, costop } of guests) {
      expect(ready.mean).toBeCloseTo(2 / 3, 1);
      expect(measured.processor.high).toBeCloseTo(1, 1);
      expect(measured.error.high).toBeCloseTo(2 / 3, 1);
      expect(costop.high).toBe(0);
    }
    const [half] = (await flown(host(1, [0.4, 0.4]))).guests;
    expect(half.measured.error.low).toBeLessThan(half.measured.error.high - 0.05);
    expect(half.measured.error.high).toBeGreaterThan(half.ready.low / 2);
  });

  it('has no ready where each finds a processor free, and a slow-down of one', async () => {
    const { guests, verdict, why } = await flown(host(4, [0.5, 0.25]));
    for (const { ready, slowdown } of guests) {
      expect(ready.high).toBe(0);
      expect(slowdown.low).toBeCloseTo(1, 6);
      expect(slowdown.high).toBeCloseTo(1, 6);
    }
    expect(verdict).toBe('good');
    expect(why).toMatch(/^G0 waits longest: for 0 % .*fullest moment \(bursts of 5 ms are assumed; 0 to 0 %/);
  });

  it('is poor where somebody waits for more than a quarter of the time in which it wants a processor', async () => {
    const { verdict, why } = await flown(host(1, [0.02, 0.98]));
    expect(verdict).toBe('poor');
    expect(why).toMatch(/^G0 waits longest: .*; more than 25 % is poor/);
    expect((await flown(host(1, [0.98, 0.02]))).why).toMatch(/^G1 waits longest/);
  });

  it('pays for each guest what the plan pays: its slow-down grows as less of the processors is left', async () => {
    const slowdown = async (scheduling: number) =>
      (await flown(host(4, [0.5, 0.25]), { scheduling })).guests[0].slowdown.mean;
    // 0.8 for each of two guests are 0.4 of each of 4 processors: what is left works 1 / 0.6 times as long.
    expect((await slowdown(0.8)) / (await slowdown(0))).toBeCloseTo(1 / 0.6, 1);
  });

  it('stops the leaders of guests whose siblings lag, under co-scheduling alone', async () => {
    const of = host(3, [1.2, 1, 0.5]);
    const relaxed = await flown(of, { cores: 2, profile: PROFILES.vsphere8 });
    const free = await flown(of, { cores: 2 });
    expect(Math.max(...relaxed.guests.map(({ costop }) => costop.high))).toBeGreaterThan(0.001);
    expect(free.guests.every(({ costop }) => costop.high === 0)).toBe(true);
  });

  it('leaves a guest the processors that are its own', async () => {
    const of = host(2, [0.9, 0.5, 0.4]);
    const shared = await flown(of);
    const apart = await flown(of, { dedicated: 'G0' });
    expect(shared.guests[0].ready.high).toBeGreaterThan(0.01);
    expect(apart.guests[0].ready.high).toBe(0);
    expect(apart.guests[1].ready.high).toBeGreaterThan(shared.guests[1].ready.high);
  });

  it('is as many processors as do the work of its cores and their second threads', async () => {
    const full = host(2, [0.9, 0.9]);
    const threads = { ...full, kind: { ...full.kind, threads: 4 }, capacity: { cpu: 9 } };
    expect((await flown(threads)).busy.mean / (await flown(full)).busy.mean).toBeCloseTo(2 / 3, 1);
  });

  it.each([
    ['is unknown', { load: {} }, 1, 'nothing is known of how busy its processors are'],
    ['is too large', { capacity: { cpu: 771 } }, 1, 'it has 257 processors, and 256 can be simulated'],
    ['has too many guests', {}, 600, 'its guests have 1200 virtual processors, and 1024 can be simulated'],
  ])('is not flown where it %s, and it is said why', async (_, change, cores, why) => {
    const factsOf = () => ({ cores, dedicated: false });
    const plan = { factsOf, profile: PROFILES.kvm, scheduling: 0, seed: 1, runHost };
    expect(await flyHost({ ...host(2, [0.5, 0.5]), ...change }, 3, plan)).toEqual({ host: 3, notFlown: why });
  });

  it('tells what it was flown at: its fullest moment, and one in each quarter of the window, each once', () => {
    const load = Float32Array.from({ length: 40 }, (_, t) => (t === 17 ? 9 : 1));
    const moments = momentsOf(load, 1, 0);
    expect(moments[0]).toEqual({ slot: 17, which: 'fullest' });
    for (const { slot, which } of moments.slice(1))
      expect([Math.floor(slot / 10) + 1, slot === 17]).toEqual([which, false]);
    expect(moments.length).toBeGreaterThanOrEqual(4);
    expect(momentsOf(load, 1, 0)).toEqual(moments);
    expect(momentsOf(load, 2, 0)).not.toEqual(moments);
    expect(momentsOf(Float32Array.of(3), 1, 0)).toEqual([{ slot: 0, which: 'fullest' }]);
  });
});

describe('a range', () => {
  it('goes from the lowest to the highest, holds the likeliest, and knows what was not measured', () => {
    const spanning = new Spanning();
    for (const value of [4, 2, NaN]) spanning.add(value, false);
    for (const value of [5, 7]) spanning.add(value, true);
    expect(spanning.span).toEqual({ low: 2, high: 6, mean: 6, se: 1 });
    expect(new Spanning().span).toEqual({ low: NaN, high: NaN, mean: NaN, se: NaN });
  });

  it('has the likeliest assumptions first, bursts of 1 to 200 ms and both ends of what becomes of late ticks', () => {
    expect(ASSUMED[0].words).toBe('bursts of 5 ms');
    const means = ASSUMED.map(({ mean }) => mean / 10_000);
    expect([Math.min(...means), Math.max(...means)]).toEqual([1, 200]);
    expect(new Set(ASSUMED.map(({ order }) => order)).size).toBe(2);
  });
});

describe('a plan, flown', () => {
  const HOST = { ...DEFAULT_HOST, cores: 2, rating: 1 };
  const options: FoldOptions = {
    ...OPTIONS,
    profile: 'kvm',
    hosts: [HOST],
    present: 'kvm',
    overrides: { scheduling: 0, vmm: 0 },
  };
  const names = ['A', 'B', 'C', 'D'];
  const estate = estateOf(
    names.map((name) => guest(name, { busy: [10, 40] }, { cores: 1, rating: 1, measured: 'host' })),
    2,
  );
  const answer = {
    hosts: [['A', 'B', 'C'], ['D']].map((guests) => ({ ...ANSWER.hosts[0], kind: HOST, guests })),
  };

  it('is the same by the study of the page, case by case, and by another seed it is not', async () => {
    const whole = await fly(answer, estate, options, openLocalHost);
    const ask = { options, hosts: hostsFlown(answer, options.hosts) };
    const study = await flightStudy(estate, ask, openLocalHost);
    expect(study.count).toBe(whole.hosts.length + whole.ratios.length);
    expect(await study.line(1)).toEqual({ kind: 'host', ...whole.hosts[1] });
    expect(await study.line(0)).toEqual({ kind: 'host', ...whole.hosts[0] });
    expect(await study.line(4)).toEqual({ kind: 'ratio', ...whole.ratios[2] });
    const other = await flightStudy(estate, { ...ask, options: { ...options, seed: 2 } }, openLocalHost);
    expect(await other.line(0)).not.toEqual({ kind: 'host', ...whole.hosts[0] });
    expect(JSON.parse(JSON.stringify(whole.hosts[0]))).toMatchObject({ host: 0, vcpusPerCore: 1.5 });
  });

  it('gives ready against virtual processors for each core, as the repairman says of equal servers', async () => {
    const { ratios } = await fly(answer, estate, options, openLocalHost);
    expect(ratios.map(({ ratio }) => ratio)).toEqual([1, 2, 3, 4]);
    // Two processors: as many servers as processors never wait; then 2, 3 and 4 for each.
    expect(ratios[0].ready.high).toBe(0);
    for (const { ratio, ready, load } of ratios.slice(1)) {
      const theory = repairman(2 * ratio, 2, 40, 60).readyEach;
      expect(Math.abs(ready.mean - theory) / theory).toBeLessThan(0.1);
      expect(load.mean).toBeCloseTo(0.4 * ratio, 1);
    }
  });

  it('stops when it is told, with what was flown by then', async () => {
    expect(await fly(answer, estate, options, openLocalHost, AbortSignal.abort())).toEqual({
      hosts: [],
      ratios: [],
    });
    const abort = new AbortController();
    const cut = async () => {
      const run = await openLocalHost();
      let runs = 0;
      const counted: RunHost = (...asked) => {
        if (++runs === 20) abort.abort();
        return run(...asked);
      };
      return counted;
    };
    const { hosts, ratios } = await fly(answer, estate, options, cut, abort.signal);
    expect([hosts.map(({ host }) => host), ratios]).toEqual([[0, 1], []]);
  });
});
