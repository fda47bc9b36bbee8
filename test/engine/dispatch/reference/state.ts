import { placeGuests } from '../../../../src/engine/dispatch/encode';
import type { GuestModel, HostModel, ThreadModel } from '../../../../src/engine/dispatch/host';
import { BUCKETS } from '../../../../src/engine/dispatch/statistics';
import type {
  GuestStatistics,
  ProcessorStatistics,
  ThreadStatistics,
  VcpuStatistics,
} from '../../../../src/engine/dispatch/statistics';
import type { Charge, Segment, VcpuState } from '../../../../src/engine/dispatch/timeline';

/** The records of the reference simulator. Times in 100 ns; `Infinity` = never. */

export interface Thread {
  readonly id: number;
  readonly model: ThreadModel;
  readonly vcpu: Vcpu;
  readonly statistics: ThreadStatistics;
  /** When its wait ends, or the next request arrives. */
  timer: number;
  readonly requests: Request[];
  outstanding: number;
  issues: number;
  label: number;
  begun: boolean;
  left: number;
  kernelPart: number;
  demand: number;
  wanted: number;
  /** Open queue: requests not yet served, and whether one is on its way through processor and I/O. */
  readonly arrivals: { at: number; posted: number; delivered: boolean }[];
  active: boolean;
}

export interface Request {
  readonly thread: Thread;
  issued: number;
  begun: number;
  doneAt: number;
  finished: number;
  stamp: number;
}

export type Interrupt = { posted: number } & (
  | { kind: 'timer'; thread: Thread }
  | { kind: 'request'; thread: Thread; request: Request }
  | { kind: 'arrivals'; thread: Thread }
);

/** How a vCPU or gang came to be ready. */
export type Place = 'woken' | 'stopped' | 'boosted' | 'front';
export interface Since {
  readonly now: number;
  readonly place: Place;
}

export interface Vcpu {
  readonly id: number;
  readonly guest: Guest;
  /** Processors that it may use, and the number of that set. */
  readonly set: readonly number[];
  readonly setNumber: number;
  readonly independent: boolean;
  readonly ownsSlice: boolean;
  readonly slice: number;
  readonly stride: number;
  readonly statistics: VcpuStatistics;
  state: VcpuState;
  segment: Segment;
  processor: Processor | null;
  home: Processor | null;
  queued: boolean;
  boosted: boolean;
  lagging: boolean;
  since: Since;
  pass: number;
  turnStart: number;
  base: number;
  baseUsed: number;
  working: boolean;
  checkAt: number;
  skewAt: number;
  lag: number;
  lagSince: number;
  progress: number;
  atHalt: number;
  catching: boolean;
  sliceEnd: number;
  tickAt: number;
  checkPhase: number;
  /** Time on a processor in each 100 ms; spent of it, in the period that ends then; on a processor since. */
  readonly cap: number;
  spent: number;
  periodEnd: number;
  onSince: number;
  throttled: boolean;
  interruptLeft: number;
  dpcLeft: number;
  current: Thread | null;
  runnable: Thread[];
  pending: Interrupt[];
  due: number;
  held: number;
  earliest: number;
  untilLost: number;
  loss: bigint;
  behind: number;
}

export interface Guest {
  readonly id: number;
  readonly model: GuestModel;
  readonly vcpus: Vcpu[];
  readonly threads: Thread[];
  readonly statistics: GuestStatistics;
  on: boolean;
  queued: boolean;
  since: Since;
  /** Skew of the whole guest, as ESX 3 counts it. */
  skew: number;
  outstanding: number;
  atDevice: number;
  idleSince: number;
  idleTrueSince: number;
  stampStart: number;
  windowEnd: number;
  windowCount: number;
}

export interface Processor {
  readonly id: number;
  readonly dedicated: boolean;
  readonly statistics: ProcessorStatistics;
  state: 'free' | 'held' | 'busy' | 'vmm';
  switching: boolean;
  vcpu: Vcpu | null;
  lastGuest: Guest | null;
  since: number;
  vmmEnd: number;
  serviceEnd: number;
  services: { end: number; interrupt: Interrupt }[];
}

export interface Device {
  readonly servers: number;
  active: number;
  queue: Request[];
  readonly statistics: { completions: number; busy: number; queueing: number };
}

/** A tick that was delivered. */
export interface ReferenceTick {
  readonly time: number;
  readonly vcpu: number;
  readonly charge: Charge;
  readonly thread: number;
}

export const noTicks = () => ({
  delivered: 0,
  user: 0,
  kernel: 0,
  interrupt: 0,
  dpc: 0,
  idle: 0,
  lost: 0,
  pending: 0,
});

const STRIDE_ONE = 2 ** 20;
/** 100 ms. */
export const PERIOD = 1_000_000;

