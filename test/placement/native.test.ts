import { expect, it } from 'vitest';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { OPTIONS, estateOf, guest } from './estates';

it('natively every server keeps the machine that it has, and its own load', async () => {
  const estate = estateOf(
    [
      guest(
        'A',
        { busy: [10, 60, 20], usedMiB: [100, 200, 300] },
        { cores: 4, rating: 1.5, memory: 1024, native: true },
      ),
      guest('B', { busy: [30, 5, 10] }, { cores: 2 }),
    ],
    3,
  );
  const hosts = [{ ...DEFAULT_HOST, cores: 8, rating: 2, memory: 4096, price: 100 }];
  const answer = await fold(
    estate,
    { ...OPTIONS, profile: 'native', hosts, failures: 1 },
    await createLocalEngine(),
  );
  expect(answer).toMatchObject({
    hostCount: 2,
    lowerBound: 2,
    proved: true,
    cost: null,
    native: [],
    unplaced: [],
    advice: [],
    memory: [],
    withFailures: { tolerated: 1, hostCount: null },
    policies: { 'peak-of-sums': 2, 'sum-of-p95': 2, 'sum-of-peaks': 2 },
  });
  const [a, b] = answer.hosts;
  expect(a.kind).toMatchObject({ name: 'A', cores: 4, rating: 1.5, memory: 1024, count: 1 });
  // B's speed is not known: that of the hosts.
  expect(b.kind).toMatchObject({ name: 'B', cores: 2, rating: 2, memory: null });
  expect([a.capacity, b.capacity]).toEqual([
    { cpu: 6, memory: 1024 },
    { cpu: 4, memory: Infinity },
  ]);
  expect([...a.load.cpu!].map((v) => +v.toFixed(4))).toEqual([0.6, 3.6, 1.2]);
  expect(a.peak).toEqual({ cpu: expect.closeTo(3.6, 5), memory: 300 });
  expect(a.binding).toEqual({ resource: 'cpu', slot: 1, fraction: expect.closeTo(0.6, 5) });
  expect(b.binding).toEqual({ resource: 'cpu', slot: 0, fraction: expect.closeTo(0.3, 5) });
  expect(b.load.memory).toEqual(Float32Array.of(0));
  expect(answer.overhead).toMatchObject({
    slot: 1,
    parts: [
      { id: 'work', value: expect.closeTo(3.8, 5) },
      { id: 'free', value: expect.closeTo(6.2, 5) },
    ],
  });
});
