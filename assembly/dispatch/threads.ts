import { nextUnit } from '../random';
import { NEVER, setEvent } from '../event-queue';
import { AT_WAKE, Label, Thread, Vcpu } from './layout';
import { asGuest, asThread, asVcpu, slotAt } from './host';
import { drawExponential, drawLaw, drawResidual, drawnLabel, lawMean } from './laws';
import { issueRequest } from './devices';
import { ringAt } from './arrivals';

/**
 * The guest's own scheduling, at its plainest: on each vCPU the runnable threads take turns, first come first
 * served, a whole burst at a time. A thread that never waits goes to the back after each burst.
 */

/** Appends a thread to the runnable ones of its vCPU. */
function append(v: Vcpu, thread: Thread): void {
  const at = changetype<usize>(thread);
  thread.next = 0;
  if (v.runTail) asThread(v.runTail).next = at;
  else v.runHead = at;
  v.runTail = at;
}

/** Gives `thread` a burst of `raw` plus what emulation adds, wanted since `wanted`, and makes it runnable. */
function ready(v: Vcpu, thread: Thread, raw: i64, wanted: i64): void {
  thread.label = thread.labelCount > 0 ? drawnLabel : -1;
  raw = max<i64>(1, raw);
  let issues = 0;
  if (thread.device) {
    const whole = Math.floor(thread.perBurst);
    issues = <i32>whole;
    if (thread.perBurst > whole && nextUnit() < thread.perBurst - whole) issues++;
  }
  thread.issues = issues;
  let work = raw;
  if (thread.stretch != 1) work = <i64>min(<f64>NEVER, nearest(<f64>raw * thread.stretch));
  work += <i64>issues * asGuest(v.guest).tscRead;
  thread.left = work;
  thread.demandNow = work;
  thread.kernelPart = work - raw + (thread.share > 0 ? <i64>nearest(<f64>raw * thread.share) : 0);
  thread.wanted = wanted;
  thread.begun = 0;
  append(v, thread);
}

/** Starts the next burst of a thread: its wait is over, or the next request is there. */
export function startBurst(v: Vcpu, thread: Thread, wanted: i64): void {
  ready(v, thread, drawLaw(thread.burst), wanted);
}

/** After a burst and its I/O: waits, or goes on at once. No wait at all after I/O is none: no timer ends it. */
export function startWait(v: Vcpu, thread: Thread, now: i64): void {
  if (!thread.wait) return startBurst(v, thread, now);
  const wait = drawLaw(thread.wait);
  if (wait == 0 && thread.issues > 0) startBurst(v, thread, now);
  else setEvent(thread.slot, now + wait, AT_WAKE);
}

/** Where a thread stands at time 0. */
export function startThread(thread: Thread): void {
  const v = asVcpu(thread.vcpu);
  if (thread.open) {
    setEvent(thread.slot, <i64>drawExponential(thread.arrivals), AT_WAKE);
    return;
  }
  const start = thread.start;
  if (start == 2) {
    const burst = lawMean(thread.burst);
    const wait = thread.wait ? lawMean(thread.wait) : 0.0;
    const inBurst = wait <= 0 || nextUnit() * (burst + wait) < burst;
    if (inBurst) ready(v, thread, drawResidual(thread.burst), 0);
    else setEvent(thread.slot, drawResidual(thread.wait), AT_WAKE);
  } else if (start == 1 && thread.wait) setEvent(thread.slot, drawLaw(thread.wait), AT_WAKE);
  else startBurst(v, thread, 0);
}

/** Takes the next runnable thread into service. */
export function serveNext(v: Vcpu, now: i64): void {
  const thread = asThread(v.runHead);
  v.current = v.runHead;
  v.runHead = thread.next;
  if (!thread.next) v.runTail = 0;
  if (thread.begun) return;
  thread.begun = 1;
  thread.started++;
  thread.queueing += now - thread.wanted;
}

/** The burst of the thread in service is done. */
export function finishBurst(v: Vcpu, now: i64): void {
  const thread = asThread(v.current);
  v.current = 0;
  thread.cycles++;
  thread.response += now - thread.wanted;
  thread.demand += thread.demandNow;
  if (thread.label >= 0) {
    const label = changetype<Label>(thread.labels + <usize>thread.label * offsetof<Label>());
    label.cycles++;
  }
  if (thread.open) thread.taken++;
  if (thread.issues > 0) {
    thread.outstanding = thread.issues;
    for (let i = 0; i < thread.issues; i++) issueRequest(v, slotAt(thread.slot + 1 + i), now);
  } else goOn(v, thread, now);
}

/** What follows a burst and its I/O. */
export function goOn(v: Vcpu, thread: Thread, now: i64): void {
  if (!thread.open) startWait(v, thread, now);
  else if (thread.delivered != thread.taken) startBurst(v, thread, load<i64>(ringAt(thread, thread.taken)));
  else thread.active = 0;
}
