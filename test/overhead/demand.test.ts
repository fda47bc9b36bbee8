import { describe, expect, it } from 'vitest';
import type { Facts, WorkloadClass } from '../../src/estate/guest';
import type { DemandContext } from '../../src/overhead/demand';
import { demandOf, memoryNeed, paging, sharesOf } from '../../src/overhead/demand';
import type { OverheadParameters } from '../../src/overhead/parameters';
import { PROFILES, parametersOf } from '../../src/overhead/profiles';
import { guest } from '../placement/estates';

const bare = parametersOf(PROFILES.bare);
/** f (k - 1) = 0.5, the I/O path once more, 10 microseconds for each context switch. */
const heavy: OverheadParameters = {
  ...bare,
  privileged: 0.005,
  emulation: 101,
  ioPath: 1,
  contextSwitch: 10,
};
const context = (change: Partial<DemandContext> = {}): DemandContext => ({
  target: bare,
  present: bare,
  rating: 2,
  slots: 1,
  oneImage: false,
  wholeMemory: false,
  ...change,
});
type Measured = Readonly<Record<string, number[]>>;
/** The parts of one slot, GHz, rounded to a millionth. */
function partsOf(
  measures: Measured,
  facts: Partial<Facts> = {},
  change: Partial<DemandContext> = {},
  slot = 0,
) {
  const demand = demandOf(guest('G', measures, facts), context({ target: heavy, ...change }));
  const { work, emulation, ioPath, switches } = demand.processorParts(slot);
  const parts = [work, emulation, ioPath, switches].map((v) => +v.toFixed(6));
  expect(demand.series.cpu![slot]).toBeCloseTo(work + emulation + ioPath + switches, 5);
  return parts;
}

