import { describe, expect, it, test } from 'vitest';
import { FACTS, type FactId } from '../../src/estate/fact-fields';
import { inRange, rangeOf } from '../../src/estate/field';
import { GROWTH, HORIZON, USUAL_HORIZON } from '../../src/estate/growth';
import { BY_HOST, LEAST_STILL, MEASURES, MOVING, type MeasureId } from '../../src/estate/measure';
import { PLATFORM_IDS, PLATFORMS } from '../../src/estate/platforms';
import { RESOURCES, type ResourceId } from '../../src/estate/resource';

describe('a number', () => {
  const range = { unit: 'MiB', min: 2, max: 5 };
  test.each([
    [2, true],
    [5, true],
    [2.5, true],
    [1.999, false],
    [5.001, false],
    [NaN, false],
  ])('keeps to its range, both ends included: %d', (value, within) => {
    expect(inRange(value, range)).toBe(within);
    expect(inRange(value, { ...range, whole: true })).toBe(within && value !== 2.5);
  });
  it('has its range in words', () => {
    expect(rangeOf(range)).toBe('a number from 2 to 5 MiB');
    expect(rangeOf({ ...range, unit: '', whole: true })).toBe('a whole number from 2 to 5');
  });
});

describe('a fact of a server', () => {
  // Least, most, what it is where nobody says, step of its field, unit.
  test.each<[FactId, number, number, number | null, number, string]>([
    ['cores', 1, 4096, 1, 1, ''],
    ['threads', 1, 8192, null, 1, ''],
    ['rating', 0.001, 1e6, null, 0.1, 'GHz'],
    ['memory', 1, 1e9, null, 256, 'MiB'],
    ['floor', 0, 1e9, null, 256, 'MiB'],
    ['osBase', 0, 1e9, null, 256, 'MiB'],
  ])('that is a number has limits: %s', (id, min, max, unknown, step, unit) => {
    expect(FACTS[id]).toMatchObject({ kind: 'number', min, max, unknown, step, unit });
  });
  it('is whole where it is counted', () => {
    const whole = Object.entries(FACTS).filter(([, fact]) => 'whole' in fact && fact.whole);
    expect(whole.map(([id]) => id)).toEqual(['cores', 'threads']);
  });
  it('is asked for where it decides something, and bits and the system’s own memory by files alone', () => {
    const with_ = (key: 'asked' | 'unasked') =>
      Object.entries(FACTS).flatMap(([id, fact]) =>
        key in fact ? [[id, (fact as unknown as Record<string, unknown>)[key]]] : [],
      );
    expect(with_('asked')).toEqual([
      ['floor', 'ballooning'],
      ['smt', 'wholeCores'],
    ]);
    expect(with_('unasked')).toEqual([
      ['bits', true],
      ['osBase', true],
    ]);
  });
  test.each<[FactId, unknown]>([
    ['bits', 64],
    ['measured', 'native'],
    ['class', ''],
    ['present', ''],
    ['smt', ''],
    ['dedicated', false],
    ['native', false],
    ['together', ''],
    ['apart', ''],
    ['host', ''],
    ['image', ''],
    ['os', ''],
  ])('%s is %j where nobody says', (id, unknown) => {
    expect(FACTS[id].unknown).toBe(unknown);
  });
  it('has 32 or 64 bits', () => {
    expect(FACTS.bits.options).toEqual([
      [32, '32'],
      [64, '64'],
    ]);
  });
});

describe('a resource', () => {
  // The fold's integer units: MHz, MiB, 0.1 transfers/s, KB/s; the most of a host stays below 2^30 of them.
  test.each<[ResourceId, number, number, 'sum' | 'level']>([
    ['cpu', 0.001, 1e6, 'sum'],
    ['memory', 1, 1e9, 'level'],
    ['iops', 0.1, 1e8, 'sum'],
    ['disk', 0.001, 1e6, 'sum'],
    ['net', 0.001, 1e6, 'sum'],
    ['space', 1, 1e9, 'level'],
    ['vcpu', 1, 1e9, 'level'],
  ])('%s is counted in units of %d, up to %d', (id, quantum, most, folds) => {
    expect(RESOURCES[id]).toMatchObject({ quantum, most, folds });
    expect(most / quantum).toBeLessThan(2 ** 30);
  });
  it('is a rule of some hosts alone: virtual processors for each core', () => {
    const rules = Object.values(RESOURCES).filter(({ rule }) => rule);
    expect(rules.map(({ id }) => id)).toEqual(['vcpu']);
  });
});

describe('a measure', () => {
  const having = (key: 'ceiling' | 'most', value: number) =>
    Object.values(MEASURES).flatMap((measure) => (measure[key] === value ? [measure.id] : []));
  test.each<['ceiling' | 'most', number, MeasureId[]]>([
    ['ceiling', 100, ['busy', 'privileged', 'interrupt', 'dpc', 'hostBusy']],
    ['most', 1e9, ['transfers', 'spaceGiB', 'switches', 'pages']],
    ['most', 1e6, ['diskMBs', 'networkMBs']],
    ['most', 2 ** 30, ['availableMiB', 'usedMiB']],
  ])('has a %s of %d: %j', (key, value, ids) => {
    expect(having(key, value)).toEqual(ids);
  });
  it('is a level where it must be there at every moment, and free memory the least of it', () => {
    const slots = (slot: string) =>
      Object.values(MEASURES).flatMap((measure) => (measure.slot === slot ? [measure.id] : []));
    expect(slots('level')).toEqual(['usedMiB', 'spaceGiB', 'nonpagedMiB']);
    expect(slots('free')).toEqual(['availableMiB']);
  });
  it('that stands still for thirty samples is no chance', () => {
    expect(LEAST_STILL).toBe(30);
    expect(MOVING[0]).toBe('busy');
    expect(BY_HOST).toEqual(['usedGHz', 'hostBusy', 'usedCores', 'runCores']);
  });
});

describe('a way to run servers', () => {
  it('leaves each a machine where it is native, and shares no core under Hyper-V’s core scheduler', () => {
    const having = (key: 'oneEach' | 'wholeCores') => PLATFORM_IDS.filter((id) => PLATFORMS[id][key]);
    expect(having('oneEach')).toEqual(['native']);
    expect(having('wholeCores')).toEqual(['hyperv']);
  });
});

describe('growth', () => {
  it('is from nothing left to eleven times as much in a year, over whole months of twenty years', () => {
    expect(GROWTH).toMatchObject({ min: -100, max: 1000 });
    expect(HORIZON).toMatchObject({ min: 1, max: 240, whole: true });
    expect(USUAL_HORIZON).toBe(24);
  });
});