/** Builds everything as it stands at time 0, before anything is drawn. */
export function makeState(model: HostModel): { processors: Processor[]; guests: Guest[]; devices: Device[] } {
  const { sets, setOf, dedicated } = placeGuests(model);
  const gangs = model.policy === 'pairs' || model.policy === 'strict-cosched';
  const lightest = Math.min(...model.guests.map((guest) => guest.weight));
  let vcpuId = 0;
  let threadId = 0;
  const guests = model.guests.map((guest, id): Guest => {
    const made: Guest = {
      id,
      model: guest,
      vcpus: [],
      threads: [],
      statistics: { vcpus: [], threads: [], interrupts: noInterrupts(), disk: noTransfers() },
      on: false,
      queued: false,
      since: { now: 0, place: 'woken' },
      skew: 0,
      outstanding: 0,
      atDevice: 0,
      idleSince: 0,
      idleTrueSince: 0,
      stampStart: 0,
      windowEnd: 0,
      windowCount: 0,
    };
    for (let k = 0; k < guest.vcpus; k++, vcpuId++) {
      const independent = !gangs || guest.dedicated;
      const slice = guest.dedicated ? Infinity : (guest.slice ?? model.slice);
      const free =
        ['round-robin', 'weighted', 'when-ready'].includes(model.policy) && model.slots === 'yield';
      const cap = free && guest.cap < 1 ? Math.max(1, Math.round(guest.cap * PERIOD)) : Infinity;
      const stride = Math.max(1, Math.round((STRIDE_ONE * lightest) / guest.weight));
      const own = { independent, ownsSlice: independent || k === 0, slice, stride, cap };
      made.vcpus.push(makeVcpu(vcpuId, made, sets[setOf[vcpuId]], setOf[vcpuId], own));
    }
    for (const thread of guest.threads) made.threads.push(makeThread(threadId++, thread, made));
    made.statistics.vcpus.push(...made.vcpus.map(({ statistics }) => statistics));
    made.statistics.threads.push(...made.threads.map(({ statistics }) => statistics));
    return made;
  });
  const processors = dedicated.map((taken, id): Processor => ({
    id,
    dedicated: taken,
    statistics: { used: 0, burnt: 0, overhead: 0, idle: 0, switches: 0 },
    state: 'free',
    switching: false,
    vcpu: null,
    lastGuest: null,
    since: 0,
    vmmEnd: 0,
    serviceEnd: 0,
    services: [],
  }));
  const devices = model.devices.map(({ servers }) => ({
    servers,
    active: 0,
    queue: [],
    statistics: { completions: 0, busy: 0, queueing: 0 },
  }));
  return { processors, guests, devices };
}

function makeVcpu(
  id: number,
  guest: Guest,
  set: readonly number[],
  setNumber: number,
  own: Pick<Vcpu, 'independent' | 'ownsSlice' | 'slice' | 'stride' | 'cap'>,
): Vcpu {
  return {
    id,
    guest,
    set,
    setNumber,
    ...own,
    statistics: {
      used: 0,
      burnt: 0,
      ready: 0,
      costop: 0,
      wait: 0,
      stolen: 0,
      dispatches: 0,
      behind: 0,
      ticks: noTicks(),
    },
    state: 'wait',
    segment: 'none',
    processor: null,
    home: null,
    queued: false,
    boosted: false,
    lagging: false,
    since: { now: 0, place: 'woken' },
    pass: 0,
    turnStart: 0,
    base: 0,
    baseUsed: 0,
    working: false,
    checkAt: Infinity,
    skewAt: Infinity,
    lag: 0,
    lagSince: 0,
    progress: 0,
    atHalt: 0,
    catching: false,
    sliceEnd: Infinity,
    tickAt: Infinity,
    checkPhase: 0,
    spent: 0,
    periodEnd: PERIOD,
    onSince: 0,
    throttled: false,
    interruptLeft: 0,
    dpcLeft: 0,
    current: null,
    runnable: [],
    pending: [],
    due: 0,
    held: 0,
    earliest: 0,
    untilLost: Infinity,
    loss: 0n,
    behind: 0,
  };
}

function makeThread(id: number, model: ThreadModel, guest: Guest): Thread {
  const thread: Thread = {
    id,
    model,
    vcpu: guest.vcpus[model.vcpu],
    statistics: {
      used: 0,
      cycles: 0,
      response: 0,
      queueing: 0,
      started: 0,
      demand: 0,
      dropped: 0,
      ticks: 0,
      kernelTicks: 0,
      labels: Array.from({ length: model.labels }, () => ({ used: 0, cycles: 0, ticks: 0 })),
    },
    timer: Infinity,
    requests: [],
    outstanding: 0,
    issues: 0,
    label: -1,
    begun: false,
    left: 0,
    kernelPart: 0,
    demand: 0,
    wanted: 0,
    arrivals: [],
    active: false,
  };
  for (let i = 0; model.io && i < Math.ceil(model.io.perBurst); i++)
    thread.requests.push({ thread, issued: 0, begun: 0, doneAt: Infinity, finished: 0, stamp: 0 });
  return thread;
}

function noInterrupts(): GuestStatistics['interrupts'] {
  return {
    count: 0,
    undelayed: 0,
    sum: 0,
    max: 0,
    batches: 0,
    batchSquares: 0,
    windowSquares: 0,
    windows: 0,
    histogram: new Float64Array(BUCKETS),
  };
}

const noTransfers = (): GuestStatistics['disk'] => ({
  transfers: 0,
  transferMeasured: 0,
  transferTrue: 0,
  idleMeasured: 0,
  elapsedMeasured: 0,
  idleTrue: 0,
});
