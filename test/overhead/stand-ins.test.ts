import { describe, expect, it } from 'vitest';
import type { Guest } from '../../src/estate/guest';
import { RESOURCES, type ResourceId } from '../../src/estate/resource';
import { standInsOf } from '../../src/overhead/stand-ins';
import { guest } from '../placement/estates';

const marks = (of: Guest, resource: ResourceId) => {
  const found = standInsOf(of, resource);
  return found && [...found];
};
const NOT = NaN;

describe('what a guest asks and nobody measured', () => {
  it('are the slots without a sample, of each resource by itself', () => {
    const one = guest('A', { busy: [10, NOT, 30], transfers: [NOT, 5, 5] }, { memory: 4096 });
    expect(marks(one, 'cpu')).toEqual([0, 1, 0]);
    expect(marks(one, 'iops')).toEqual([1, 0, 0]);
    expect(marks(one, 'memory')).toBeNull();
  });

  it('is nothing where every slot holds a sample, or the resource was not logged at all', () => {
    const whole = guest('A', { busy: [10, 20], availableMiB: [100, 200] }, { memory: 4096 });
    for (const id of Object.keys(RESOURCES) as ResourceId[]) expect(marks(whole, id), id).toBeNull();
  });

  it('is what the host measured where it did, whatever the guest’s own meter missed', () => {
    expect(marks(guest('A', { busy: [NOT, 5], usedGHz: [1, NOT] }), 'cpu')).toEqual([0, 1]);
  });

  it('is all of it where use is assumed, and all of its memory where that is a guess', () => {
    const assumed: Guest = { ...guest('A', { busy: [20, 20] }, { memory: 4096 }), assumedUse: 20 };
    expect(marks(assumed, 'cpu')).toEqual([1, 1]);
    const guessed: Guest = {
      ...guest('A', { availableMiB: [100, NOT] }, { memory: 4096 }),
      guessed: new Set(['memory']),
    };
    expect(marks(guessed, 'memory')).toEqual([1]);
    // What is in use was measured: of how much decides nothing.
    expect(marks({ ...guessed, measures: { usedMiB: Float32Array.of(900, NOT) } }, 'memory')).toEqual([0, 1]);
  });
});
