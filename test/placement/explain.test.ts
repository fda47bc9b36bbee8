import { beforeAll, describe, expect, it } from 'vitest';
import type { FoldEngine } from '../../src/engine/fold-engine';
import { createLocalEngine } from '../../src/engine/local';
import { DEFAULT_HOST } from '../../src/overhead/host';
import type { FoldAnswer } from '../../src/placement/answer';
import { fold } from '../../src/placement/fold';
import type { FoldOptions } from '../../src/placement/options';
import { stopOf } from '../../src/placement/stop';
import { OPTIONS, estateOf, guest } from './estates';

let engine: FoldEngine;
beforeAll(async () => {
  engine = await createLocalEngine();
});

/**
 * Two hosts of 4 cores of 2.5 GHz and 4,096 MiB; A and B must part, so that A and C share one (the same image), or B
 * and C: C goes to A's host by name of the group. Emulation f (k - 1) = 0.5, the I/O path once more, 10 us a switch.
 */
const HOST = { ...DEFAULT_HOST, cores: 4, rating: 2.5, memory: 4096, reserveMemory: 96, reserveCores: 0.5 };
const OVERRIDES = {
  scheduling: 0.01,
  privileged: 0.005,
  emulation: 101,
  ioPath: 1,
  vmm: 0.02,
  contextSwitch: 10,
  guestMemory: 32,
  vmmMemory: 400,
  shadow: 0.01,
  sharing: 0.5,
  ballooning: 0,
};
const options: FoldOptions = { ...OPTIONS, profile: 'esx3', hosts: [HOST], overrides: OVERRIDES, work: 20 };
/** In the second of two slots all are at their fullest. One per cent of two cores of 2.5 GHz is 0.05 GHz. */
const estate = estateOf(
  [
    guest(
      'A',
      {
        busy: [10, 40],
        privileged: [4, 16],
        interrupt: [1, 4],
        dpc: [0, 2],
        switches: [0, 4000],
        usedMiB: [900, 1000],
      },
      { cores: 2, rating: 2.5, image: 'NT4', apart: 'x', together: 't' },
    ),
    guest(
      'B',
      {
        busy: [20, 60],
        privileged: [10, 30],
        interrupt: [1, 6],
        dpc: [1, 4],
        switches: [0, 1000],
        usedMiB: [700, 600],
      },
      { cores: 2, rating: 2.5, image: 'NT4', apart: 'x' },
    ),
    guest(
      'C',
      {
        busy: [10, 20],
        privileged: [2, 6],
        interrupt: [0, 2],
        dpc: [0, 0],
        switches: [0, 0],
        usedMiB: [400, 500],
      },
      { cores: 2, rating: 2.5, image: 'NT4', together: 't' },
    ),
  ],
  2,
);

