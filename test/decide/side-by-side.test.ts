import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { movedBetween } from '../../src/decide/side-by-side';

const plans = fc
  .integer({ min: 1, max: 12 })
  .chain((n) => fc.array(fc.integer({ min: 0, max: 3 }), { minLength: n, maxLength: n }))
  .map((places) => {
    const hosts: string[][] = [[], [], [], []];
    places.forEach((host, guest) => hosts[host].push(`g${guest}`));
    return hosts.filter((guests) => guests.length > 0);
  });

describe('who moves between two plans', () => {
  it('is nobody where hosts only changed their order, whatever they are called', () => {
    fc.assert(
      fc.property(plans, (hosts) => {
        expect(movedBetween(hosts, [...hosts].reverse()).moved).toEqual([]);
      }),
    );
  });

  it('is the one guest that was carried to another host, and those that only one plan has are named', () => {
    const before = [['a', 'b', 'c'], ['d', 'e'], ['f']];
    const after = [['d', 'e', 'c'], ['a', 'b'], ['g']];
    expect(movedBetween(before, after)).toEqual({ moved: ['c'], onlyA: ['f'], onlyB: ['g'] });
  });
});