describe('processor demand: work, emulation, I/O path, context switches', () => {
  // Four processors of 2.5 GHz: one per cent is 0.1 GHz. Kernel time, interrupts and DPCs in it: 20 %, half again.
  const four = { cores: 4, rating: 2.5 };
  it.each<[string, Measured, Partial<Facts>, number[]]>([
    [
      'all is logged',
      { busy: [50], privileged: [20], interrupt: [4], dpc: [2], switches: [8000] },
      four,
      [5, 1, 0.6, 0.2],
    ],
    [
      'no switches are logged',
      { busy: [50], privileged: [20], interrupt: [4], dpc: [2] },
      four,
      [5, 1, 0.6, 0],
    ],
    [
      'a sample of switches is missing',
      { busy: [50], privileged: [20], interrupt: [4], dpc: [2], switches: [NaN] },
      four,
      [5, 1, 0.6, 0],
    ],
    [
      'interrupts without DPCs are logged',
      { busy: [50], privileged: [20], interrupt: [4] },
      four,
      [5, 1, 0.4, 0],
    ],
    [
      'kernel time is less than interrupts and DPCs',
      { busy: [50], privileged: [5], interrupt: [4], dpc: [2] },
      four,
      [5, 0.3, 0.6, 0],
    ],
    [
      'kernel time is more than busy',
      { busy: [50], privileged: [60], interrupt: [4], dpc: [2] },
      four,
      [5, 2.5, 0.6, 0],
    ],
    [
      'interrupts are more than busy',
      { busy: [5], privileged: [5], interrupt: [4], dpc: [3] },
      four,
      [0.5, 0.25, 0.5, 0],
    ],
    [
      'its rating is not known: that of the host',
      { busy: [50], privileged: [20], interrupt: [4], dpc: [2], switches: [8000] },
      { cores: 4 },
      [4, 0.8, 0.48, 0.16],
    ],
    [
      'nothing but busy is logged: a web server is 30 % kernel and 10 % interrupts',
      { busy: [50] },
      { ...four, class: 'web' },
      [5, 1, 0.5, 0],
    ],
    [
      'kernel time alone: interrupts by class, off the kernel time',
      { busy: [50], privileged: [25] },
      { ...four, class: 'web' },
      [5, 1.25, 0.5, 0],
    ],
    [
      'interrupts alone: kernel by class',
      { busy: [50], interrupt: [5], dpc: [5] },
      { ...four, class: 'web' },
      [5, 1.25, 1, 0],
    ],
    [
      'DPCs without interrupts are logged: no less than those',
      { busy: [50], privileged: [20], dpc: [10] },
      four,
      [5, 1, 1, 0],
    ],
    [
      'interrupts without DPCs are logged, fewer than by class: 10 %',
      { busy: [50], privileged: [20], interrupt: [1] },
      { ...four, class: 'web' },
      [5, 1, 0.5, 0],
    ],
    [
      'a sample of DPCs is missing: on average 6 %',
      { busy: [50, 50], privileged: [20, 20], interrupt: [1, 1], dpc: [NaN, 2] },
      four,
      [5, 1, 0.3, 0],
    ],
    ['it does nothing', { busy: [0], privileged: [0], interrupt: [0], dpc: [0] }, four, [0, 0, 0, 0]],
  ])('where %s', (_, measures, facts, parts) => {
    expect(partsOf(measures, facts)).toEqual(parts);
  });

  it.each<[WorkloadClass | '', number, number]>([
    ['compute', 0.05, 0.01],
    ['web', 0.3, 0.1],
    ['database', 0.2, 0.06],
    ['mail', 0.25, 0.06],
    ['file', 0.45, 0.15],
    ['directory', 0.25, 0.04],
    ['backup', 0.4, 0.15],
    ['', 0.25, 0.06],
  ])(
    'a guest of class "%s" without a split has %d kernel time and %d interrupts',
    (kind, kernel, interrupt) => {
      const [work, emulation, ioPath] = partsOf({ busy: [100] }, { cores: 5, class: kind });
      expect([work, emulation, ioPath]).toEqual([
        10,
        +(5 * (kernel + interrupt)).toFixed(6),
        +(10 * interrupt).toFixed(6),
      ]);
      expect(sharesOf(guest('G', { busy: [100] }, { class: kind }))).toEqual({
        kernel,
        interrupt,
        assumed: true,
      });
    },
  );

  it.each<[string, Measured, { kernel: number; interrupt: number; assumed: boolean }]>([
    [
      'means over the window',
      { busy: [20, 60], privileged: [10, 30], interrupt: [2, 2], dpc: [1, 3] },
      { kernel: 0.4, interrupt: 0.1, assumed: false },
    ],
    [
      'without DPCs',
      { busy: [40], privileged: [20], interrupt: [4] },
      { kernel: 0.4, interrupt: 0.1, assumed: false },
    ],
    [
      'never above all of the busy time',
      { busy: [10], privileged: [30], interrupt: [8], dpc: [4] },
      { kernel: 0, interrupt: 1, assumed: false },
    ],
    [
      'no less than DPCs, where interrupts were not logged',
      { busy: [50], privileged: [20], dpc: [10] },
      { kernel: 0.2, interrupt: 0.2, assumed: false },
    ],
    [
      'by class, where that is more than DPCs alone',
      { busy: [50], privileged: [20], dpc: [1] },
      { kernel: 0.34, interrupt: 0.06, assumed: true },
    ],
    [
      'of a server that is never busy, by class',
      { busy: [0], privileged: [0], interrupt: [0], dpc: [0] },
      { kernel: 0.25, interrupt: 0.06, assumed: true },
    ],
    [
      'without kernel time, by class',
      { busy: [40], interrupt: [4], dpc: [4] },
      { kernel: 0.25, interrupt: 0.2, assumed: true },
    ],
    [
      'without interrupts, by class',
      { busy: [50], privileged: [20] },
      { kernel: 0.34, interrupt: 0.06, assumed: true },
    ],
  ])('shares of busy time are %s', (_, measures, expected) => {
    const shares = sharesOf(guest('G', measures));
    expect(shares.assumed).toBe(expected.assumed);
    expect([shares.kernel, shares.interrupt]).toEqual([
      expect.closeTo(expected.kernel, 6),
      expect.closeTo(expected.interrupt, 6),
    ]);
  });
});

