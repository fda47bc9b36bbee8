import { describe, expect, it } from 'vitest';
import { checkPlan } from '../../../src/engine/packing/check';
import { staticProblem, type FoldProblem } from '../../../src/engine/packing/problem';

const base = staticProblem(Int32Array.of(4, 4, 4), Int32Array.of(8));
const two = { hostKind: Int32Array.of(0, 0), hostOf: Int32Array.of(0, 0, 1) };
const one = { hostKind: Int32Array.of(0), hostOf: Int32Array.of(0, 0, 0) };

describe('the plan checker', () => {
  it('finds nothing wrong with a plan that fits', () => {
    expect(checkPlan(base, two)).toEqual([]);
  });

  it('allows items without a host', () => {
    expect(checkPlan(base, { hostKind: Int32Array.of(0), hostOf: Int32Array.of(0, -1, 0) })).toEqual([]);
  });

  it('names the host, resource and slot that are overfull', () => {
    expect(checkPlan(base, one)).toEqual(['host 0 carries 12 of resource 0 in slot 0; it has room for 8']);
  });

  it('adds what guests and dedicated cores add', () => {
    expect(checkPlan({ ...base, perGuest: Int32Array.of(1) }, two)).toHaveLength(1);
    const cores = { ...base, perCore: Int32Array.of(5), coreCount: Int32Array.of(0, 0, 1) };
    expect(checkPlan(cores, two)).toEqual(['host 1 carries 9 of resource 0 in slot 0; it has room for 8']);
  });

  it('counts an image once on a host, at its largest', () => {
    const image: FoldProblem = {
      ...base,
      sharedResource: 0,
      images: 1,
      imageStart: Int32Array.of(0, 1, 2, 3),
      imageId: new Int32Array(3),
      imageSize: Int32Array.of(1, 2, 4),
    };
    const roomy = { ...image, capacity: Int32Array.of(10) };
    expect(checkPlan(roomy, two)).toEqual([]);
    expect(checkPlan({ ...image, capacity: Int32Array.of(9) }, two)).toHaveLength(1);
  });

  it('sees two of an apart-group on one host', () => {
    const apart = {
      ...base,
      apartGroups: 1,
      apartStart: Int32Array.of(0, 1, 2, 2),
      apartId: new Int32Array(2),
    };
    expect(checkPlan(apart, two)).toEqual(['items 0 and 1 of apart-group 0 are both on host 0']);
  });

  it('sees an item on the wrong kind, too many hosts of a kind, and a host without items', () => {
    expect(checkPlan({ ...base, onlyKind: Int32Array.of(-1, -1, 1) }, two)).toHaveLength(1);
    expect(checkPlan({ ...base, kindCount: Int32Array.of(1) }, two)).toEqual([
      '2 hosts of kind 0 are used; there are 1',
    ]);
    expect(checkPlan(base, { ...two, hostKind: Int32Array.of(0, 0, 0) })).toEqual(['host 2 carries nothing']);
  });

  it('sees hosts, kinds and items that do not exist', () => {
    expect(checkPlan(base, { ...two, hostOf: Int32Array.of(0, 0, 2) })).toEqual(['item 2 is on host 2 of 2']);
    expect(checkPlan(base, { ...two, hostKind: Int32Array.of(0, 1) })).toHaveLength(1);
    expect(checkPlan(base, { ...two, hostOf: Int32Array.of(0, 0) })).toHaveLength(1);
  });
});
