import { take } from '../memory';
import { makeEvents } from '../event-queue';
import {
  BUCKETS,
  BURST,
  CATCHUP,
  HALT,
  Device,
  Guest,
  Label,
  OF_PROCESSOR,
  OF_REQUEST,
  OF_THREAD,
  OF_VCPU,
  Processor,
  Queue,
  Service,
  SKEW_UNSEEN,
  Slot,
  Thread,
  Vcpu,
} from './layout';
import {
  deviceAt,
  guestAt,
  host,
  makeHost,
  makeTable,
  memberAt,
  processorAt,
  queueAt,
  slotAt,
  threadAt,
  threadOf,
  vcpuAt,
} from './host';
import { makeRing } from './arrivals';
import { exponentialMean, readLaw } from './laws';
import { byPass } from './order';
import * as wire from './wire';
import { take32 } from '../words';

/** Interrupts that the host can have in service at once, beyond which they are posted at no cost. */
const SERVICES: i32 = 4096;

let nextSlot: i32 = 0;
let nextThread: i32 = 0;

function table(count: i32, size: usize): usize {
  return take(<usize>max(1, count) * size);
}

/** Makes fresh records of what the host has written (wire.ts). */
export function readModel(): void {
  makeHost();
  const h = host;
  h.processorCount = wire.processorCount;
  h.vcpuCount = wire.vcpuCount;
  h.guestCount = wire.guestCount;
  h.threadCount = wire.threadCount;
  h.deviceCount = wire.deviceCount;
  h.queueCount = wire.queueCount;
  h.slotCount = wire.slotCount;
  h.order = <u8>wire.order;
  h.gangs = <u8>wire.gangs;
  h.gangsHold = <u8>wire.gangsHold;
  h.skewStops = <u8>wire.skewStops;
  h.fixed = <u8>wire.fixed;
  h.boost = <u8>wire.boost;
  h.detect = <u8>wire.detect;
  h.skew = <i64>wire.skew;
  h.check = <i64>wire.check;
  h.probability = wire.probability;
  h.switchCost = <i64>wire.switchCost;
  h.eta = wire.eta;
  h.serviceTime = <i64>wire.serviceTime;
  h.timerTime = <i64>wire.timerTime;
  h.warmup = <i64>wire.warmup;
  h.end = h.warmup + <i64>wire.duration;
  h.watchesSkew = !h.fixed && h.skewStops != SKEW_UNSEEN ? 1 : 0;
  h.coscheduled = h.gangs | h.watchesSkew;
  h.common = isCommon() ? 1 : 0;
  h.processors = makeTable(h.processorCount, offsetof<Processor>(), 0);
  h.vcpus = makeTable(h.vcpuCount, offsetof<Vcpu>(), offsetof<Vcpu>('slot'));
  h.guests = makeTable(h.guestCount, offsetof<Guest>(), offsetof<Guest>('index'));
  h.threads = makeTable(h.threadCount, offsetof<Thread>(), offsetof<Thread>('slot'));
  h.devices = table(h.deviceCount, offsetof<Device>());
  h.queues = table(h.queueCount, offsetof<Queue>());
  h.slots = table(h.slotCount, offsetof<Slot>());
  makeEvents(h.slotCount);
  readQueues();
  for (let i = 0; i < h.deviceCount; i++) {
    const device = deviceAt(i);
    wire.readRecord(wire.deviceTable, i, wire.deviceTableFields);
    device.index = i;
    device.servers = wire.whole();
    device.service = readLaw(wire.whole());
  }
  nextSlot = 0;
  nextThread = 0;
  let vcpu = 0;
  for (let i = 0; i < h.guestCount; i++) vcpu = readGuest(i, vcpu);
  for (let i = 0; i < h.processorCount; i++) {
    const p = processorAt(i);
    p.index = i;
    wire.readRecord(wire.processorTable, i, wire.processorTableFields);
    p.dedicated = wire.flag();
    p.slot = newSlot(OF_PROCESSOR, changetype<usize>(p));
  }
  if (h.serviceTime + h.timerTime > 0) makeServices();
}

function readQueues(): void {
  const h = host;
  for (let i = 0; i < h.queueCount; i++) {
    const q = queueAt(i);
    wire.readRecord(wire.queueTable, i, wire.queueTableFields);
    q.mask0 = mask();
    q.mask1 = mask();
    q.mask2 = mask();
    q.mask3 = mask();
    if (byPass()) q.heap = take32(h.vcpuCount);
  }
}

/** 64 bits from two words of 32, the lower first. */
function mask(): u64 {
  const low = <u64>wire.word();
  return low | ((<u64>wire.word()) << 32);
}

function newSlot(kind: u8, owner: usize): i32 {
  const slot = slotAt(nextSlot);
  slot.kind = kind;
  slot.owner = owner;
  slot.index = nextSlot;
  return nextSlot++;
}

