import { at32 } from '../words';
import * as wire from './wire';
import { BUCKETS, CATCHUP, Device, Guest, Label, Processor, Thread, Vcpu } from './layout';
import { asGuest, asVcpu, deviceAt, guestAt, host, processorAt, threadAt, vcpuAt } from './host';
import { account, accountProcessor } from './account';
import { stampOf } from './clock';

/** Books all vCPUs up to `now`. */
export function bookVcpus(now: i64): void {
  for (let i = 0, n = host.vcpuCount; i < n; i++) account(vcpuAt(i), now);
}

/** Books everything up to `now`. */
function book(now: i64): void {
  const h = host;
  bookVcpus(now);
  for (let i = 0; i < h.processorCount; i++) accountProcessor(processorAt(i), now);
}

function clear(at: usize, from: usize, size: usize): void {
  memory.fill(at + from, 0, size - from);
}

function ticksOf(v: Vcpu): i64 {
  return v.userTicks + v.kernelTicks + v.interruptTicks + v.dpcTicks + v.idleTicks + v.lostTicks;
}

/** Measured time begins: what was counted before is discarded. At 0 a run begins. */
export function openStatistics(now: i64): void {
  const h = host;
  if (now > 0) book(now);
  h.origin = now;
  let ticks: i64 = 0;
  for (let i = 0; i < h.vcpuCount; i++) {
    const v = vcpuAt(i);
    ticks += ticksOf(v);
    clear(changetype<usize>(v), offsetof<Vcpu>('used'), offsetof<Vcpu>());
  }
  h.ticksBefore = now > 0 ? ticks : 0;
  for (let i = 0; i < h.processorCount; i++)
    clear(changetype<usize>(processorAt(i)), offsetof<Processor>('used'), offsetof<Processor>());
  for (let i = 0; i < h.deviceCount; i++)
    clear(changetype<usize>(deviceAt(i)), offsetof<Device>('completions'), offsetof<Device>());
  for (let i = 0; i < h.threadCount; i++) {
    const thread = threadAt(i);
    clear(changetype<usize>(thread), offsetof<Thread>('used'), offsetof<Thread>('labels'));
    memory.fill(thread.labels, 0, <usize>thread.labelCount * offsetof<Label>());
  }
  for (let i = 0; i < h.guestCount; i++) {
    const g = guestAt(i);
    clear(changetype<usize>(g), offsetof<Guest>('interrupts'), offsetof<Guest>('stampStart'));
    memory.fill(g.histogram, 0, (<usize>BUCKETS) << 2);
    g.windowCount = 0;
    g.stampStart = stampOf(asVcpu(g.vcpus), now);
    g.idleSince = g.stampStart;
    g.idleTrueSince = now;
  }
}

/** The run ends: what is still open is closed. */
export function closeStatistics(now: i64): void {
  const h = host;
  if (!h.warm) openStatistics(h.warmup);
  book(now);
  for (let i = 0; i < h.guestCount; i++) {
    const g = guestAt(i);
    g.windowSquares += g.windowCount * g.windowCount;
    g.windowCount = 0;
    if (g.outstanding == 0) g.idleMeasured += stampOf(asVcpu(g.vcpus), now) - g.idleSince;
    if (g.atDevice == 0) g.idleTrue += now - g.idleTrueSince;
  }
}

let out: usize = 0;

function put(value: i64): void {
  store<f64>(out, <f64>value);
  out += 8;
}

/** Writes all statistics to where the wire says: a record for the run and for each thing in it, in their order. */
export function writeStatistics(): void {
  const h = host;
  let ticks = h.ticksBefore;
  for (let i = 0; i < h.vcpuCount; i++) ticks += ticksOf(vcpuAt(i));
  out = wire.runFigures;
  put(h.origin);
  put(h.now);
  put(h.events);
  put(ticks);
  out = wire.processorFigures;
  for (let i = 0; i < h.processorCount; i++) {
    const p = processorAt(i);
    put(p.used);
    put(p.burnt);
    put(p.overhead);
    put(p.idle);
    put(p.switches);
  }
  out = wire.deviceFigures;
  for (let i = 0; i < h.deviceCount; i++) {
    const device = deviceAt(i);
    put(device.completions);
    put(device.busy);
    put(device.queueing);
  }
  out = wire.vcpuFigures;
  for (let i = 0; i < h.vcpuCount; i++) putVcpu(vcpuAt(i));
  out = wire.guestFigures;
  for (let i = 0; i < h.guestCount; i++) putGuest(guestAt(i));
  out = wire.threadFigures;
  for (let i = 0; i < h.threadCount; i++) putThread(threadAt(i));
  out = wire.labelFigures;
  for (let i = 0; i < h.threadCount; i++) putLabels(threadAt(i));
  out = wire.histograms;
  for (let i = 0; i < h.guestCount; i++) putHistogram(guestAt(i).histogram);
}

function putHistogram(from: usize): void {
  for (let k = 0; k < BUCKETS; k++) put(<i64>(<u32>at32(from, k)));
}

function putGuest(g: Guest): void {
  put(g.interrupts);
  put(g.undelayed);
  put(g.delaySum);
  put(g.delayMax);
  put(g.batches);
  put(g.batchSquares);
  put(g.windowSquares);
  put(g.transfers);
  put(g.transferMeasured);
  put(g.transferTrue);
  put(g.idleMeasured);
  put(stampOf(changetype<Vcpu>(g.vcpus), host.now) - g.stampStart);
  put(g.idleTrue);
}

function putVcpu(v: Vcpu): void {
  const g = asGuest(v.guest);
  put(v.used);
  put(v.burnt);
  put(v.ready);
  put(v.costop);
  put(v.wait);
  put(v.stolen);
  put(v.dispatches);
  put(v.userTicks);
  put(v.kernelTicks);
  put(v.interruptTicks);
  put(v.dpcTicks);
  put(v.idleTicks);
  put(v.lostTicks);
  put(v.held + (g.delivery == CATCHUP && v.due <= host.now ? (host.now - v.due) / g.tick + 1 : 0));
  put(<i64>nearest(v.behind));
}

function putThread(thread: Thread): void {
  put(thread.used);
  put(thread.cycles);
  put(thread.response);
  put(thread.queueing);
  put(thread.started);
  put(thread.demand);
  put(thread.dropped);
  put(thread.ticks);
  put(thread.kernelTicks);
}

function putLabels(thread: Thread): void {
  for (let k = 0; k < thread.labelCount; k++) {
    const label = changetype<Label>(thread.labels + <usize>k * offsetof<Label>());
    put(label.used);
    put(label.cycles);
    put(label.ticks);
  }
}