describe('the overhead picture of three guests on two hosts', () => {
  let answer: FoldAnswer;
  beforeAll(async () => {
    answer = await fold(estate, options, engine);
  });
  const value = (parts: readonly { id: string; value: number }[], id: string) =>
    parts.find((p) => p.id === id)?.value ?? 0;

  it('is of the fullest moment', () => {
    expect(answer.hosts.map(({ guests }) => [...guests].sort())).toEqual(
      expect.arrayContaining([['A', 'C'], ['B']]),
    );
    expect(answer.overhead.slot).toBe(1);
  });

  it.each([
    // 40 % + 60 % + 20 % of 5 GHz.
    ['work', 6],
    // Half of kernel time, interrupts in it: 16, 30 and 6 %.
    ['emulation', 0.5 * 0.05 * (16 + 30 + 6)],
    // Interrupts and DPCs once more: 6, 10 and 2 %.
    ['io-path', 0.05 * (6 + 10 + 2)],
    // 5,000 switches of 10 us of a core of 2.5 GHz.
    ['switches', 5000 * 10e-6 * 2.5],
    // Each of three guests, not each of two hosts.
    ['scheduling', 3 * 0.01 * 2.5],
    // Two hosts: a fiftieth of a processor for the VMM, and half a core, of 2.5 GHz.
    ['vmm', 2 * (0.02 + 0.5) * 2.5],
  ])('has %s of %d GHz', (id, gigahertz) => {
    expect(value(answer.overhead.parts, id)).toBeCloseTo(gigahertz, 5);
  });

  it('adds up to the load of all hosts at that moment, and with what is free to all that they have', () => {
    const used = answer.overhead.parts.reduce((sum, p) => sum + (p.id === 'free' ? 0 : p.value), 0);
    const load = answer.hosts.reduce((sum, { load: { cpu } }) => sum + cpu![1], 0);
    expect(used).toBeCloseTo(load, 4);
    expect(used + value(answer.overhead.parts, 'free')).toBeCloseTo(20, 5);
    expect(answer.overhead.parts.map(({ id }) => id)).toEqual([
      'work',
      'emulation',
      'io-path',
      'switches',
      'scheduling',
      'vmm',
      'free',
    ]);
  });

  it.each([
    // Each at its peak.
    ['need', 1000 + 700 + 500],
    ['guests', 3 * 32],
    ['shadow', 0.01 * (1000 + 700 + 500)],
    ['vmm', 2 * (400 + 96)],
    // A and C share a host: half of each, less the larger.
    ['shared', -(0.5 * 500)],
  ])('has %s of %d MiB of memory', (id, mib) => {
    expect(value(answer.memory, id)).toBeCloseTo(mib, 6);
  });

  it('adds memory up to what the hosts hold, and with what is free to all that they have', () => {
    const used = answer.memory.reduce((sum, p) => sum + (p.id === 'free' ? 0 : p.value), 0);
    expect(used).toBeCloseTo(
      answer.hosts.reduce((sum, { peak }) => sum + peak.memory!, 0),
      3,
    );
    expect(used + value(answer.memory, 'free')).toBeCloseTo(2 * 4096, 6);
  });

  it('says of each part by which formula, and on which figure it rests', () => {
    expect(Object.fromEntries(answer.overhead.parts.map((p) => [p.id, p.parameter]))).toMatchObject({
      emulation: 'privileged',
      'io-path': 'ioPath',
      switches: 'contextSwitch',
      scheduling: 'scheduling',
      vmm: 'vmm',
    });
    const note = (id: string) => answer.overhead.parts.find((p) => p.id === id)!.note;
    expect(note('emulation')).toMatch(/f = 0\.005, k = 101\.$/);
    expect(note('io-path')).toMatch(/^1 x interrupt and DPC time\.$/);
    expect(note('switches')).toMatch(/ 10 microseconds/);
    const memory = (id: string) => answer.memory.find((p) => p.id === id)!.note;
    expect(memory('guests')).toBe('For each guest: 32 MiB.');
    expect(memory('shadow')).toMatch(/^1\.0 %/);
    expect(memory('shared')).toMatch(/^50\.0 %/);
  });

  it('draws each host with its load, room, and what binds it', () => {
    const b = answer.hosts.find(({ guests }) => guests.includes('B'))!;
    // B: work, emulation, I/O path and switches; scheduling of one guest; VMM and reserve.
    const own = 0.05 * (60 + 15 + 10) + 0.025;
    expect(b.load.cpu![1]).toBeCloseTo(own + 0.025 + 1.3, 5);
    expect(b.peak.cpu).toBeCloseTo(own + 1.325, 5);
    expect([b.capacity.cpu, b.ceiling.cpu]).toEqual([10, 10]);
    expect(b.peak.memory).toBeCloseTo(700 * 1.01 + 32 + 496, 5);
    expect(b.binding).toEqual({ resource: 'cpu', slot: 1, fraction: expect.closeTo(0.56, 5) });
    const ac = answer.hosts.find(({ guests }) => guests.includes('A'))!;
    // The larger first, each with its own load.
    expect(ac.guests).toEqual(['A', 'C']);
    expect(ac.processorByGuest.map((series) => +series[1].toFixed(4))).toEqual([
      +(0.05 * (40 + 8 + 6) + 0.1).toFixed(4),
      +(0.05 * (20 + 3 + 2)).toFixed(4),
    ]);
  });
});

