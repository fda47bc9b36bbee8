/** Which unit a column's name holds, and what its values are multiplied by. */
import { describe, expect, it } from 'vitest';
import { scaleFrom, scaleOfUnit, sizeIn, unitsOffered } from '../../src/intake/units';

describe('a unit of size in a name', () => {
  it.each([
    // B is byte and b is bit.
    ['disk KBps', 'K'],
    ['disk MB/s', 'M'],
    ['disk GB/sec', 'G'],
    ['disk Bps', 'bytes'],
    ['disk B/s', 'bytes'],
    ['net Kb/s', 'kbits'],
    ['net Mbps', 'mbits'],
    ['net Gb/sec', 'gbits'],
    ['net bps', 'bits'],
    ['net kbps', 'kbits'],
    ['net mbps', 'mbits'],
    // Without a capital either may be meant, and the larger is taken.
    ['net mb/s', 'M'],
    ['net kb/s', 'K'],
    ['net b/s', 'bytes'],
    ['jobs/s', null],
    ['MB/sx', 'M'],
    ['size TB', 'T'],
    ['size TiB', 'T'],
    ['terabytes', 'T'],
    ['size GB', 'G'],
    ['size GiB', 'G'],
    ['Giga-octets', 'G'],
    ['Go', 'G'],
    ['ГБ', 'G'],
    ['size MB', 'M'],
    ['Méga-octets', 'M'],
    ['МБ', 'M'],
    ['size KB', 'K'],
    ['kilo-octets', 'K'],
    ['килобайт', 'K'],
    ['bytes', 'bytes'],
    ['octet', 'bytes'],
    ['байт', 'bytes'],
    ['Mbit', 'mbits'],
    ['gigabits', 'gbits'],
    ['kbits', 'kbits'],
    ['bits', 'bits'],
    ['cpu %', null],
    ['combo', null],
    ['', null],
  ])('"%s" is %s', (name, size) => expect(sizeIn(name)).toBe(size));
});

describe('what values are multiplied by', () => {
  it.each([
    ['CPU MHz', 'usedGHz', 0.001],
    ['CPU GHz', 'usedGHz', 1],
    ['CPU', 'usedGHz', null],
    ['MB', 'usedGHz', null],
    ['bytes', 'usedMiB', 1 / 1024 / 1024],
    ['KB', 'usedMiB', 1 / 1024],
    ['MB', 'usedMiB', 1],
    ['GB', 'usedMiB', 1024],
    ['TB', 'usedMiB', 1024 * 1024],
    ['MB', 'spaceGiB', 1 / 1024],
    ['GB', 'spaceGiB', 1],
    ['TB', 'spaceGiB', 1024],
    // Rates in thousands.
    ['bytes/s', 'diskMBs', 1e-6],
    ['KB/s', 'diskMBs', 0.001],
    ['MB/s', 'diskMBs', 1],
    ['GB/s', 'diskMBs', 1000],
    ['bit', 'networkMBs', 1 / 8 / 1e6],
    ['kbit/s', 'networkMBs', 1 / 8000],
    ['Mbit/s', 'networkMBs', 1 / 8],
    ['Gbit/s', 'networkMBs', 125],
    ['per second', 'diskMBs', null],
    ['KB', 'busy', null],
    ['KB', 'transfers', null],
  ] as const)('"%s" of %s: %s', (name, measure, scale) => {
    if (scale === null) expect(scaleFrom(name, measure)).toBeNull();
    else expect(scaleFrom(name, measure)).toBeCloseTo(scale, 12);
  });

  it.each([
    ['share', 'busy', 100],
    ['share', 'usedMiB', null],
    ['KB/s', 'diskMBs', 0.001],
  ] as const)('a person who says "%s" of %s: %s', (unit, measure, scale) =>
    expect(scaleOfUnit(unit, measure)).toBe(scale),
  );

  it('each unit that is offered beside a measure is known', () => {
    for (const measure of ['busy', 'usedGHz', 'usedMiB', 'spaceGiB', 'diskMBs'] as const)
      expect(
        unitsOffered(measure).filter((unit) => !(scaleOfUnit(unit, measure)! > 0)),
        measure,
      ).toEqual([]);
    expect([unitsOffered('usedGHz'), unitsOffered('transfers')]).toEqual([['MHz'], []]);
  });
});
