import { classOf, clearEvents, NEVER, nextEvent, setEvent, slotOf, TIME_SHIFT } from '../event-queue';
import { nextBits, nextUnit, seedRandom, splitmix } from '../random';
import {
  AT_CHECK,
  AT_SKEW,
  AT_SLICE,
  AT_WAKE,
  AT_WORK,
  BURN,
  CATCHUP,
  FREE,
  OF_PROCESSOR,
  OF_REQUEST,
  OF_THREAD,
  POLL,
  Processor,
  READY,
  SEG_DPC,
  SEG_INTERRUPT,
  SEG_THREAD,
  Service,
  Slot,
  Vcpu,
  WAIT,
} from './layout';
import {
  asProcessor,
  asQueue,
  asThread,
  asVcpu,
  deviceAt,
  guestAt,
  host,
  memberAt,
  processorAt,
  queueAt,
  setFree,
  slotAt,
  threadOf,
} from './host';
import { account } from './account';
import { startCap } from './caps';
import { arrive } from './arrivals';
import { drawLost } from './clock';
import { completeRequest } from './devices';
import { dispatchGangs, endGangSlice, queueGang } from './gangs';
import { dispatchSingles, endSlice } from './independent';
import { endService, hostInterrupt } from './interrupts';
import { checkInvariants } from './invariants';
import { clearLog, logEnd, logging, stopLog } from './log';
import { rewindLaw } from './laws';
import { placeOfWoken } from './order';
import { enqueue } from './queues';
import { limitSkew } from './skew';
import { bookVcpus, closeStatistics, openStatistics } from './statistics';
import { dispatchSimple, endSimple, wakeSimple } from './shortcuts';
import { finishBurst, startThread } from './threads';
import { checkIdle, finishVmm, note, pickSegment, wake } from './vcpu';

/** Nobody: no guest has run on the processor yet. */
const NONE: i32 = -1;

/** Handles events until `budget` of them are done or the run ends. Returns 1 at the end, else 0. */
export function advance(budget: i32): i32 {
  const h = host;
  let left = budget;
  let done = 0;
  while (left > 0) {
    const key = nextEvent();
    const time = key >> TIME_SHIFT;
    if (time > h.now) {
      if (h.pending) {
        dispatch(h.now);
        continue;
      }
      if (time > h.boundary && passBoundary(time)) {
        done = 1;
        break;
      }
      h.now = time;
    }
    left--;
    handle(slotAt(slotOf(key)), classOf(key), time);
  }
  h.events += budget - left;
  if (ASC_OPTIMIZE_LEVEL == 0) checkInvariants();
  return done;
}

/** Time goes on to `time`: past the end of the warm-up, of the log, of the run? True when the run is over. */
function passBoundary(time: i64): bool {
  const h = host;
  if (logging && time > logEnd()) {
    bookVcpus(min(logEnd(), h.end));
    stopLog();
  }
  if (!h.warm && time > h.warmup) {
    h.warm = 1;
    openStatistics(h.warmup);
  }
  h.boundary = logging ? h.now : h.warm ? h.end : h.warmup;
  if (time <= h.end) return false;
  h.now = h.end;
  closeStatistics(h.end);
  return true;
}

/** Gives free processors to those who wait, when all events of this moment are done. */
function dispatch(now: i64): void {
  const h = host;
  h.pending = 0;
  if (!h.common || !dispatchSimple(asQueue(h.queues), now)) dispatchSingles(now);
  if (host.gangHead) dispatchGangs(now);
  if (ASC_OPTIMIZE_LEVEL == 0) checkInvariants();
}

function handle(slot: Slot, order: i32, now: i64): void {
  const kind = slot.kind;
  if (kind == OF_THREAD) {
    const thread = asThread(slot.owner);
    if (thread.simple) {
      const v = asVcpu(thread.vcpu);
      if (v.simple && v.state == WAIT) return wakeSimple(v, slot, now);
    }
    if (thread.open) {
      if (!arrive(thread, now)) return;
      hostInterrupt(slot, host.serviceTime, now);
    } else {
      setEvent(slot.index, NEVER, 0);
      hostInterrupt(slot, host.timerTime, now);
    }
  } else if (kind == OF_REQUEST) {
    setEvent(slot.index, NEVER, 0);
    completeRequest(slot, now);
    hostInterrupt(slot, host.serviceTime, now);
  } else if (kind == OF_PROCESSOR) endVmm(asProcessor(slot.owner), now);
  else handleVcpu(asVcpu(slot.owner), order, now);
}

function handleVcpu(v: Vcpu, order: i32, now: i64): void {
  if (order == AT_WORK) {
    if (v.simple && v.segment == SEG_THREAD && !v.runHead && asThread(v.current).simple)
      endSimple(v, asThread(v.current), now);
    else endWork(v, now);
  } else if (order == AT_SLICE) {
    if (v.independent) endSlice(v, now);
    else endGangSlice(v, now);
  } else if (order == AT_CHECK) checkIdle(v, now);
  else if (order == AT_SKEW) limitSkew(v, now);
  else wake(v, now);
}

/** The piece of work that a vCPU was at is done. */
function endWork(v: Vcpu, now: i64): void {
  const segment = v.segment;
  account(v, now);
  if (segment != SEG_INTERRUPT && segment != SEG_DPC) finishBurst(v, now);
  pickSegment(v, now);
}

function endVmm(p: Processor, now: i64): void {
  if (p.serviceHead && changetype<Service>(p.serviceHead).end == now) endService(p, now);
  if (p.serviceHead) setEvent(p.slot, changetype<Service>(p.serviceHead).end, 1);
  else if (p.vmmEnd > now) setEvent(p.slot, p.vmmEnd, 1);
  else {
    setEvent(p.slot, NEVER, 0);
    finishVmm(p, now);
  }
}

