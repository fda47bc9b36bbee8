/**
 * The records that the kernel keeps in flat memory. They are laid over raw addresses (`changetype`), never made with
 * `new`: the arena is theirs. Links between records are addresses, 0 for none. Times are in 100 ns.
 * In each record the statistics come last, from the field that `statistics.ts` names, so that one fill clears them;
 * just before and at their beginning stands what the common case touches, so that it shares few cache lines.
 */

/** States of a vCPU. */
export const WAIT: u8 = 0;
export const READY: u8 = 1;
export const RUN: u8 = 2;
export const COSTOP: u8 = 3;
/** It runs, but the host's own service routine has its processor for now. */
export const STOLEN: u8 = 4;

/** What a vCPU does inside while it runs. */
export const SEG_NONE: u8 = 0;
export const SEG_INTERRUPT: u8 = 1;
export const SEG_DPC: u8 = 2;
export const SEG_THREAD: u8 = 3;
export const SEG_IDLE: u8 = 4;

/** States of a processor. FREE and HELD (for a halted slot owner) are both idle. */
export const FREE: u8 = 0;
export const HELD: u8 = 1;
export const BUSY: u8 = 2;
export const VMM: u8 = 3;

/** Classes of events at the same time, in the order in which they are handled. */
export const AT_WAKE: i64 = 0;
export const AT_VMM: i64 = 1;
export const AT_WORK: i64 = 2;
export const AT_CHECK: i64 = 3;
export const AT_SKEW: i64 = 4;
export const AT_SLICE: i64 = 5;

/** Traits of a policy: in which order the ready go (order.ts), and whom too much skew stops. */
export const ORDER_ARRIVAL: u8 = 0;
export const ORDER_WEIGHT: u8 = 1;
export const SKEW_UNSEEN: u8 = 0;
export const SKEW_STOPS_ALL: u8 = 1;
export const SKEW_STOPS_LEADERS: u8 = 2;
export const SKEW_STOPS_EACH: u8 = 3;

export const HALT: u8 = 0;
export const POLL: u8 = 1;
export const BURN: u8 = 2;

export const BURST: u8 = 0;
export const MERGE: u8 = 1;
export const DISCARD: u8 = 2;
/** Catch-up; `delay` is catch-up at rate 1 that never gives up. */
export const CATCHUP: u8 = 3;

/** Buckets of an interrupt-delay histogram (see countDelay in interrupts.ts, and src/engine/dispatch/statistics.ts). */
export const BUCKETS: i32 = 34 * 32;

/** Kinds of slots of the event queue. */
export const OF_THREAD: u8 = 0;
export const OF_REQUEST: u8 = 1;
export const OF_VCPU: u8 = 2;
export const OF_PROCESSOR: u8 = 3;

/** One slot of the event queue: a thread's timer, a request, a vCPU or a processor. Also an interrupt on its way. */
export class Slot {
  kind: u8;
  /** A pending interrupt is in the list of its vCPU. */
  listed: u8;
  index: i32;
  owner: usize;
  next: usize;
  /** When the interrupt was posted to the guest, the request was issued, its service began, it was done. */
  posted: i64;
  issued: i64;
  done: i64;
  /** The guest's time stamp at issue. */
  stamp: i64;
}

/** A host interrupt being serviced on a processor. */
export class Service {
  next: usize;
  slot: usize;
  end: i64;
}

export class Processor {
  index: i32;
  slot: i32;
  state: u8;
  /** A guest is being switched in: the slice begins when the VMM is done. */
  switching: u8;
  /** It belongs to one guest: others' interrupts are serviced elsewhere. */
  dedicated: u8;
  vcpu: usize;
  /** Last guest that ran here, -1 for none. */
  lastGuest: i32;
  /** In FREE, HELD and VMM: accounted up to here. */
  since: i64;
  vmmEnd: i64;
  serviceEnd: i64;
  serviceHead: usize;
  serviceTail: usize;
  used: i64;
  burnt: i64;
  overhead: i64;
  idle: i64;
  switches: i64;
}

