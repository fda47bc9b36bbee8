import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioOf } from '../../src/cli/fold-options';
import { DEFAULT_SCENARIO, usualFor, withSample } from '../../src/scenario/scenario';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** A file of these lines, under a name of its own. */
function file(...lines: readonly string[]): string {
  const path = join(folder, `f${files++}.csv`);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const MINUTE = 60_000;
/** Monday 5 January 2026, 00:00. */
const MONDAY = Date.UTC(2026, 0, 5);
/** A log with a column of % busy for each server. */
function log(
  servers: readonly string[],
  rows: number,
  step: number,
  value: (k: number, server: number) => number,
): string {
  const lines = Array.from({ length: rows }, (_, k) => {
    const time = new Date(MONDAY + k * step).toISOString().slice(0, 19);
    return [time, ...servers.map((_, s) => value(k, s))].join(',');
  });
  return file(`timestamp,${servers.join(',')}`, ...lines);
}

/** The plan of a command line, without overheads and with one step of work. */
async function plan(path: string, ...options: string[]) {
  const given = (name: string) => options.includes(name);
  const { code, out, err } = await hostfold(
    'fold',
    path,
    ...(given('--profile') || given('--scenario') ? [] : ['--profile', 'bare']),
    ...(given('--host') || given('--scenario') ? [] : ['--host', 'cores=1,rating=2']),
    ...(given('--work') ? [] : ['--work', '1']),
    ...options,
    '--json',
  );
  expect(code, err).toBe(0);
  return { ...JSON.parse(out), err };
}
/** The most of a resource on any host. */
const most = (answer: { hosts: { peak: Record<string, number> }[] }, id: string) =>
  Math.max(...answer.hosts.map(({ peak }) => peak[id]));

it.each([undefined, 'bare', 'kvm'] as const)(
  'the command line folds with the defaults of the page (profile %s)',
  async (profile) => {
    const { scenario } = await scenarioOf(profile ? { profile } : {});
    const page = usualFor({ ...withSample(DEFAULT_SCENARIO, false), ...(profile ? { profile } : {}) });
    expect(scenario).toEqual({ ...page, sample: false, ...(profile ? { profile } : {}) });
    expect(page).toMatchObject({
      failures: 1,
      slotMinutes: 5,
      policy: 'peak-of-sums',
      work: 140,
      align: 'wall',
    });
    expect(page.ceilings).toEqual(profile === 'bare' ? {} : { cpu: 80 });
  },
);

describe('--slot', () => {
  // Every 30 seconds for an hour, 0 to 59.5 %: the fullest slot is the last whole one, and its mean is told.
  const rising = () => log(['A'], 120, MINUTE / 2, (k) => k / 2);
  it.each([
    ['30s', 1],
    ['60s', 2],
    ['1m', 2],
    ['0.5m', 1],
    ['5m', 10],
    ['5', 10],
    ['10m', 20],
    ['0.25h', 30],
    ['1h', 120],
    ['2h', 120],
  ])('%s holds %i samples of half a minute', async (slot, samples) => {
    const { demand } = await plan(rising(), '--slot', slot);
    // The last sample is 59.5 %; one per cent is 0.02 GHz.
    expect(demand.cpu['peak-of-sums']).toBeCloseTo(0.02 * (59.5 - (samples - 1) / 4), 5);
  });

  it.each(['', '0', '-5m', '5 m', '5d', 'm', '5ms', '1e3', 'toString'])('"%s" is refused', async (slot) => {
    const { code, err } = await hostfold(
      'fold',
      rising(),
      `--slot=${slot}`,
      '--host',
      'cores=1,rating=2',
      '--work',
      '1',
    );
    expect(code).toBe(2);
    expect(err).toMatch(/slot/);
  });
});

describe('--align, --aggregate', () => {
  // Over two weeks at nine: A on the first Monday, B on the Tuesday after, C on the second Monday; else 5 %.
  const weeks = () =>
    log(['A', 'B', 'C'], 336, 60 * MINUTE, (k, s) => (k === 9 + 24 * [0, 1, 7][s] ? 80 : 5));
  it.each([
    ['wall', 90, '2026-01-05T09:00:00'],
    ['time-of-week', 165, 'Mon 09:00:00'],
    ['time-of-day', 240, '09:00:00'],
  ])('by %s peaks that meet come to %i %%', async (align, percent, when) => {
    const answer = await plan(weeks(), '--align', align, '--slot', '1h', '--host', 'cores=4,rating=2');
    expect(answer.demand.cpu['peak-of-sums']).toBeCloseTo(0.02 * percent, 5);
    expect(answer.hosts[0].binding.slot).toBe(when);
  });

  it.each([
    ['mean', 10.5],
    ['p95', 19],
    ['max', 20],
  ])('%s of the samples 1 to 20 %% in one slot is %d %%', async (aggregate, percent) => {
    const path = log(['A'], 20, MINUTE / 4, (k) => 1 + ((7 * k) % 20));
    expect((await plan(path, '--aggregate', aggregate)).demand.cpu['peak-of-sums']).toBeCloseTo(
      0.02 * percent,
      5,
    );
  });
});

describe('--policy', () => {
  // Of 20 slots A is at 80 % in one and at 40 % in two; B at 80 % in another and 30 % in two others; else 10 %.
  const two = () =>
    log(
      ['A', 'B'],
      20,
      5 * MINUTE,
      (k, s) =>
        [
          [80, 40, 40],
          [80, 30, 30],
        ][s][k - 10 * s] ?? 10,
    );
  it.each([
    ['peak-of-sums', 90],
    ['sum-of-p95', 70],
    ['sum-of-peaks', 160],
  ])('%s adds up to %i %%', async (policy, percent) => {
    const answer = await plan(
      two(),
      '--policy',
      policy,
      '--host',
      `cores=1,rating=${percent / 100 + 0.001}`,
      '--guests',
      file('name,rating', 'A,1', 'B,1'),
    );
    expect([answer.policy, answer.hostCount]).toEqual([policy, 1]);
    const less = await plan(
      two(),
      '--policy',
      policy,
      '--host',
      `cores=1,rating=${percent / 100 - 0.001}`,
      '--guests',
      file('name,rating', 'A,1', 'B,1'),
    );
    expect(less.hostCount).toBe(2);
    expect(answer.policies[policy]).toBe(1);
    expect(answer.demand.cpu[policy]).toBeCloseTo(percent / 100, 5);
  });
});

describe('--failures, --seed, --work', () => {
  const flat = (n: number) =>
    log(
      Array.from({ length: n }, (_, g) => `G${g}`),
      3,
      5 * MINUTE,
      () => 60,
    );
  it.each([
    [undefined, 1],
    ['0', 0],
    ['2', 2],
  ])('%s hosts may fail', async (failures, tolerated) => {
    const answer = await plan(flat(3), ...(failures ? ['--failures', failures] : []));
    expect(answer.hostCount).toBe(3);
    expect(answer.withFailures).toEqual({ tolerated, hostCount: 3 + tolerated });
  });

  it.each([
    ['--failures', '-1'],
    ['--failures', '1.5'],
    ['--seed', 'x'],
    ['--seed', '1.5'],
    ['--work', '0'],
    ['--seconds', '-1'],
    ['--ceiling', 'cpu=0'],
    ['--ceiling', 'wheels=50'],
    ['--ceiling', 'cpu=many'],
    ['--policy', 'peak'],
    ['--profile', 'esx9'],
    ['--align', 'day'],
    ['--aggregate', 'median'],
    ['--host', 'cores=1,rating=0'],
    ['--host', 'cores=1.5,rating=1'],
    ['--host', 'rating=1'],
    ['--uncertainty', '-3'],
  ])('%s %s is refused by name', async (option, value) => {
    const { code, out, err } = await hostfold('fold', flat(1), '--work', '1', `${option}=${value}`);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(new RegExp(`^hostfold: .*${option}: found `, 'm'));
  });
});

/** One server whose every figure is told: 50 % of two cores of 2 GHz, 2,048 MiB, and so on. */
const HEAD = 'name,cores,rating,memory,busy %,iops,disk MB/s,network MB/s,disk used GiB';
const one = (...more: string[]) => file(HEAD, 'G,2,2,2048,50,100,20,10,40', ...more);
const AMPLE = 'cores=4,rating=3,memory=8192,iops=1000,disk=200,net=100,space=400,vcpus=2';

describe('--host', () => {
  it('is what guests fold onto, resource by resource', async () => {
    const answer = await plan(one(), '--host', AMPLE);
    expect(answer.resources).toEqual([
      { name: 'cpu', unit: 'GHz' },
      { name: 'memory', unit: 'MiB' },
      { name: 'iops', unit: '/s' },
      { name: 'disk', unit: 'MB/s' },
      { name: 'net', unit: 'MB/s' },
      { name: 'space', unit: 'GiB' },
      { name: 'vcpu', unit: 'vCPU' },
    ]);
    expect(answer.hosts).toMatchObject([
      {
        guests: ['G'],
        capacity: { cpu: 12, memory: 8192, iops: 1000, disk: 200, net: 100, space: 400, vcpu: 8 },
        peak: { cpu: 2, memory: 2048, iops: 100, disk: 20, net: 10, space: 40, vcpu: 2 },
      },
    ]);
  });

  it.each([
    ['cores=2', 'cpu', 6],
    ['rating=1.5', 'cpu', 6],
    ['threads=8', 'cpu', 15],
    ['threads=4', 'cpu', 12],
    ['memory=4096', 'memory', 4096],
    ['iops=120', 'iops', 120],
    ['disk=25.5', 'disk', 25.5],
    ['net=10', 'net', 10],
    ['space=41', 'space', 41],
    ['vcpus=0.5', 'vcpu', 2],
  ])('%s gives %s of %d', async (change, resource, capacity) => {
    const [name] = change.split('=');
    const host = AMPLE.split(',').filter((part) => !part.startsWith(`${name}=`));
    const answer = await plan(one(), '--host', [...host, change].join(','));
    expect(answer.hosts[0].capacity[resource]).toBe(capacity);
  });

  it.each([
    ['cores=1', /needs 2 GHz of processor.*room for 1\.8 GHz|needs 2 vCPU|room for/],
    ['memory=2047', /needs 2048 MiB of memory; host has room for 2047 MiB/],
    ['iops=99.9', /needs 100 \/s of disk operations; host has room for 99\.9 \/s/],
    ['disk=19.9', /needs 20 MB\/s of disk throughput/],
    ['net=9.9', /needs 10 MB\/s of network/],
    ['space=39', /needs 40 GiB of disk space/],
    ['vcpus=0.25', /needs 2 vCPU of virtual processors; host has room for 1 vCPU/],
    ['reserve-memory=6145', /needs 2048 MiB of memory; host has room for 2047 MiB/],
    ['reserve-cores=3.5', /needs 2 GHz of processor.*room for 1\.5 GHz/],
  ])('%s keeps the server native', async (change, why) => {
    const [name] = change.split('=');
    const host = AMPLE.replace('rating=3', name === 'cores' ? 'rating=1.8' : 'rating=3')
      .split(',')
      .filter((part) => !part.startsWith(`${name}=`));
    const answer = await plan(one(), '--host', [...host, change].join(','));
    expect(answer.hostCount).toBe(0);
    expect(answer.native).toEqual([{ guest: 'G', why: expect.stringMatching(why) }]);
  });

  it.each([
    ['price=9000', 9000],
    ['price=0.5', 0.5],
    ['licence=100', 400],
    ['price=9000,licence=100', 9400],
    ['price=9000,licence=100,licence-minimum=16', 10_600],
    ['price=9000,licence=100,licence-minimum=16,sockets=2', 12_200],
  ])('%s costs %d', async (price, cost) => {
    expect((await plan(one(), '--host', `${AMPLE},${price}`)).cost).toBe(cost);
  });

  it('numa= warns of guests larger than a node', async () => {
    const advice = async (numa: string) => (await plan(one(), '--host', `${AMPLE},numa=${numa}`)).advice;
    expect(await advice('4')).toEqual([expect.objectContaining({ guest: 'G', kind: 'numa' })]);
    expect(await advice('2')).toEqual([]);
  });

  it('reserve-cores= and reserve-memory= are taken before the first guest', async () => {
    const { hosts } = await plan(one(), '--host', `${AMPLE},reserve-cores=0.5,reserve-memory=1000`);
    expect(hosts[0].peak).toMatchObject({ cpu: 2 + 1.5, memory: 2048 + 1000 });
  });

  it('count= and name= make an inventory', async () => {
    const three = one('H,2,2,2048,50,100,20,10,40', 'I,2,2,2048,50,100,20,10,40');
    const small = 'cores=2,rating=2.2,name=small';
    const answer = await plan(three, '--host', `${small},count=2`, '--failures', '0', '--work', '8');
    // Two on one host and one on the other.
    expect(answer.hosts.map((h: { kind: string }) => h.kind)).toEqual(['small', 'small']);
    const few = await plan(three, '--host', `${small},count=1`, '--failures', '0', '--work', '8');
    expect([few.hostCount, few.unplaced.length]).toEqual([1, 1]);
    expect(few.unplaced[0].why).toMatch(/^needs 2 GHz of processor.*; Host 1 has room for 0\.4 GHz$/);
    const mixed = await plan(
      three,
      '--host',
      `${small},count=1`,
      '--host',
      'cores=1,rating=2.2',
      '--failures',
      '0',
      '--work',
      '8',
    );
    expect(mixed.hosts.map((h: { kind: string }) => h.kind).sort()).toEqual(['host 2', 'small']);
  });

  it('none given is a guess, and said', async () => {
    const { err } = await hostfold('fold', one(), '--profile', 'bare', '--work', '1');
    expect(err).toMatch(
      /guess: --host: none given; 32 cores of 2\.6 GHz with 64 threads and 524288 MiB are assumed/,
    );
  });
});

describe('--ceiling', () => {
  it.each([
    ['cpu', 12],
    ['memory', 8192],
    ['iops', 1000],
    ['disk', 200],
    ['net', 100],
    ['space', 400],
    ['vcpu', 8],
  ])('%s=75 lets three quarters be filled, and nothing else is held back', async (resource, capacity) => {
    const { hosts } = await plan(one(), '--host', AMPLE, '--ceiling', `${resource}=75`);
    expect(hosts[0].ceiling).toEqual({ ...hosts[0].capacity, [resource]: 0.75 * capacity });
  });

  it('decides how many hosts it takes', async () => {
    const pair = one('H,2,2,2048,50,100,20,10,40');
    const count = async (ceiling: string) =>
      (await plan(pair, '--host', 'cores=2,rating=2,memory=8192', '--ceiling', ceiling)).hostCount;
    expect(await count('cpu=100')).toBe(1);
    expect(await count('cpu=99')).toBe(2);
    expect(await count('cpu=100,memory=50')).toBe(1);
    expect(await count('cpu=100,memory=49')).toBe(2);
  });
});

describe('--profile', () => {
  it.each([
    'native',
    'single-image',
    'esx2',
    'esx3',
    'hosted',
    'xen2006',
    'vt-first',
    'kvm',
    'hyperv',
    'vsphere8',
    'bare',
    'custom',
  ])('%s is folded as itself', async (profile) => {
    const path = file(HEAD, 'G,1,2,2048,50,100,20,10,40', 'H,1,2,2048,50,100,20,10,40');
    const os = file('name,os', 'G,Linux', 'H,Linux');
    const answer = await plan(path, '--guests', os, '--profile', profile, '--host', AMPLE);
    expect(answer.profile).toBe(profile);
    expect(answer.hostCount).toBe(profile === 'native' ? 2 : 1);
    const adds = !['native', 'single-image', 'bare'].includes(profile);
    expect(most(answer, 'cpu') > 2).toBe(adds);
  });
});

describe('--guests', () => {
  const LOADS = () => log(['A', 'B'], 12, 5 * MINUTE, (_, s) => (s ? 20 : 50));
  const answerOf = (columns: string, rows: readonly string[], ...options: string[]) => {
    const host = options.includes('--host') ? [] : ['--host', 'cores=4,rating=2,memory=4096'];
    return plan(LOADS(), '--guests', file(columns, ...rows), ...host, ...options);
  };
  // Two small hosts are cheaper than the one that carries both.
  const CATALOGUE = ['cores=1,rating=2,price=1', 'cores=2,rating=2,price=5'].flatMap((host) => [
    '--host',
    host,
  ]);
  type Answer = Awaited<ReturnType<typeof plan>>;
  const together = ({ hosts }: Answer) =>
    hosts.some(({ guests }: { guests: string[] }) => guests.length === 2);

  it.each<[string, string, string[], string[], (answer: Answer) => unknown, unknown]>([
    ['cores', 'name,cores', ['A,3', 'B,1'], [], (a) => most(a, 'cpu'), 0.5 * 3 * 2 + 0.2 * 2],
    ['rating', 'name,rating', ['A,3', 'B,1'], [], (a) => most(a, 'cpu'), 0.5 * 3 + 0.2],
    ['memory', 'name,memory', ['A,1000', 'B,500'], [], (a) => most(a, 'memory'), 1500],
    [
      'image',
      'name,memory,image',
      ['A,1000,x', 'B,500,x'],
      ['--profile', 'esx2'],
      (a) => Math.round(most(a, 'memory')),
      Math.round(1500 * 1.004 + 64 + 400 - 222),
    ],
    [
      'image, of which each has its own',
      'name,memory,image',
      ['A,1000,x', 'B,500,y'],
      ['--profile', 'esx2'],
      (a) => Math.round(most(a, 'memory')),
      Math.round(1500 * 1.004 + 64 + 400),
    ],
    [
      'os',
      'name,os',
      ['A,Windows 2000', 'B,Linux'],
      ['--profile', 'xen2006'],
      (a) => a.native.map(({ guest }: { guest: string }) => guest),
      ['A'],
    ],
    [
      'osBase',
      'name,memory,osBase',
      ['A,1000,300', 'B,500,100'],
      ['--profile', 'single-image'],
      (a) => most(a, 'memory'),
      1400,
    ],
    [
      'class',
      'name,class',
      ['A,backup', 'B,web'],
      [],
      (a) => a.advice.map(({ guest, kind }: { guest: string; kind: string }) => [guest, kind]),
      [['A', 'backup']],
    ],
    [
      'measured',
      'name,measured',
      ['A,guest', 'B,native'],
      [],
      (a) => a.advice.map(({ guest, kind }: { guest: string; kind: string }) => [guest, kind]),
      [['A', 'measured-inside']],
    ],
    ['dedicated', 'name,cores,dedicated', ['A,2,yes', 'B,1,no'], [], (a) => most(a, 'cpu'), 4 + 0.4],
    [
      'native',
      'name,native',
      ['A,no', 'B,yes'],
      [],
      (a) => a.native,
      [{ guest: 'B', why: 'kept native by choice' }],
    ],
    ['together', 'name,cores,together', ['A,2,t', 'B,4,t'], CATALOGUE, together, true],
    ['together, where nobody says so', 'name,cores', ['A,2', 'B,4'], CATALOGUE, together, false],
    ['apart', 'name,apart', ['A,x', 'B,x'], [], together, false],
    [
      'host',
      'name,host',
      ['A,big', 'B,small'],
      ['--host', 'cores=4,rating=2,name=big', '--host', 'cores=1,rating=2,name=small'],
      (a) => a.hosts.map(({ kind, guests }: { kind: string; guests: string[] }) => [kind, ...guests]).sort(),
      [
        ['big', 'A'],
        ['small', 'B'],
      ],
    ],
  ])('%s', async (_, columns, rows, options, pick, expected) => {
    const answer = await answerOf(columns, rows, ...options);
    const found = pick(answer);
    if (typeof expected === 'number') expect(found).toBeCloseTo(expected, 4);
    else expect(found).toEqual(expected);
  });

  it('floor, where memory may be lent', async () => {
    const scenario = join(folder, 'lent.json');
    const hosts = [{ cores: 4, rating: 2, memory: 4096 }];
    writeFileSync(
      scenario,
      JSON.stringify({ profile: 'bare', hosts, ceilings: {}, overrides: { ballooning: 1 } }),
    );
    const H = '\\\\A';
    const rows = [3000, 1000].map((free, k) => `"01/05/2026 00:0${5 * k}:00.000","10","${free}"`);
    const memory = file(
      `"(PDH-CSV 4.0) (UTC)(0)","${H}\\Processor(_Total)\\% Processor Time","${H}\\Memory\\Available MBytes"`,
      ...rows,
    );
    const peak = async (floor: number) => {
      const guests = file('name,memory,floor', `A,4000,${floor}`);
      const { hosts: planned } = await plan(memory, '--scenario', scenario, '--guests', guests);
      return planned[0].peak.memory;
    };
    expect(await peak(0)).toBe(3000);
    expect(await peak(3500)).toBe(3500);
  });
});

describe('--scenario', () => {
  const saved = (scenario: unknown) => {
    const path = join(folder, `s${files++}.json`);
    writeFileSync(path, JSON.stringify(scenario));
    return path;
  };
  const path = () => log(['A', 'B'], 48, 30 * MINUTE, (k, s) => (k % 2 === s ? 60 : 10));
  const SAVED = {
    profile: 'bare',
    hosts: [{ cores: 1, rating: 2 }],
    ceilings: { cpu: 90 },
    policy: 'sum-of-peaks',
    slotMinutes: 30,
    align: 'time-of-day',
    failures: 2,
  };

  it('is used as it was saved', async () => {
    const answer = await plan(path(), '--scenario', saved(SAVED));
    expect(answer).toMatchObject({
      hostCount: 2,
      profile: 'bare',
      policy: 'sum-of-peaks',
      withFailures: { tolerated: 2, hostCount: 4 },
    });
    expect(answer.hosts[0].ceiling.cpu).toBeCloseTo(1.8, 9);
  });

  it.each<[string[], object]>([
    [['--policy', 'peak-of-sums'], { hostCount: 1, policy: 'peak-of-sums' }],
    [['--failures', '0'], { withFailures: { tolerated: 0, hostCount: 2 } }],
    [['--host', 'cores=2,rating=2'], { hostCount: 1 }],
    [['--ceiling', 'cpu=50'], { native: [{ guest: 'A' }, { guest: 'B' }] }],
    [['--profile', 'native'], { profile: 'native' }],
    [['--slot', '1h', '--policy', 'peak-of-sums'], { demand: { cpu: { 'peak-of-sums': 1.4 } } }],
  ])('gives way to %j', async (options, expected) => {
    expect(await plan(path(), '--scenario', saved(SAVED), ...options)).toMatchObject(expected);
  });
});

describe('--json', () => {
  it('has six significant digits, and no number for what is not limited', async () => {
    const path = file(HEAD, 'G,3,1.234567,2048,12.3456789,100,20,10,40');
    const answer = await plan(path, '--host', 'cores=7,rating=1.2345678');
    // Its own 3.703701 GHz are counted in whole MHz, as a host's are.
    expect(answer.hosts[0].peak.cpu).toBe(+(0.01 * 3.703 * Math.fround(12.3456789)).toPrecision(6));
    expect(answer.hosts[0].capacity).toEqual({ cpu: 8.64197 });
    expect(answer.hosts[0].binding.fraction).toBe(
      +((0.01 * 3.703 * 12.3456789) / (7 * 1.2345678)).toPrecision(6),
    );
  });

  it('names what took no part, and why', async () => {
    const { ignored } = await plan(one(), '--host', 'cores=4,rating=3,memory=8192,iops=1000');
    expect(ignored).toEqual(
      ['disk', 'net', 'space'].map((resource) => ({ resource, why: 'not limited by the hosts' })),
    );
  });
});

describe('the table for people', () => {
  const text = async (...options: string[]) =>
    (
      await hostfold(
        'fold',
        one('H,2,2,2048,50,100,20,10,40'),
        '--profile',
        'bare',
        '--work',
        '1',
        ...options,
      )
    ).out;

  it('has what every host is full of, what binds it and when', async () => {
    const out = await text('--host', 'cores=4,rating=3,memory=8192', '--ceiling', 'memory=90');
    expect(out).toMatch(
      /^2 servers fold onto 2 machines: 1 host and 1 to spare \(fewest for these figures: none can do with fewer hosts\)\.\nIn doubt: most servers have one figure for all the time[^\n]*\nRests on: one figure for each server, no times;[^\n]*no dates in the data\.$/m,
    );
    expect(out).toMatch(
      /^Hosts that carry, by policy: peak of sums 1, 95th percentiles 1, sum of peaks 1\.$/m,
    );
    expect(out).toMatch(/^host +guests +cpu \(GHz\) +memory \(MiB\) +binds +at$/m);
    expect(out).toMatch(/^Host 1 +2 +4\.00\/12\.0 +4096\/7373 +memory 56 % +always$/m);
  });

  it('has those that fold nowhere, and those for which there is no room', async () => {
    expect(await text('--host', 'cores=1,rating=1')).toMatch(
      /^No server folds: see below.*\n[^]*^native: G: needs 2 GHz[^]*^native: H: needs/m,
    );
    const few = await text('--host', 'cores=1,rating=2,count=1', '--failures', '0');
    expect(few).toMatch(
      /^2 servers need 2 machines: 1 host, none to spare \+ 1 without a place \(proved: not all can fit\)\.\n[^]*\nGiven 2 servers: 1 folded, 1 without a place\.\n/,
    );
    expect(few).toMatch(/^no place: [GH]: needs 2 GHz of processor; Host 1 has room for 0 GHz$/m);
  });

  it('has a bound where nothing better is proved, and one less host where it is', async () => {
    expect(await text('--host', 'cores=1,rating=3')).toMatch(
      /onto 3 machines: 2 hosts and 1 to spare \(fewest for these figures: no plan has 1 host\)/,
    );
  });
});

describe('--present', () => {
  it.each([
    ['vmware', 'vsphere8', true],
    ['ESXi 3.5', 'esx3', true],
    ['Hyper-V', 'hyperv', false],
    ['kvm', 'kvm', false],
  ])('%s is read as tables are: %s, a guess: %s', async (said, present, guessed) => {
    const { scenario, findings } = await scenarioOf({ present: said });
    expect(scenario.present).toBe(present);
    expect(findings.some(({ where }) => where === '--present')).toBe(guessed);
  });

  it('lists what it may be, and nothing without a name', async () => {
    const refused = await scenarioOf({ present: 'abacus' }).then(String, String);
    expect(refused).toMatch(/found "abacus"; expected one of native, .*, custom\./);
  });
});