/** Turns the short cuts of the common case off (1) or on (0) for the runs to come; they give the same bits. */
export function takeCare(on: i32): void {
  host.careful = <u8>on;
}

/** Puts everything back to time 0 and draws what the run of this seed begins with. */
export function start(seed: u64): void {
  const h = host;
  seedRandom(seed);
  clearEvents();
  clearLog();
  h.now = 0;
  h.events = 0;
  h.warm = h.warmup > 0 ? 0 : 1;
  h.boundary = 0;
  h.pending = 1;
  h.rotation = 0;
  h.virtualTime = 0;
  h.lots = splitmix(~seed);
  h.gangHead = 0;
  h.gangTail = 0;
  h.boostedWaiting = 0;
  h.free0 = 0;
  h.free1 = 0;
  h.free2 = 0;
  h.free3 = 0;
  for (let i = 0; i < h.processorCount; i++) startProcessor(processorAt(i));
  for (let i = 0; i < h.queueCount; i++) {
    const q = queueAt(i);
    q.count = 0;
    q.boostHead = 0;
    q.boostTail = 0;
    q.head = 0;
    q.tail = 0;
    q.heapCount = 0;
  }
  for (let i = 0; i < h.deviceCount; i++) {
    const device = deviceAt(i);
    device.active = 0;
    device.head = 0;
    device.tail = 0;
    rewindLaw(device.service);
  }
  for (let i = 0; i < h.slotCount; i++) slotAt(i).listed = 0;
  for (let i = 0; i < h.guestCount; i++) startGuest(i);
  openStatistics(0);
  for (let i = 0; i < h.guestCount; i++) queueGuest(i);
}

function startProcessor(p: Processor): void {
  p.state = FREE;
  p.switching = 0;
  p.vcpu = 0;
  p.lastGuest = NONE;
  p.since = 0;
  p.vmmEnd = 0;
  p.serviceEnd = 0;
  while (p.serviceHead) {
    const item = changetype<Service>(p.serviceHead);
    p.serviceHead = item.next;
    item.next = host.freeServices;
    host.freeServices = changetype<usize>(item);
  }
  p.serviceTail = 0;
  setFree(p.index);
}

/** Draws in order: the guest's phase; for each vCPU its idle check and first lost tick; then each thread. */
function startGuest(i: i32): void {
  const h = host;
  const g = guestAt(i);
  const phase = <i64>(<f64>g.tick * (g.phase < 0 ? nextUnit() : g.phase));
  g.queued = 0;
  g.on = 0;
  g.busy = 0;
  g.running = 0;
  g.lagging = 0;
  g.skews = 0;
  g.skew = 0;
  g.skewSince = 0;
  g.outstanding = 0;
  g.atDevice = 0;
  g.windowEnd = 0;
  g.windowCount = 0;
  for (let k = 0; k < g.vcpuCount; k++) {
    const v = memberAt(g, k);
    startVcpu(v);
    v.due = phase > 0 ? phase : g.tick;
    v.plain = g.delivery != CATCHUP && g.lose == 0 && !g.wakesForTick && !logging ? 1 : 0;
    v.simple = v.common && !logging && !h.careful ? 1 : 0;
    if (host.detect == POLL) v.checkPhase = <i64>(<f64>host.check * nextUnit());
    if (g.lose > 0) {
      v.loss = nextBits();
      drawLost(v, g);
    }
  }
  for (let k = 0; k < g.threadCount; k++) {
    const thread = threadOf(g, k);
    thread.active = 0;
    thread.outstanding = 0;
    thread.issues = 0;
    thread.next = 0;
    thread.taken = 0;
    thread.delivered = 0;
    thread.posted = 0;
    thread.arrived = 0;
    rewindLaw(thread.burst);
    rewindLaw(thread.wait);
    startThread(thread);
  }
}

function startVcpu(v: Vcpu): void {
  v.state = WAIT;
  v.segment = 0;
  v.queued = 0;
  v.boosted = 0;
  v.lagging = 0;
  v.processor = 0;
  v.home = 0;
  v.since = 0;
  v.base = 0;
  v.baseUsed = 0;
  v.workEnd = NEVER;
  v.checkAt = NEVER;
  v.skewAt = NEVER;
  v.sliceEnd = NEVER;
  v.tickAt = NEVER;
  v.lag = 0;
  v.lagSince = 0;
  v.progress = 0;
  v.atHalt = 0;
  v.turnStart = 0;
  v.pass = 0;
  v.interruptLeft = 0;
  v.dpcLeft = 0;
  v.current = 0;
  v.runHead = 0;
  v.runTail = 0;
  v.pendingHead = 0;
  v.pendingTail = 0;
  v.held = 0;
  v.earliest = 0;
  v.behind = 0;
  v.catching = 0;
  startCap(v);
}

/** Queues what has work at time 0; in fixed slots everything. An undetected idle loop counts as work. */
function queueGuest(i: i32): void {
  const g = guestAt(i);
  let wanted = host.fixed != 0;
  for (let k = 0; k < g.vcpuCount; k++) {
    const v = memberAt(g, k);
    if (v.runHead || host.detect == BURN) {
      v.state = READY;
      g.busy++;
      wanted = true;
    } else if (g.wakesForTick) {
      v.tickAt = v.due;
      setEvent(v.slot, v.due, AT_WAKE);
    }
    if (logging) note(v, 0);
    if (v.independent && (host.fixed || v.state == READY)) enqueue(v, placeOfWoken(0));
  }
  if (wanted && !changetype<Vcpu>(g.vcpus).independent) queueGang(g, placeOfWoken(0));
}
