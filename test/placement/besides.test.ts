import { describe, expect, it } from 'vitest';
import { besides } from '../../src/placement/besides';
import { modelOf } from '../../src/placement/model';
import { OPTIONS, estateOf, guest } from './estates';

const estate = (change: Partial<ReturnType<typeof guest>>) =>
  estateOf([{ ...guest('A', { busy: [1] }), ...change }, guest('B', { busy: [1] })], 1);

describe('what an answer says of its estate whatever the plan', () => {
  it('names the servers whose use was assumed, none assumed idle left out', () => {
    expect(besides(estate({ assumedUse: 25 })).assumedUse).toEqual([{ guest: 'A', percent: 25 }]);
    expect(besides(estate({ assumedUse: 0 })).assumedUse).toEqual([{ guest: 'A', percent: 0 }]);
    expect(besides(estate({})).assumedUse).toEqual([]);
  });

  it('says where servers run today where a file does', () => {
    expect(besides(estate({})).today).toBeNull();
    expect(besides(estate({ on: 'ESX1' })).today).toEqual({
      hosts: [],
      placement: [{ guest: 'A', host: 'ESX1' }],
    });
  });
});

describe('a floor of memory', () => {
  const said = (floor: number | null, ballooning: number) =>
    modelOf(estateOf([guest('A', { busy: [1] }, { floor, memory: 2048 })], 1), {
      ...OPTIONS,
      overrides: { ballooning },
    }).findings.filter(({ text }) => /floor of memory/.test(text));

  it('is said to decide nothing where no memory is lent, and only where one is given', () => {
    expect(said(1024, 0)).toEqual([expect.objectContaining({ level: 'info', where: 'A' })]);
    expect(said(1024, 1)).toEqual([]);
    expect(said(null, 0)).toEqual([]);
  });
});