describe('the picture of', () => {
  it('a host without overhead has none of its parts', async () => {
    const answer = await fold(
      estate,
      { ...options, profile: 'bare', overrides: {}, hosts: [{ ...HOST, reserveCores: 0, reserveMemory: 0 }] },
      engine,
    );
    expect(answer.overhead.parts.map(({ id }) => id)).toEqual(['work', 'free']);
    expect(answer.memory.map(({ id }) => id)).toEqual(['need', 'free']);
  });

  it('memory that binds is always, and names the fullest resource of several', async () => {
    const full = { ...HOST, memory: 2048 + 496 };
    const answer = await fold(estate, { ...options, hosts: [full] }, engine);
    const { binding } = answer.hosts.find(({ guests }) => guests.includes('A'))!;
    expect(binding).toMatchObject({ resource: 'memory', slot: null });
  });

  it.each([
    ['three servers of 4 GiB fill 14 GiB', 14 * 1024, 'memory', 'blocks'],
    ['three servers of 4 GiB leave room for one more in 16 GiB', 16 * 1024, null, 'tightest'],
    ['three servers of 4 GiB are all that 13 GiB hold', 13 * 1024, 'memory', 'binds'],
  ] as const)('what stops one more: %s', async (_, memory, blocks, how) => {
    const three = estateOf(
      ['A', 'B', 'C'].map((name) => guest(name, { busy: [1], usedMiB: [4096] })),
      1,
    );
    const { hosts } = await fold(
      three,
      { ...OPTIONS, hosts: [{ ...DEFAULT_HOST, cores: 8, memory }] },
      engine,
    );
    expect(hosts).toHaveLength(1);
    expect([hosts[0].blocks, stopOf(hosts[0])]).toEqual([blocks, { resource: 'memory', how }]);
  });

  it.each([
    // One more like the first is too much in the first slot, one more like the second in the second.
    [3.7, 'cpu'],
    [3.9, null],
  ])('processors of %d GHz, in whatever slot one more is too much: %s', async (rating, blocks) => {
    const parted = estateOf(
      [
        guest('A', { busy: [90, 10] }, { cores: 1, rating: 2 }),
        guest('B', { busy: [10, 90] }, { cores: 1, rating: 2 }),
      ],
      2,
    );
    const host = { ...DEFAULT_HOST, cores: 1, rating };
    const { hosts } = await fold(parted, { ...OPTIONS, hosts: [host] }, engine);
    expect(hosts.map((each) => [each.guests.length, each.blocks])).toEqual([[2, blocks]]);
  });

  it('a dedicated processor takes its whole cores out of the host, whatever its guest does', async () => {
    const kept = estateOf(
      [guest('D', { busy: [1] }, { cores: 3, dedicated: true }), guest('E', { busy: [50] })],
      1,
    );
    const answer = await fold(
      kept,
      { ...OPTIONS, hosts: [{ ...DEFAULT_HOST, cores: 4, rating: 2 }] },
      engine,
    );
    expect(answer.hosts[0].load.cpu![0]).toBeCloseTo(3 * 2 + 1, 6);
  });

  it('money is the price and the licences of every host', async () => {
    const priced = { ...HOST, price: 1000, licencePerCore: 10.5 };
    const answer = await fold(estate, { ...options, hosts: [priced] }, engine);
    expect(answer.cost).toBe(answer.hosts.length * 1042);
    expect((await fold(estate, options, engine)).cost).toBeNull();
  });
});