function readGuest(i: i32, vcpu: i32): i32 {
  const g = guestAt(i);
  wire.readRecord(wire.guestTable, i, wire.guestTableFields);
  g.index = i;
  g.vcpuCount = wire.whole();
  g.threadCount = wire.whole();
  const dedicated = wire.flag();
  const stride = wire.time();
  const slice = wire.time();
  g.interruptCost = wire.time();
  g.dpcCost = wire.time();
  g.tick = wire.time();
  g.phase = wire.word();
  g.delivery = <u8>wire.whole();
  g.rate = wire.word();
  g.spacing = max<i64>(1, <i64>nearest(<f64>g.tick / g.rate));
  g.giveUp = wire.time();
  g.ramp = wire.flag();
  g.lose = wire.word();
  g.apparent = wire.flag();
  g.tscRead = wire.time();
  g.idleFirst = wire.flag();
  g.wakesForTick = wire.flag();
  const cap = wire.time();
  g.watched = host.watchesSkew && !dedicated && g.vcpuCount > 1 ? 1 : 0;
  g.vcpus = changetype<usize>(vcpuAt(vcpu));
  g.threads = changetype<usize>(threadAt(nextThread));
  g.histogram = take32(BUCKETS);
  for (let k = 0; k < g.vcpuCount; k++) {
    const v = memberAt(g, k);
    wire.readRecord(wire.vcpuTable, vcpu + k, wire.vcpuTableFields);
    const q = queueAt(wire.whole());
    v.index = vcpu + k;
    v.guest = changetype<usize>(g);
    v.queue = changetype<usize>(q);
    v.independent = !host.gangs || dedicated ? 1 : 0;
    v.ownsSlice = v.independent || k == 0 ? 1 : 0;
    v.slice = slice;
    v.stride = stride;
    v.cap = cap;
    v.tick = g.tick;
    v.apparent = g.apparent && g.delivery != BURST ? 1 : 0;
    const plain =
      g.delivery != CATCHUP &&
      g.lose == 0 &&
      !g.wakesForTick &&
      !v.apparent &&
      g.interruptCost + g.dpcCost == 0;
    v.common = v.independent && host.common && plain && cap == 0 ? 1 : 0;
    g.mask0 |= q.mask0;
    g.mask1 |= q.mask1;
    g.mask2 |= q.mask2;
    g.mask3 |= q.mask3;
  }
  for (let k = 0; k < g.threadCount; k++) readThread(g);
  for (let k = 0; k < g.vcpuCount; k++) makeSlots(g, memberAt(g, k));
  return vcpu + g.vcpuCount;
}

function readThread(g: Guest): void {
  const thread = threadAt(nextThread);
  wire.readRecord(wire.threadTable, nextThread, wire.threadTableFields);
  thread.index = nextThread++;
  thread.vcpu = changetype<usize>(memberAt(g, wire.whole()));
  thread.start = <u8>wire.whole();
  thread.labelCount = wire.whole();
  thread.share = wire.word();
  thread.stretch = wire.word();
  thread.arrivals = wire.word();
  thread.open = thread.arrivals > 0 ? 1 : 0;
  const device = wire.whole();
  thread.device = device < 0 ? 0 : changetype<usize>(deviceAt(device));
  thread.perBurst = wire.word();
  const burst = wire.whole();
  const wait = wire.whole();
  thread.burst = readLaw(burst);
  thread.wait = readLaw(wait);
  thread.burstMean = exponentialMean(thread.burst);
  thread.waitMean = exponentialMean(thread.wait);
  thread.labels = table(thread.labelCount, offsetof<Label>());
  thread.simple = isAlternating(thread) ? 1 : 0;
  if (thread.open) makeRing(thread);
}

/** Whether the host's rules are those of the short cuts: in turn, yielding when halted, nothing that takes time. */
function isCommon(): bool {
  const h = host;
  const plain =
    !byPass() && !h.gangs && h.skewStops == SKEW_UNSEEN && !h.fixed && !h.boost && h.detect == HALT;
  return plain && h.queueCount == 1 && h.eta == 0 && h.switchCost == 0 && h.serviceTime + h.timerTime == 0;
}

function isAlternating(thread: Thread): bool {
  const whole = thread.share == 0 && thread.stretch == 1 && thread.labelCount == 0;
  return whole && !thread.open && !thread.device && thread.wait != 0;
}

/**
 * Slots of a vCPU: each of its threads and their requests, then its own. Ties are settled in this order. Those of a
 * vCPU with one alternating thread make a pair, the first even, which the event queue can set at once.
 */
function makeSlots(g: Guest, v: Vcpu): void {
  const self = changetype<usize>(v);
  let only: usize = 0;
  let count = 0;
  for (let k = 0; k < g.threadCount; k++) {
    const thread = threadOf(g, k);
    if (thread.vcpu != self) continue;
    only = changetype<usize>(thread);
    count++;
  }
  v.paired = count == 1 && changetype<Thread>(only).simple ? 1 : 0;
  if (v.paired && nextSlot & 1) newSlot(OF_VCPU, self);
  for (let k = 0; k < g.threadCount; k++) {
    const thread = threadOf(g, k);
    if (thread.vcpu != self) continue;
    thread.slot = newSlot(OF_THREAD, changetype<usize>(thread));
    const requests = <i32>Math.ceil(thread.perBurst);
    for (let i = 0; i < requests; i++) newSlot(OF_REQUEST, changetype<usize>(thread));
  }
  v.slot = newSlot(OF_VCPU, self);
}

function makeServices(): void {
  const size = offsetof<Service>();
  const all = take(<usize>SERVICES * size);
  for (let i = 0; i < SERVICES; i++) {
    const item = all + <usize>i * size;
    changetype<Service>(item).next = host.freeServices;
    host.freeServices = item;
  }
}