describe('processor demand measured outside', () => {
  // A database class: 20 % kernel, 6 % interrupts. The present adds f (k - 1) x 26 % = 5.2 % and 6 %: 2 GHz become 2.224.
  const present = { ...bare, privileged: 0.002, emulation: 101, ioPath: 1 };
  const db = { class: 'database', rating: 2.5, cores: 4 } as const;

  it('by the host of a VM, in GHz or in processors, gives up the present overhead before the target’s goes on', () => {
    for (const measures of [
      { usedGHz: [2.224] },
      { usedCores: [0.8896] },
      { hostBusy: [22.24] },
    ] as Measured[]) {
      expect(partsOf(measures, { ...db, measured: 'host' }, { present })).toEqual([2, 0.26, 0.12, 0]);
    }
  });

  it('in GHz rather than in processors where both are given, and by its host rather than by the guest', () => {
    const [work] = partsOf({ usedGHz: [2], usedCores: [3], busy: [100] }, db);
    expect(work).toBe(2);
    expect(partsOf({ usedCores: [3], busy: [100] }, db)[0]).toBe(7.5);
    expect(partsOf({ usedCores: [3] }, { cores: 4 })[0]).toBe(6);
  });

  it('inside a VM gives up the present overhead too, and takes shares of the whole, not of the slot', () => {
    const measures = { busy: [11, 33], privileged: [2.2, 6.6], interrupt: [1.1, 0], dpc: [0, 0] };
    // Shares: interrupts 1.1 / 44 = 2.5 %, kernel 20 % with them; inside is 1 + 0.2 x 20 % + 2.5 % = 1.065.
    const facts = { ...db, measured: 'guest' } as const;
    const change = { present, slots: 2 };
    const work = 1.1 / 1.065;
    expect(partsOf(measures, facts, change)).toEqual(
      [work, 0.5 * 0.2 * work, 0.025 * work, 0].map((v) => +v.toFixed(6)),
    );
    expect(partsOf(measures, facts, change, 1)[2]).toBeCloseTo(0.025 * 3 * work, 6);
  });

  it('natively gives up nothing', () => {
    expect(partsOf({ busy: [20] }, { ...db, measured: 'native' }, { present })).toEqual([2, 0.26, 0.12, 0]);
  });
});

describe('slots without a sample', () => {
  it('take the 95th percentile of the demand, overheads included, and call it work', () => {
    const busy = Array.from({ length: 21 }, (_, k) => (k === 20 ? NaN : 5 * (k + 1)));
    const demand = demandOf(
      guest('G', { busy, switches: busy.map(() => 10_000) }, { cores: 1 }),
      context({ target: { ...bare, contextSwitch: 10 }, slots: 21 }),
    );
    // The 19th of 20: 95 % of 2 GHz and 0.2 GHz of switches.
    expect(demand.series.cpu![20]).toBeCloseTo(2.1, 6);
    expect(demand.processorParts(20)).toEqual({
      work: demand.series.cpu![20],
      emulation: 0,
      ioPath: 0,
      switches: 0,
      idleThreads: 0,
    });
    expect(demand.processorParts(0).switches).toBeCloseTo(0.2, 6);
  });

  it('are 0 where nothing was ever measured', () => {
    expect([...demandOf(guest('G', { transfers: [NaN, NaN] }), context({ slots: 2 })).series.iops!]).toEqual([
      0, 0,
    ]);
  });

  it.each([
    ['transfers', 'iops'],
    ['diskMBs', 'disk'],
    ['networkMBs', 'net'],
  ] as const)('of %s take its 95th percentile', (measure, resource) => {
    const values = [...Array.from({ length: 20 }, (_, k) => k + 1), NaN];
    const { series } = demandOf(guest('G', { [measure]: values }), context({ slots: 21 }));
    expect([...series[resource]!]).toEqual([...values.slice(0, 20), 19]);
    expect(
      Object.entries(series)
        .filter(([, own]) => own)
        .map(([id]) => id),
    ).toEqual([resource, 'vcpu']);
  });
});

describe('what else a guest asks for', () => {
  it('is the most disk space it ever had, and its processors', () => {
    const { series } = demandOf(
      guest('G', { spaceGiB: [80, 120, 100] }, { cores: 3 }),
      context({ slots: 3 }),
    );
    expect([...series.space!]).toEqual([120]);
    expect([...series.vcpu!]).toEqual([3]);
  });

  it('has no processor part where nothing was measured of the processor', () => {
    const demand = demandOf(guest('G', { transfers: [1] }), context());
    expect(demand.series.cpu).toBeUndefined();
    expect(demand.processorParts(0)).toEqual({
      work: 0,
      emulation: 0,
      ioPath: 0,
      switches: 0,
      idleThreads: 0,
    });
  });
});

