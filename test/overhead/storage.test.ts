import { describe, expect, it } from 'vitest';
import { STORAGE_RESERVES } from '../../src/overhead/storage';

const GIB = 1024;
const kept = (id: string, memory: number | null, count = 0) =>
  STORAGE_RESERVES.find((preset) => preset.id === id)!.memory({ memory }, count);

describe('what storage on a host keeps back', () => {
  it.each([
    ['zfs', 64 * GIB, 0, Math.round(6.4 * GIB)],
    ['zfs', 512 * GIB, 0, 16 * GIB],
    ['zfs', null, 0, 16 * GIB],
    ['ceph', null, 6, 48 * GIB],
    ['s2d', null, 2.5, 10 * GIB],
    ['nutanix', null, 0, 32 * GIB],
  ] as const)('%s on %j MiB, %d of them: %d MiB', (id, memory, count, mib) => {
    expect(kept(id, memory, count)).toBe(mib);
  });

  it('is said with its source each time', () => {
    for (const { source, label } of STORAGE_RESERVES) expect(source.length, label).toBeGreaterThan(20);
  });
});
