import { describe, expect, it } from 'vitest';
import { LARGEST } from '../../src/engine/packing/problem';
import { RESOURCES, RESOURCE_IDS } from '../../src/estate/resource';
import type { Facts } from '../../src/estate/guest';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { splitByFit } from '../../src/placement/alone';
import { guestRows } from '../../src/placement/guest-row';
import { modelOf } from '../../src/placement/model';
import { inMoney, objectiveOf, reaches } from '../../src/placement/objective';
import type { FoldOptions, Policy } from '../../src/placement/options';
import { problemOf, staticValue } from '../../src/placement/problem';
import { demandUnits, roomUnits } from '../../src/placement/units';
import { OPTIONS, estateOf, guest } from './estates';

const bare: FoldOptions = { ...OPTIONS, profile: 'bare' };

describe('whole numbers of the fold', () => {
  const { memory } = RESOURCES;
  const noName = () => [];
  it.each([
    ['cpu', 1, 1000, 1000],
    ['cpu', 1.0001, 1001, 1000],
    ['cpu', 1.0009, 1001, 1000],
    ['cpu', 0.1 + 0.2, 300, 300],
    ['memory', 511.5, 512, 511],
    ['iops', 12.34, 124, 123],
    ['iops', 0, 0, 0],
    ['iops', 0.05, 1, 0],
  ] as const)('of %s: %d is %i as a demand, %i as room', (id, value, up, down) => {
    expect([
      demandUnits(value, RESOURCES[id], noName),
      roomUnits(value, RESOURCES[id], OPTIONS.hosts[0]),
    ]).toEqual([up, down]);
  });

  it('have no room below 0, and all there can be where it is not limited', () => {
    expect(roomUnits(-5, memory, OPTIONS.hosts[0])).toBe(0);
    expect(roomUnits(Infinity, memory, OPTIONS.hosts[0])).toBe(LARGEST);
  });

  it('hold the most that one host may have', () => {
    for (const id of RESOURCE_IDS)
      expect(demandUnits(RESOURCES[id].most, RESOURCES[id], noName), id).toBeLessThanOrEqual(LARGEST);
  });

  const twenty = Float64Array.from({ length: 20 }, (_, k) => 20 - k);
  it.each<[Policy, Float64Array, number]>([
    ['sum-of-peaks', twenty, 20],
    ['sum-of-p95', twenty, 19],
    ['peak-of-sums', twenty, 20],
    ['sum-of-p95', Float64Array.of(7), 7],
    ['sum-of-p95', Float64Array.of(7, 1), 7],
  ])('under %s stand for a series', (policy, series, value) => {
    expect(staticValue(series, policy)).toBe(value);
  });
});