describe('memory need', () => {
  const need = (measures: Measured, facts: Partial<Facts> = {}, wholeMemory = false) => {
    const series = memoryNeed(guest('G', measures, facts), { wholeMemory, slots: 3 });
    return series && [...series];
  };
  it.each<[string, Measured, Partial<Facts>, boolean, number[] | null]>([
    ['installed less available', { availableMiB: [500, 900, 700] }, { memory: 1000 }, false, [500, 100, 300]],
    ['never below 0', { availableMiB: [1500, 900, 700] }, { memory: 1000 }, false, [0, 100, 300]],
    [
      'as measured, before all else',
      { usedMiB: [10, 20, 15], availableMiB: [500, 900, 700] },
      { memory: 1000 },
      false,
      [10, 20, 15],
    ],
    [
      'all that is installed where free memory was not measured',
      { busy: [1, 1, 1] },
      { memory: 1000 },
      false,
      [1000, 1000, 1000],
    ],
    ['not known where nobody says what is installed', { availableMiB: [500, 900, 700] }, {}, false, null],
    [
      'all that is configured where none may be lent',
      { usedMiB: [10, 20, 15] },
      { memory: 1000 },
      true,
      [1000, 1000, 1000],
    ],
    [
      'as measured where none may be lent and nobody says what is configured',
      { usedMiB: [10, 20, 15] },
      {},
      true,
      [10, 20, 15],
    ],
  ])('is %s', (_, measures, facts, whole, expected) => {
    expect(need(measures, facts, whole)).toEqual(expected);
  });
});

describe('memory demand', () => {
  const used = { usedMiB: [400, 1000, 600] };
  const memory = (
    target: Partial<OverheadParameters>,
    facts: Partial<Facts> = {},
    measures: Measured = used,
    change: Partial<DemandContext> = {},
  ) => {
    const d = demandOf(
      guest('G', measures, facts),
      context({ slots: 3, target: { ...bare, ...target }, ...change }),
    );
    return { series: [...d.series.memory!], shareable: d.shareable, image: d.image, parts: d.memoryParts };
  };

  it('is the peak and its shadow page tables', () => {
    expect(memory({ shadow: 0.01 })).toEqual({
      series: [1010],
      shareable: 0,
      image: '',
      parts: { need: 1000, shadow: 10, overhead: 0 },
    });
  });

  it('under ballooning follows the moment, down to the floor', () => {
    expect(memory({ ballooning: 1, shadow: 0.01 }, { floor: 500 }).series).toEqual([505, 1010, 606]);
    expect(memory({ ballooning: 1 }).series).toEqual([400, 1000, 600]);
    expect(memory({ ballooning: 0 }, { floor: 500 }).series).toEqual([1000]);
    expect(memory({ ballooning: 1 }, { memory: 2000 }, used, { wholeMemory: true }).series).toEqual([2000]);
  });

  it('lends nothing of a guest that pages for a quarter of the time', () => {
    const pages = (...values: number[]) => ({ ...used, pages: values });
    expect(memory({ ballooning: 1 }, {}, pages(51, 51, 51)).series).toEqual([1000]);
    expect(memory({ ballooning: 1 }, {}, pages(50, 50, 50)).series).toEqual([400, 1000, 600]);
  });

  it('can share a part of the least it holds with guests of its image', () => {
    expect(memory({ sharing: 0.5 }, { image: 'NT4' })).toMatchObject({ shareable: 500, image: 'NT4' });
    expect(memory({ sharing: 0.5, ballooning: 1 }, { image: 'NT4' })).toMatchObject({
      shareable: 200,
      image: 'NT4',
    });
    expect(memory({ sharing: 0.5 })).toMatchObject({ shareable: 0, image: '' });
    expect(memory({ sharing: 0 }, { image: 'NT4' })).toMatchObject({ shareable: 0, image: '' });
  });

  it.each<[string, Partial<Facts>, Measured, number]>([
    ['what the guest says', { osBase: 300 }, used, 300],
    ['256 MiB where it does not', {}, used, 256],
    ['no more than the guest needs', { osBase: 300 }, { usedMiB: [90, 120, 100] }, 120],
    ['no more than the guest needs, also where it is not said', {}, { usedMiB: [90, 120, 100] }, 120],
  ])('under one operating system shares its base: %s', (_, facts, measures, shareable) => {
    const one = memory({}, { image: 'NT4', ...facts }, measures, { oneImage: true });
    expect(one).toMatchObject({ shareable, image: 'one operating system' });
  });
});

describe('a memory-constrained server', () => {
  it.each<[string, number[] | null, boolean]>([
    ['pages for more than a quarter of the time', [0, 0, 51, 51], true],
    ['pages for a quarter of the time and no more', [0, 0, 0, 51], false],
    ['pages at the threshold', [50, 50, 50, 50], false],
    ['has no figures of paging', null, false],
    ['has one figure', [60], true],
    ['pages for three of eight intervals', [0, 0, 0, 0, 0, 51, 51, 51], true],
    ['pages for two of eight intervals', [0, 0, 0, 0, 0, 0, 51, 51], false],
  ])('%s', (_, pages, constrained) => {
    expect(paging(guest('G', { busy: [1], ...(pages && { pages }) }))).toBe(constrained);
  });
});
