import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
let log: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  log = join(folder, 'wide.csv');
  // Three servers whose peaks never meet: each needs 80 % of its processor in its own slot, else 5 %.
  const rows = Array.from({ length: 120 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 0, 5) + k * 300_000).toISOString().slice(0, 19);
    return [time, ...[0, 1, 2].map((g) => (k % 3 === g ? 80 : 5))].join(',');
  });
  writeFileSync(log, `timestamp,ALPHA,BETA,GAMMA\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const fold = (...more: string[]) =>
  hostfold('fold', log, '--profile', 'bare', '--host', 'cores=1,rating=2', '--work', '4', '--json', ...more);

describe('hostfold fold', () => {
  it('writes one JSON document with the documented fields, and findings beside it', async () => {
    const { code, out, err } = await fold();
    const plan = JSON.parse(out);
    expect(code).toBe(0);
    expect(plan).toMatchObject({
      hostCount: 1,
      lowerBound: 1,
      proved: true,
      policy: 'peak-of-sums',
      profile: 'bare',
      resources: [{ name: 'cpu', unit: 'GHz' }],
      native: [],
      withFailures: { tolerated: 1, hostCount: 2 },
      demand: { cpu: { 'sum-of-peaks': 4.8, 'sum-of-p95': 4.8, 'peak-of-sums': 1.8 } },
      policies: { 'sum-of-peaks': 3, 'sum-of-p95': 3, 'peak-of-sums': 1 },
    });
    expect(plan.hosts[0].guests.sort()).toEqual(['ALPHA', 'BETA', 'GAMMA']);
    expect(plan.hosts[0].binding).toEqual({ resource: 'cpu', slot: '2026-01-05T00:00:00', fraction: 0.9 });
    expect(err).toMatch(/Number of processors not in the data/);
  });

  it('takes facts from a guest table, ceilings and the number of failures', async () => {
    const guests = join(folder, 'guests.csv');
    writeFileSync(guests, 'name,cores,apart\nALPHA,1,x\nBETA,1,x\nGAMMA,1,\n');
    const { out } = await fold('--guests', guests, '--ceiling', 'cpu=95', '--failures', '2');
    const plan = JSON.parse(out);
    expect(plan.hostCount).toBe(2);
    expect(plan.withFailures).toEqual({ tolerated: 2, hostCount: 4 });
    expect(plan.hosts[0].ceiling.cpu).toBeCloseTo(1.9);
  });

  it('compares profiles, drills failures, draws uncertainty and hides names on request', async () => {
    const { out, err } = await fold('--compare', '--drill', '--uncertainty', '5', '--anonymise');
    const plan = JSON.parse(out);
    expect(plan.drill).toMatchObject({ tolerated: 1, hosts: 2, carried: true });
    expect(plan.uncertainty).toEqual({ samples: 5, hosts: { 1: 1 }, tornado: [] });
    expect(plan.compare.map((a: { profile: string }) => a.profile)).toContain('kvm');
    expect(plan.compare.find((a: { profile: string }) => a.profile === 'native').hostCount).toBe(3);
    expect(out + err).not.toMatch(/ALPHA|BETA|GAMMA|wide\.csv/);
  });

  it('simulates the planned hosts on request', async () => {
    const { out } = await fold('--fly');
    const { flown, consolidation } = JSON.parse(out);
    // Three guests that want 90 % of the one processor between them wait for each other, and so get a little less.
    expect(flown).toHaveLength(1);
    expect(flown[0].busy.mean).toBeGreaterThan(0.78);
    expect(flown[0].busy.mean).toBeLessThan(0.9);
    expect(flown[0].guests.map((g: { guest: string }) => g.guest).sort()).toEqual(['ALPHA', 'BETA', 'GAMMA']);
    expect(flown[0].verdict).toBe('poor');
    expect(Object.keys(flown[0].guests[0])).toEqual([
      'guest',
      'ready',
      'costop',
      'interruptDelayMs',
      'slowdown',
      'measured',
    ]);
    const [{ guests, moments }] = flown;
    for (const { ready, slowdown, measured } of guests)
      for (const { low, high, mean } of [ready, slowdown, measured.processor])
        expect(low <= mean && mean <= high).toBe(true);
    expect(moments[0]).toMatchObject({ which: 'fullest' });
    expect(consolidation.map(({ ratio }: { ratio: number }) => ratio)).toEqual([1, 2, 3, 4]);
  });

  it('keeps a limit on ready by more hosts, says what that costs, and fails where none keeps it', async () => {
    const { code, out } = await fold('--ready', '2');
    const { ready, hostCount } = JSON.parse(out);
    expect(code).toBe(0);
    expect(ready).toMatchObject({ limit: 2, kept: true, fewest: 1 });
    expect([ready.hosts, ready.tried.at(-1).hosts]).toEqual([hostCount, hostCount]);
    expect(hostCount).toBeGreaterThan(1);
    expect(100 * ready.tried.at(-1).ready.high).toBeLessThanOrEqual(2);
    expect(100 * ready.tried.at(-2).ready.high).toBeGreaterThan(2);
    const failed = await fold('--ready', '0.1', '--hosts', '1');
    expect(failed.code).toBe(1);
    expect(JSON.parse(failed.out)).toMatchObject({ hostCount: 1, ready: { kept: false, hosts: 1 } });
    for (const wrong of ['0', '101', 'little'])
      expect((await fold('--ready', wrong)).err).toMatch(/--ready: found (ready=)?(0|101|little); expected /);
  });

  it('says that not all fit on too few machines, not how many would be taken', async () => {
    const { out } = await hostfold(
      'fold',
      log,
      '--profile',
      'bare',
      '--work',
      '40',
      '--failures',
      '0',
      '--host',
      'cores=1,rating=1,count=1',
      '--ceiling',
      'cpu=80',
    );
    expect(out).toMatch(
      /^3 servers need 3 machines: 1 host, none to spare \+ 2 without a place \(proved: not all can fit\)/,
    );
    expect(out).toMatch(
      /need 0\.9 GHz of processor at .*: all machines that there are hold 0\.8, so not all fit/,
    );
    expect(out).not.toMatch(/that takes/);
  });

  it('finds the cheapest mix of a catalogue, says so, and gives the proof', async () => {
    // All three need 1.8 GHz at once, which only the big one has; two need 1.7.
    const hosts = [
      '--host',
      'name=big,cores=1,rating=2,price=700',
      '--host',
      'name=old,cores=1,rating=1.7,price=200',
    ];
    const args = ['fold', log, '--profile', 'bare', '--work', '40', ...hosts];
    const { code, out } = await hostfold(...args, '--json');
    const plan = JSON.parse(out);
    expect(code).toBe(0);
    expect(plan).toMatchObject({ hostCount: 2, objective: 'cost', cost: 400, lowerBound: 400, proved: true });
    expect(plan.proof.bound).toBe(400);
    const points = (plan.proof.points as { points: number }[]).reduce((sum, p) => sum + p.points, 0);
    expect(points).toBe(plan.proof.total);
    const { out: text } = await hostfold(...args);
    expect(text).toMatch(
      /^3 servers fold onto 3 machines for 600: 2 hosts and 1 to spare \(fewest for these figures: no mix costs less\)/,
    );
    // The processors of one moment are enough to prove it, and are told rather than points.
    expect(text).toMatch(
      /^Why: all servers together need 1\.8 GHz of processor at .*, and there is room for no more than 2 on one host big, 1\.7 on one host old: that takes hosts for 400 at least/m,
    );
  });

  it('reads a saved scenario, and options override it', async () => {
    const saved = join(folder, 'scenario.json');
    writeFileSync(
      saved,
      JSON.stringify({
        profile: 'bare',
        policy: 'sum-of-peaks',
        hosts: [{ cores: 2, rating: 2 }],
        failures: 0,
      }),
    );
    const plain = await hostfold('fold', log, '--scenario', saved, '--work', '1', '--json');
    expect(JSON.parse(plain.out)).toMatchObject({ hostCount: 2, policy: 'sum-of-peaks' });
    const other = await hostfold(
      'fold',
      log,
      '--scenario',
      saved,
      '--work',
      '1',
      '--json',
      '--policy',
      'peak-of-sums',
    );
    expect(JSON.parse(other.out)).toMatchObject({ hostCount: 1, policy: 'peak-of-sums' });
  });

  it('gives the same answer for the same seed and work', async () => {
    const one = await fold('--seed', '5');
    expect((await fold('--seed', '5')).out).toBe(one.out);
  });

  it('is readable by default', async () => {
    const { out } = await hostfold(
      'fold',
      log,
      '--profile',
      'bare',
      '--host',
      'cores=1,rating=2',
      '--work',
      '1',
    );
    expect(out).toMatch(
      /^3 servers fold onto 2 machines: 1 host and 1 to spare \(fewest for these figures: none can do with fewer hosts\)\.\nIn doubt: units of 3 servers are guessed\./,
    );
  });
});

describe('bad input and bad usage', () => {
  it.each([
    [['fold'], /found no file/],
    [['fold', 'nowhere.csv'], /nowhere\.csv.*cannot be read/],
    [['fold', '--wheels'], /--wheels/],
    [['fold', 'LOG', '--host', 'cores=8'], /no rating/],
    [['fold', 'LOG', '--policy', 'luck'], /--policy.*expected/],
    [['fold', 'LOG', '--slot', 'soon'], /--slot.*"soon"/],
    [['fold', 'LOG', '--slot', '7m', '--align', 'time-of-day'], /do not divide a day/],
    [['fold', 'LOG', '--uncertainty', '0.5'], /--uncertainty/],
    [['fly'], /found "fly"; expected one of fold/],
    [['toString'], /found "toString"/],
  ])('%j ends with code 2 and says what was expected', async (args, message) => {
    const { code, out, err } = await hostfold(...args.map((a) => (a === 'LOG' ? log : a)));
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(message);
  });

  it('help is no error', async () => {
    expect((await hostfold('fold', '--help')).out).toMatch(/--profile/);
    expect((await hostfold('--help')).code).toBe(0);
  });
});
