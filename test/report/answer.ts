import type { FoldAnswer, PlannedHost } from '../../src/placement/answer';
import { RESOURCES } from '../../src/estate/resource';
import { DEFAULT_HOST } from '../../src/overhead/host';

const kind = { ...DEFAULT_HOST, name: 'R740', cores: 4, rating: 3 };

/** MAIL and =DB on a host that its processors fill at 14:05; FILE on one that its memory fills at all times. */
const hosts: readonly PlannedHost[] = [
  {
    name: 'Host 1',
    kind,
    guests: ['MAIL', '=DB'],
    load: { cpu: Float32Array.of(4, 9.6), memory: Float32Array.of(4096) },
    capacity: { cpu: 12, memory: 8192, iops: Infinity },
    ceiling: { cpu: 9.6000001, memory: 8192, iops: Infinity },
    peak: { cpu: Math.fround(9.1), memory: 4096 },
    binding: { resource: 'cpu', slot: 1, fraction: 0.947916667 },
    processorByGuest: [Float32Array.of(3, 6), Float32Array.of(1, 3)],
    standIns: [null, null],
  },
  {
    name: 'Host 2',
    kind: { ...kind, name: 'R640' },
    guests: ['FILE'],
    load: { cpu: Float32Array.of(0, 0), memory: Float32Array.of(8192) },
    capacity: { cpu: 12, memory: 8192 },
    ceiling: { cpu: 9.6, memory: 8192 },
    peak: { cpu: 0, memory: 8192 },
    binding: { resource: 'memory', slot: null, fraction: 1 },
    processorByGuest: [Float32Array.of(0, 0)],
    standIns: [null],
  },
];

/** A plan by hand that has something in each of its parts: two slots of five minutes from 2011-03-03 14:00 on. */
export const ANSWER: FoldAnswer = {
  profile: 'esx3',
  assumed: [{ guest: 'WEB1', kernel: 0.3, interrupt: 0.1 }],
  scheduling: 0.008,
  policy: 'peak-of-sums',
  grid: { start: Date.UTC(2011, 2, 3, 14), step: 300_000, slots: 2, align: 'wall' },
  hostCount: 2,
  objective: 'hosts',
  lowerBound: 2,
  proved: true,
  proof: {
    bound: 2,
    points: [{ guests: ['MAIL'], points: 6000 }],
    total: 6000,
    measure: { resource: 'cpu', slot: 0, size: Math.fround(0.001) },
    kinds: [{ kind: 'R740', price: 1, count: null, most: 5000 }],
    leftOut: ['prices'],
  },
  course: [{ seconds: 0.1, value: 2, bound: 1 }],
  boundBy: { resource: 'cpu', slot: 1 },
  endedBy: 'proof',
  machines: { total: 5, carrying: 2, spare: 1, native: 1, unplaced: 1, cost: 18_000 },
  basis: {
    coverage: 0.95,
    guessed: { memory: 1 },
    clipped: 0,
    overheadHosts: null,
    rough: 3,
    testDays: 1,
    doubts: ['units of 1 server are guessed'],
    window: { from: Date.UTC(2011, 2, 3, 14), to: Date.UTC(2011, 2, 3, 14, 10), days: 1 },
  },
  standing: 'fewest for these figures',
  search: { work: 40, seconds: null, steps: 40, seed: 1 },
  evened: { bound: 0.5, fewest: 2 },
  withFailures: { tolerated: 1, hostCount: 3 },
  policies: { 'peak-of-sums': 2, 'sum-of-p95': 3, 'sum-of-peaks': null },
  resources: [RESOURCES.cpu, RESOURCES.memory],
  ignored: [{ resource: 'net', why: 'no figures' }],
  demand: { cpu: { 'peak-of-sums': Math.fround(9.1), 'sum-of-p95': 10, 'sum-of-peaks': 11 } },
  hosts,
  native: [{ guest: 'BACKUP', why: 'a tape drive' }],
  assumedUse: [],
  today: null,
  barrier: null,
  leftOut: [{ guest: 'BLANK', why: 'log.csv names it and holds no figure of its load' }],
  unplaced: [{ guest: 'HUGE', why: 'needs 900 GHz, with "all" of it' }],
  overhead: { slot: 1, parts: [] },
  memory: [],
  cost: 12_000,
  advice: [],
  findings: [{ level: 'warning', where: 'a.csv', text: 'a gap' }],
};