export class Vcpu {
  index: i32;
  /** Relaxed co-scheduling: it lags too far, its siblings wait for it. */
  lagging: u8;
  /** The owner of its guest's slice, under gang policies its first vCPU. */
  ownsSlice: u8;
  independent: u8;
  /** Its ticks need no care: none is lost by chance, paced, or waited for. */
  plain: u8;
  apparent: u8;
  /** Its clock catches up on a ramp (ramp.ts). */
  catching: u8;
  /** It may take the short cuts of the common case, by the model; `simple`: and in this run. */
  common: u8;
  /** Start of the current segment and what of it is accounted: housekeeping is rounded once a segment. */
  base: i64;
  baseUsed: i64;
  checkAt: i64;
  skewAt: i64;
  /** When a halted vCPU must be dispatched for its tick. */
  tickAt: i64;
  checkPhase: i64;
  lag: i64;
  lagSince: i64;
  /** Relaxed, each by itself: time in which it ran or had nothing to do, up to `lagSince`; and at its last halt. */
  progress: i64;
  atHalt: i64;
  pass: i64;
  stride: i64;
  interruptLeft: i64;
  dpcLeft: i64;
  runTail: usize;
  /** Catch-up: no tick is delivered before this. */
  earliest: i64;
  /** Ticks until the next one that is lost. */
  untilLost: i64;
  /** State of its own random stream of lost ticks: when ticks are counted must not matter to anything else. */
  loss: u64;
  /** How far its apparent time stamp is behind. */
  behind: f64;
  /** Time on a processor that it may have in each period (caps.ts), 0 = all; what of it is spent, until when. */
  cap: i64;
  spent: i64;
  periodEnd: i64;
  /** On its processor, and spent, since. */
  spendsFrom: i64;
  /** It has spent its cap and waits for the next period, in no queue. */
  throttled: u8;
  slot: i32;
  guest: usize;
  /** Queue of its affinity class, and the links in it. */
  queue: usize;
  next: usize;
  previous: usize;
  processor: usize;
  home: usize;
  /** Thread in service, and the runnable ones behind it. */
  current: usize;
  runHead: usize;
  pendingHead: usize;
  pendingTail: usize;
  state: u8;
  segment: u8;
  simple: u8;
  /** Its only thread has the slot before its own: a pair. */
  paired: u8;
  queued: u8;
  boosted: u8;
  order: i64;
  /** Accounted up to here. */
  since: i64;
  workEnd: i64;
  slice: i64;
  sliceEnd: i64;
  turnStart: i64;
  tick: i64;
  /** Next tick that is due (catch-up: the oldest not delivered). */
  due: i64;
  /** Ticks that are held until dispatch. */
  held: i64;
  used: i64;
  ready: i64;
  wait: i64;
  dispatches: i64;
  userTicks: i64;
  idleTicks: i64;
  burnt: i64;
  costop: i64;
  stolen: i64;
  kernelTicks: i64;
  interruptTicks: i64;
  dpcTicks: i64;
  lostTicks: i64;
}

export class Guest {
  vcpuCount: i32;
  vcpus: usize;
  threads: usize;
  threadCount: i32;
  apparent: u8;
  wakesForTick: u8;
  /** Its vCPUs may not drift apart. */
  watched: u8;
  /** Fixed phase, -1 = drawn. */
  phase: f64;
  /** Catch-up: least time between ticks, and the backlog that is given up. */
  spacing: i64;
  /** Its rate follows how late it is (ramp.ts). */
  ramp: u8;
  rate: f64;
  giveUp: i64;
  lose: f64;
  tscRead: i64;
  interruptCost: i64;
  dpcCost: i64;
  /** Gang scheduling: links in the gang queue; on = has its processors; busy = vCPUs that do not wait. */
  next: usize;
  previous: usize;
  mask0: u64;
  mask1: u64;
  mask2: u64;
  mask3: u64;
  order: i64;
  queued: u8;
  on: u8;
  starting: u8;
  busy: i32;
  running: i32;
  lagging: i32;
  /** Relaxed as ESX 3: skew of the whole guest since its last co-start, up to `skewSince`; it grows while `skews`. */
  skews: u8;
  skew: i64;
  skewSince: i64;
  outstanding: i32;
  atDevice: i32;
  idleSince: i64;
  idleTrueSince: i64;
  index: i32;
  delivery: u8;
  idleFirst: u8;
  tick: i64;
  windowEnd: i64;
  windowCount: i64;
  histogram: usize;
  interrupts: i64;
  undelayed: i64;
  delaySum: i64;
  delayMax: i64;
  batches: i64;
  batchSquares: i64;
  windowSquares: i64;
  transfers: i64;
  transferMeasured: i64;
  transferTrue: i64;
  idleMeasured: i64;
  idleTrue: i64;
  stampStart: i64;
}

export class Thread {
  index: i32;
  /** Mean time between arrivals, 0 = closed. */
  arrivals: f64;
  start: u8;
  open: u8;
  /** It is in service, runnable or on its way through I/O. */
  active: u8;
  labelCount: i32;
  share: f64;
  stretch: f64;
  device: usize;
  perBurst: f64;
  requests: i32;
  outstanding: i32;
  /** Requests that the burst in service will issue, and the label of that burst (-1 = none). */
  issues: i32;
  label: i32;
  next: usize;
  /** The last part of the burst, in kernel mode. */
  kernelPart: i64;
  /** Ring of arrivals: (arrival, posted) pairs; counts never wrap. */
  ring: usize;
  ringMask: i32;
  taken: i32;
  delivered: i32;
  posted: i32;
  arrived: i32;
  slot: i32;
  vcpu: usize;
  burst: usize;
  /** 0 = never waits. */
  wait: usize;
  /** Means of exponential bursts and waits beside what else a burst touches; 0 of any other law. */
  burstMean: f64;
  waitMean: f64;
  /** It alternates bursts and waits, without I/O: the common case. */
  simple: u8;
  begun: u8;
  left: i64;
  demandNow: i64;
  wanted: i64;
  used: i64;
  cycles: i64;
  response: i64;
  queueing: i64;
  started: i64;
  demand: i64;
  dropped: i64;
  ticks: i64;
  kernelTicks: i64;
  labels: usize;
}

export class Label {
  used: i64;
  cycles: i64;
  ticks: i64;
}

export class Device {
  index: i32;
  servers: i32;
  active: i32;
  service: usize;
  head: usize;
  tail: usize;
  completions: i64;
  busy: i64;
  queueing: i64;
}

/** vCPUs that may run on the same processors and are ready for one (in fixed slots: all that have no turn). */
export class Queue {
  mask0: u64;
  mask1: u64;
  mask2: u64;
  mask3: u64;
  count: i32;
  boostHead: usize;
  boostTail: usize;
  head: usize;
  tail: usize;
  /** By pass: a heap of vCPUs. */
  heap: usize;
  heapCount: i32;
}
