import { take } from '../memory';
import { Device, Guest, Processor, Queue, Service, Slot, Thread, Vcpu } from './layout';

/** The host as a whole: its rules, its tables and where the run stands. */
export class Host {
  processorCount: i32;
  vcpuCount: i32;
  guestCount: i32;
  threadCount: i32;
  deviceCount: i32;
  queueCount: i32;
  slotCount: i32;
  /** Traits of the policy (layout.ts). */
  order: u8;
  gangsHold: u8;
  skewStops: u8;
  fixed: u8;
  boost: u8;
  detect: u8;
  /** Some guests are gangs; skew is watched (never where slots are fixed). */
  gangs: u8;
  watchesSkew: u8;
  coscheduled: u8;
  /** Its rules are those of the short cuts, and all vCPUs are in one queue (by pass they would be in a heap). */
  common: u8;
  /** No short cuts. */
  careful: u8;
  /** Something at this moment may let a vCPU be dispatched. */
  pending: u8;
  warm: u8;
  skew: i64;
  check: i64;
  probability: f64;
  switchCost: i64;
  /** Housekeeping as a fraction of each processor. */
  eta: f64;
  serviceTime: i64;
  timerTime: i64;
  warmup: i64;
  end: i64;
  /** The next time that is more than an event: end of the warm-up, of the log, of the run. */
  boundary: i64;
  now: i64;
  /** When the measured time began. */
  origin: i64;
  events: i64;
  ticksBefore: i64;
  /** By pass: that of the last vCPU dispatched. */
  virtualTime: i64;
  /** What the lots of this run are drawn from (order.ts). */
  lots: u64;
  /** Next processor that takes a host interrupt. */
  rotation: i32;
  free0: u64;
  free1: u64;
  free2: u64;
  free3: u64;
  gangHead: usize;
  gangTail: usize;
  boostedWaiting: i32;
  processors: usize;
  vcpus: usize;
  guests: usize;
  threads: usize;
  devices: usize;
  queues: usize;
  slots: usize;
  freeServices: usize;
}

export let host: Host = changetype<Host>(0);

/** A fresh host record. */
export function makeHost(): void {
  host = changetype<Host>(take(offsetof<Host>()));
}

/** From one record to the next: whole lines of the cache, so that the part in use takes as few of each as it can. */
const LINE: usize = 64;
function strideOf(size: usize): usize {
  return (size + LINE - 1) & ~(LINE - 1);
}

/** Room for `count` records of `size`, the field at `hot` of each at the start of a line. */
export function makeTable(count: i32, size: usize, hot: usize): usize {
  const at = take(<usize>max(1, count) * strideOf(size) + 2 * LINE);
  return strideOf(at + hot) - hot;
}

export function processorAt(i: i32): Processor {
  return changetype<Processor>(host.processors + <usize>i * strideOf(offsetof<Processor>()));
}
export function vcpuAt(i: i32): Vcpu {
  return changetype<Vcpu>(host.vcpus + <usize>i * strideOf(offsetof<Vcpu>()));
}
export function guestAt(i: i32): Guest {
  return changetype<Guest>(host.guests + <usize>i * strideOf(offsetof<Guest>()));
}
export function threadAt(i: i32): Thread {
  return changetype<Thread>(host.threads + <usize>i * strideOf(offsetof<Thread>()));
}
export function deviceAt(i: i32): Device {
  return changetype<Device>(host.devices + <usize>i * offsetof<Device>());
}
export function queueAt(i: i32): Queue {
  return changetype<Queue>(host.queues + <usize>i * offsetof<Queue>());
}
export function slotAt(i: i32): Slot {
  return changetype<Slot>(host.slots + <usize>i * offsetof<Slot>());
}
/** vCPU `i` of a guest. */
export function memberAt(g: Guest, i: i32): Vcpu {
  return changetype<Vcpu>(g.vcpus + <usize>i * strideOf(offsetof<Vcpu>()));
}
/** Thread `i` of a guest. */
export function threadOf(g: Guest, i: i32): Thread {
  return changetype<Thread>(g.threads + <usize>i * strideOf(offsetof<Thread>()));
}

export function asVcpu(at: usize): Vcpu {
  return changetype<Vcpu>(at);
}
export function asGuest(at: usize): Guest {
  return changetype<Guest>(at);
}
export function asThread(at: usize): Thread {
  return changetype<Thread>(at);
}
export function asProcessor(at: usize): Processor {
  return changetype<Processor>(at);
}
export function asSlot(at: usize): Slot {
  return changetype<Slot>(at);
}
export function asService(at: usize): Service {
  return changetype<Service>(at);
}
export function asQueue(at: usize): Queue {
  return changetype<Queue>(at);
}
export function asDevice(at: usize): Device {
  return changetype<Device>(at);
}

/** Bit masks over processors, in four words: whether `mask` of `q` meets the free processors. */
export function meetsFree(q: Queue): bool {
  const h = host;
  return ((q.mask0 & h.free0) | (q.mask1 & h.free1) | (q.mask2 & h.free2) | (q.mask3 & h.free3)) != 0;
}

export function setFree(i: i32): void {
  const h = host;
  const bit: u64 = 1 << ((<u64>i) & 63);
  const word = i >> 6;
  if (word == 0) h.free0 |= bit;
  else if (word == 1) h.free1 |= bit;
  else if (word == 2) h.free2 |= bit;
  else h.free3 |= bit;
}

export function clearFree(i: i32): void {
  const h = host;
  const bit: u64 = ~((<u64>1) << ((<u64>i) & 63));
  const word = i >> 6;
  if (word == 0) h.free0 &= bit;
  else if (word == 1) h.free1 &= bit;
  else if (word == 2) h.free2 &= bit;
  else h.free3 &= bit;
}

export function isFree(i: i32): bool {
  const h = host;
  const word = i >> 6;
  const bits = word == 0 ? h.free0 : word == 1 ? h.free1 : word == 2 ? h.free2 : h.free3;
  return ((bits >> ((<u64>i) & 63)) & 1) != 0;
}

/** Whether processor `i` is one that vCPUs of queue `q` may use. */
export function allows(q: Queue, i: i32): bool {
  const word = i >> 6;
  const bits = word == 0 ? q.mask0 : word == 1 ? q.mask1 : word == 2 ? q.mask2 : q.mask3;
  return ((bits >> ((<u64>i) & 63)) & 1) != 0;
}

/** The lowest free processor that queue `q` may use; -1 when there is none. */
export function lowestFree(q: Queue): i32 {
  const h = host;
  let bits = q.mask0 & h.free0;
  if (bits) return <i32>ctz(bits);
  bits = q.mask1 & h.free1;
  if (bits) return 64 + <i32>ctz(bits);
  bits = q.mask2 & h.free2;
  if (bits) return 128 + <i32>ctz(bits);
  bits = q.mask3 & h.free3;
  return bits ? 192 + <i32>ctz(bits) : -1;
}