describe('a fold in whole numbers', () => {
  const hosts = [
    { ...DEFAULT_HOST, name: 'big', cores: 4, rating: 2, memory: 1000, count: 3, price: 700, vcpuPerCore: 2 },
    { ...DEFAULT_HOST, name: 'small', cores: 2, rating: 1.5, memory: 500, reserveMemory: 100, price: 300 },
  ];
  const options: FoldOptions = {
    ...bare,
    hosts,
    ceilings: { cpu: 80 },
    overrides: { guestMemory: 32, vmmMemory: 40, scheduling: 0.01, vmm: 0.05, sharing: 0.5 },
  };
  const estate = estateOf(
    [
      guest(
        'A',
        { busy: [10, 50], usedMiB: [100, 201] },
        { cores: 2, rating: 1, image: 'x', apart: 'p; q', together: 't' },
      ),
      guest(
        'B',
        { busy: [30, 20], usedMiB: [90, 80] },
        { cores: 1, rating: 1, image: 'x', together: 't', host: 'small' },
      ),
      guest('C', { busy: [40, 40], usedMiB: [50, 50] }, { cores: 1, rating: 1, apart: 'q', dedicated: true }),
    ],
    2,
  );
  const model = modelOf(estate, options);

  it('over time has a row for each slot of what is summed, and one for a level', () => {
    const p = problemOf(model, 'peak-of-sums');
    expect(model.resources.map(({ id }) => id)).toEqual(['cpu', 'memory', 'vcpu']);
    expect(p.items).toBe(2);
    expect([...p.rowStart]).toEqual([0, 2, 3, 4]);
    // A and B together: 200 + 300 and 1,000 + 200 MHz; memory less what each can share; 3 processors.
    // C is dedicated: its cores are counted, not its load.
    expect([...p.demand]).toEqual([500, 1200, 201 - 100 + (90 - 45), 3, 0, 0, 50, 1]);
    expect([...p.guestCount]).toEqual([2, 1]);
    expect([...p.coreCount]).toEqual([0, 1]);
    expect([...p.onlyKind]).toEqual([1, -1]);
  });

  it('under the other policies has one row for each resource', () => {
    const peaks = problemOf(model, 'sum-of-peaks');
    expect([...peaks.rowStart]).toEqual([0, 1, 2, 3]);
    expect([...peaks.demand]).toEqual([1300, 146, 3, 0, 50, 1]);
  });

  it('has the room of each kind after its ceiling and what is kept back, and what guests take besides', () => {
    const p = problemOf(model, 'peak-of-sums');
    expect(p.kinds).toBe(2);
    // 8 GHz: 6.4 - 0.05 x 2; 1,000 - 40. 3 GHz: 2.4 - 0.05 x 1.5; 500 - 40 - 100; no limit of virtual processors.
    expect([...p.capacity]).toEqual([6300, 960, 8, 2325, 360, LARGEST]);
    expect([...p.perGuest]).toEqual([20, 32, 0, 15, 32, 0]);
    expect([...p.perCore]).toEqual([1600, 0, 0, 1200, 0, 0]);
    expect([...p.kindCount]).toEqual([3, -1]);
    expect([...p.kindPrice]).toEqual([7, 3]);
  });

  it('knows images and groups to be kept apart', () => {
    const p = problemOf(model, 'peak-of-sums');
    expect([p.sharedResource, p.images]).toEqual([1, 1]);
    // The larger of A and B is what their item pays of the image.
    expect([[...p.imageStart], [...p.imageId], [...p.imageSize]]).toEqual([[0, 1, 1], [0], [100]]);
    expect([p.apartGroups, [...p.apartStart], [...p.apartId]]).toEqual([2, [0, 2, 3], [0, 1, 1]]);
    const none = problemOf(modelOf(estate, { ...options, overrides: {} }), 'peak-of-sums');
    expect([none.sharedResource, none.images]).toEqual([-1, 0]);
  });

  it('refuses a demand that it cannot count, with its unit', () => {
    const much = modelOf(estateOf([guest('HUGE', { busy: [100] }, { cores: 4096, rating: 1e6 })], 1), bare);
    expect(() => problemOf(much, 'peak-of-sums')).toThrow(
      /HUGE: processor of 4\.10e\+9 GHz; expected at most 1\.07e\+6\. Check the unit of its figures/,
    );
  });
});

describe('who is too large for every host', () => {
  const fit = (
    facts: Partial<Facts>,
    measures: Record<string, number[]>,
    options: Partial<FoldOptions> = {},
  ) => {
    const model = modelOf(estateOf([guest('G', measures, facts)], measures.busy.length), {
      ...bare,
      ...options,
    });
    const { fitting, tooLarge } = splitByFit(model, problemOf(model, 'peak-of-sums'));
    return { fits: fitting.length === 1, why: tooLarge[0]?.why };
  };
  const host = { ...DEFAULT_HOST, cores: 2, rating: 2, memory: 1000 };

  it.each<[string, number[], number, RegExp | null]>([
    ['all of the processors', [100, 50], 1000, null],
    ['all of the memory', [100, 50], 1000, null],
    ['a bit more memory', [50, 50], 1001, /^needs 1001 MiB of memory; host has room for 1000 MiB$/],
    ['more than both, most of memory', [100, 50], 2000, /memory/],
  ])('asks for %s', (_, busy, used, why) => {
    const found = fit({ cores: 2, rating: 2 }, { busy, usedMiB: busy.map(() => used) }, { hosts: [host] });
    expect(found.fits).toBe(why === null);
    if (why) expect(found.why).toMatch(why);
  });

  it('is told the moment, and the host that comes closest', () => {
    const hosts = [host, { ...host, name: 'larger', cores: 3 }];
    const { why } = fit({ cores: 4, rating: 2 }, { busy: [10, 90] }, { hosts });
    expect(why).toBe('needs 7.2 GHz of processor at 1970-01-01 00:05; larger has room for 6 GHz');
  });

  it('counts what each guest costs its host, and its dedicated cores', () => {
    const overrides = { guestMemory: 32 };
    expect(fit({}, { busy: [1], usedMiB: [968] }, { hosts: [host], overrides }).fits).toBe(true);
    expect(fit({}, { busy: [1], usedMiB: [969] }, { hosts: [host], overrides }).fits).toBe(false);
    expect(fit({ cores: 2, dedicated: true }, { busy: [1] }, { hosts: [host] }).fits).toBe(true);
    expect(fit({ cores: 3, dedicated: true }, { busy: [1] }, { hosts: [host] }).fits).toBe(false);
  });

  it('is measured by the host it must go onto alone', () => {
    const hosts = [host, { ...host, name: 'larger', memory: 2000 }];
    const measures = { busy: [1], usedMiB: [1500] };
    expect(fit({}, measures, { hosts }).fits).toBe(true);
    expect(fit({ host: 'host' }, measures, { hosts }).why).toMatch(/host has room for 1000 MiB/);
  });
});

describe('the model of a fold', () => {
  const of = (
    measures: Record<string, number[]>,
    facts: Partial<Facts> = {},
    options: Partial<FoldOptions> = {},
  ) => modelOf(estateOf([guest('G', measures, facts)], 1), { ...bare, ...options });

  it.each<[Partial<FoldOptions>, Partial<Facts>, RegExp | null]>([
    [{}, { native: true }, /^kept native by choice$/],
    [{ profile: 'xen2006' }, { os: 'Windows 2000 Server' }, /^Xen 2006, paravirtual cannot host Windows$/],
    [{ profile: 'xen2006' }, { os: 'win2k3' }, /cannot host Windows/],
    [{ profile: 'xen2006' }, { os: 'Darwin' }, null],
    [
      { profile: 'xen2006' },
      { os: '' },
      /^its system is not known, and Xen 2006, paravirtual cannot host Windows/,
    ],
    [{ profile: 'esx2' }, { os: 'Windows', cores: 2 }, null],
    [{ profile: 'esx2' }, { cores: 3 }, /^3 processors; VMware ESX 2 allows 2$/],
    [{ profile: 'esx3' }, { cores: 4 }, null],
    [{ profile: 'esx3' }, { cores: 5 }, /allows 4$/],
    [{ profile: 'hosted' }, { cores: 2 }, /allows 1$/],
  ])('under %j keeps %j native: %s', (options, facts, why) => {
    const { native, items } = of({ busy: [1] }, facts, options);
    if (why) expect(native).toEqual([{ guest: 'G', why: expect.stringMatching(why) }]);
    else expect([native, items]).toEqual([[], [{ guests: [0] }]]);
  });

  it('folds what is both reported and limited, and says of the rest why not', () => {
    const hosts = [
      { ...DEFAULT_HOST, memory: 1000, iops: 100 },
      { ...DEFAULT_HOST, name: 'b', net: 10 },
    ];
    const { resources, ignored } = of({ busy: [1], transfers: [1], diskMBs: [1] }, {}, { hosts });
    expect(resources.map(({ id }) => id)).toEqual(['cpu', 'iops']);
    expect(ignored).toEqual([
      { resource: 'memory', why: 'not in what was read' },
      { resource: 'disk', why: 'not limited by the hosts' },
      { resource: 'net', why: 'not in what was read' },
    ]);
  });

  it('says who has no figures of what is folded, and whose speed is not known', () => {
    const estate = estateOf(
      [
        guest('A', { busy: [1], usedMiB: [100] }),
        guest('B', { busy: [1] }, { rating: 2 }),
        guest('C', { usedGHz: [1] }),
        guest('D', { transfers: [1] }),
      ],
      1,
    );
    const { findings } = modelOf(estate, bare);
    const say = (text: RegExp) =>
      findings.filter((f) => text.test(f.text)).map(({ level, where }) => [level, where]);
    expect(say(/No figures for processor: counted as if it used none/)).toEqual([['warning', 'D']]);
    expect(say(/No figures for memory: counted as if they used none/)).toEqual([['warning', 'B, C and D']]);
    expect(say(/Speed of its processors not known: taken to be the host's 2 GHz/)).toEqual([['guess', 'A']]);
  });

  it('lets a guest named for a host that is not there go anywhere, and says so', () => {
    const { findings } = of({ busy: [1] }, { host: 'gone', rating: 2 });
    expect(findings.filter(({ text }) => /any host may take them/.test(text))).toMatchObject([
      { level: 'info', where: 'G', text: expect.stringContaining('(gone)') },
    ]);
    const named = of({ busy: [1] }, { host: 'host' });
    expect(named.findings.some(({ text }) => /any host may take them/.test(text))).toBe(false);
  });
});

describe('money', () => {
  it.each([
    [100, 100, true],
    [99.9999996, 100, true],
    [99.9999994, 100, false],
    [99, 100, false],
    [101, 100, true],
  ])('a bound of %d reaches a cost of %d: %s', (bound, cost, reached) => {
    expect(reaches(bound, cost)).toBe(reached);
  });

  const kind = (price: number) => ({ ...DEFAULT_HOST, name: String(price), price });
  it.each([
    [[100, 250], [2, 5], 50],
    [[0, 250], [0, 1], 250],
    [[0.01, 0.03], [1, 3], 0.01],
    [[100.5, 200.25], [134, 267], 0.75],
    [[1.001, 2], [1001, 2000], 0.001],
    [[1.000001, 2], [1_000_001, 2_000_000], 0.000001],
  ])('of %j is counted as %j of %d', (prices, units, unit) => {
    const objective = objectiveOf(prices.map(kind));
    expect([[...objective.prices], objective.rounded]).toEqual([units, false]);
    expect(objective.unit).toBeCloseTo(unit, 9);
    expect(prices.map((_, k) => inMoney(objective.prices[k], objective))).toEqual(prices);
  });
});

describe('a row of the guest table', () => {
  const rows = (
    measures: Record<string, number[]>,
    facts: Partial<Facts> = {},
    options: Partial<FoldOptions> = {},
  ) => guestRows(estateOf([guest('G', measures, facts)], 1), { ...bare, ...options })[0];

  it('shows GHz in use: mean, 95th percentile and peak of what was measured', () => {
    const busy = [...Array.from({ length: 20 }, (_, k) => 5 * (k + 1)), NaN];
    const row = rows({ busy }, { cores: 4, rating: 2.5 });
    expect([row.mean, row.p95, row.peak].map((v) => +v.toFixed(4))).toEqual([5.25, 9.5, 10]);
    expect([...row.spark].slice(0, 2).map((v) => +v.toFixed(4))).toEqual([0.5, 1]);
    expect(row.spark[20]).toBeNaN();
    expect(row.p95Of).toBe(1);
  });

  it.each<[string, Record<string, number[]>, Partial<Facts>, number]>([
    ['its host’s GHz first', { usedGHz: [3], usedCores: [5], busy: [100] }, { rating: 2 }, 3],
    ['then its host’s processors', { usedCores: [2], busy: [100] }, { rating: 1.5 }, 3],
    ['at the rating of the host to be where its own is not known', { usedCores: [2] }, {}, 4],
    ['then its own meter', { busy: [50] }, { cores: 4 }, 4],
  ])('takes %s', (_, measures, facts, peak) => {
    expect(rows(measures, facts).peak).toBe(peak);
  });

  it('has no figures where nothing was measured', () => {
    const row = rows({ transfers: [1] });
    expect([row.mean, row.p95, row.peak, row.memoryNeed, row.netSpeedUp]).toEqual([
      NaN,
      NaN,
      NaN,
      null,
      null,
    ]);
    expect(row.spark).toHaveLength(0);
  });

  it('keeps every peak in its small picture', () => {
    const busy = Array.from({ length: 960 }, (_, k) => (k === 777 ? 100 : k % 10));
    const { spark } = rows({ busy }, { cores: 1, rating: 1 });
    expect(spark).toHaveLength(96);
    expect(spark[77]).toBe(1);
    expect(spark[76]).toBeCloseTo(0.09, 6);
    const holes = rows(
      { busy: busy.map((v, k) => (k >= 100 && k < 110 ? NaN : v)) },
      { cores: 1, rating: 1 },
    );
    expect(holes.spark[10]).toBeNaN();
    expect(holes.spark[11]).toBeCloseTo(0.09, 6);
  });

  it('shows the most memory it needs, and the net speed-up on the first host', () => {
    const row = rows({ busy: [50], usedMiB: [100, 300, 200] }, { rating: 1 });
    expect([row.memoryNeed, row.netSpeedUp]).toEqual([300, 2]);
    // 25 % kernel and 6 % interrupts by class, f (k - 1) = 0.5.
    const slower = rows({ busy: [50] }, { rating: 1 }, { overrides: { privileged: 0.005, emulation: 101 } });
    expect(slower.netSpeedUp).toBeCloseTo(2 / 1.155, 6);
  });
});
