import type { Charge } from '../../../../src/engine/dispatch/timeline';
import type { Draws } from './laws';
import { nearest } from './laws';
import type { ReferenceTick, Thread, Vcpu } from './state';

const MS = 10_000;
const SECOND = 1000 * MS;
/** VirtualBox, TM.cpp: from so far behind on, so many times real time; until half a millisecond is left. */
const RAMP: readonly (readonly [from: number, rate: number])[] = [
  [0.75 * MS, 1.05],
  [1.5 * MS, 1.1],
  [8 * MS, 1.25],
  [30 * MS, 1.5],
  [75 * MS, 1.75],
  [175 * MS, 2],
  [0.5 * SECOND, 3],
  [3 * SECOND, 4],
  [30 * SECOND, 5],
  [55 * SECOND, 6],
];
const RAMP_ENDS = 0.5 * MS;

/** What is left of a lag after `dt` of catching up. */
function caughtUp(behind: number, dt: number): number {
  const step = RAMP.findLastIndex(([from], i) => behind > (i === 0 ? RAMP_ENDS : from));
  if (step < 0) return behind;
  const floor = step === 0 ? RAMP_ENDS : RAMP[step][0];
  const gain = RAMP[step][1] - 1;
  if (gain * dt < behind - floor) return behind - gain * dt;
  return caughtUp(floor, dt - (behind - floor) / gain);
}

const GOLDEN = 0x9e3779b97f4a7c15n;

/** The splitmix64 finaliser, as assembly/random.ts has it. */
export function splitmix(x: bigint): bigint {
  let z = BigInt.asUintN(64, x + GOLDEN);
  z = BigInt.asUintN(64, (z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = BigInt.asUintN(64, (z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return z ^ (z >> 31n);
}

/** Time and the guests' clocks in the reference: every vCPU is brought up to every event, every tick taken alone. */
export class ReferenceClock {
  readonly ticks: ReferenceTick[] = [];

  constructor(
    private readonly draws: Draws,
    /** Housekeeping as a fraction of each processor. */
    private readonly eta: number,
  ) {}

  /** What housekeeping takes of `wall`. */
  taken(wall: number): number {
    return Math.trunc(wall * this.eta);
  }

  /** The shortest time in which `work` is done beside the housekeeping. */
  wallFor(work: number): number {
    if (work === Infinity || this.eta === 0) return work;
    let wall = Math.ceil(work / (1 - this.eta)) + 2;
    while (wall > 0 && wall - 1 - this.taken(wall - 1) >= work) wall--;
    return wall;
  }

  /** Lets the time from `from` to `to` pass for a vCPU in its present state. */
  pass(v: Vcpu, from: number, to: number): void {
    if (to <= from) return;
    const { statistics: s, guest } = v;
    const { clock } = guest.model;
    const dt = to - from;
    const late = clock.tsc === 'apparent' && clock.delivery !== 'burst';
    if (v.state === 'run') this.passRun(v, from, to);
    else if (v.state === 'wait') {
      s.wait += dt;
      if (clock.idleTick === 'dispatch') this.hold(v, from, to);
      else this.deliver(v, from, to, () => ['idle', null]);
    } else {
      if (v.state === 'ready') s.ready += dt;
      else if (v.state === 'stolen') s.stolen += dt;
      else s.costop += dt;
      this.hold(v, from, to);
      if (late && !(v.state === 'stolen' && this.isPaced(v))) v.behind += dt;
    }
    const gains = v.state === 'run' || v.state === 'wait';
    if (late && gains && clock.delivery === 'virtualbox') v.behind = caughtUp(v.behind, dt);
    if (late && gains && clock.delivery === 'catchup')
      v.behind = Math.max(0, v.behind - (clock.rate - 1) * dt);
  }

  private passRun(v: Vcpu, from: number, to: number): void {
    const thread = v.segment === 'thread' ? v.current! : null;
    const kernelFrom = thread
      ? v.base + this.wallFor(Math.max(0, v.baseUsed + thread.left - thread.kernelPart))
      : Infinity;
    this.deliver(v, from, to, (at) => {
      if (thread) return [at > kernelFrom ? 'kernel' : 'user', thread];
      return [v.segment as Charge, null];
    });
    const used = to - v.base - this.taken(to - v.base) - v.baseUsed;
    v.baseUsed += used;
    v.statistics.stolen += to - from - used;
    v.statistics.used += used;
    const processor = v.processor!.statistics;
    processor.used += used;
    processor.overhead += to - from - used;
    if (thread) {
      thread.left -= used;
      thread.statistics.used += used;
      if (thread.label >= 0) thread.statistics.labels[thread.label].used += used;
    } else if (v.segment === 'idle') {
      v.statistics.burnt += used;
      processor.burnt += used;
    } else if (v.segment === 'interrupt') v.interruptLeft -= used;
    else v.dpcLeft -= used;
  }

  /** Ticks delivered in (from, to]: when due, or, while late ones are left, no closer than the catch-up rate allows. */
  private deliver(v: Vcpu, from: number, to: number, whom: (at: number) => [Charge, Thread | null]): void {
    const { tick } = v.guest.model.clock;
    while (v.due <= to) {
      const at = this.isPaced(v) ? Math.max(v.due, v.earliest, from) : v.due;
      if (at > to) return;
      v.earliest = at + this.spacing(v, at - v.due);
      v.due += tick;
      if (!this.loses(v)) this.charge(v, at, ...whom(at));
    }
  }

  /** Ticks due in (from, to] while the vCPU can't take any. */
  private hold(v: Vcpu, from: number, to: number): void {
    const { tick, delivery } = v.guest.model.clock;
    if (this.isPaced(v) && v.state === 'stolen') {
      for (let at: number; (at = Math.max(v.due, v.earliest, from)) <= to; v.due += tick) {
        v.earliest = at + this.spacing(v, at - v.due);
        if (!this.loses(v)) v.held++;
      }
      return;
    }
    if (this.isPaced(v)) {
      if (v.earliest > from && v.state !== 'wait' && delivery !== 'virtualbox') v.earliest += to - from;
      return;
    }
    for (; v.due <= to; v.due += tick) {
      if (this.loses(v)) continue;
      if (v.state === 'stolen' || delivery === 'burst' || (delivery === 'merge' && v.held === 0)) v.held++;
      else v.statistics.ticks.lost++;
    }
  }

  /** Takes, at dispatch, the number of ticks to be delivered at this moment. */
  takeHeld(v: Vcpu, now: number): number {
    const { tick, delivery, tsc } = v.guest.model.clock;
    const { held } = v;
    v.held = 0;
    if (!this.isPaced(v)) {
      if (held > 0 && delivery !== 'burst' && tsc === 'apparent')
        v.behind = Math.max(0, v.behind - held * tick);
      return held;
    }
    if (v.due > now) return held;
    if (now - v.due > this.givesUp(v)) {
      for (; v.due <= now; v.due += tick) v.statistics.ticks.lost++;
      v.behind = 0;
      return held;
    }
    if (v.earliest > now) return held;
    v.earliest = now + this.spacing(v, now - v.due);
    v.due += tick;
    return held + (this.loses(v) ? 0 : 1);
  }

  /** Charges one tick. */
  charge(v: Vcpu, time: number, charge: Charge, thread: Thread | null): void {
    const { ticks } = v.statistics;
    ticks.delivered++;
    if (charge !== 'none') ticks[charge]++;
    if (thread) {
      thread.statistics.ticks++;
      if (charge === 'kernel') thread.statistics.kernelTicks++;
      if (thread.label >= 0) thread.statistics.labels[thread.label].ticks++;
    }
    this.ticks.push({ time, vcpu: v.id, charge, thread: thread ? thread.id : -1 });
  }

  /** Starts the stream of a vCPU's lost ticks. */
  startLosses(v: Vcpu): void {
    if (v.guest.model.clock.lose <= 0) return;
    v.loss = this.draws.nextBits();
    this.drawLoss(v);
  }

  private drawLoss(v: Vcpu): void {
    v.loss = splitmix(BigInt.asUintN(64, v.loss));
    const unit = (Number(v.loss >> 11n) + 0.5) / 9007199254740992;
    v.untilLost = this.draws.lossGap(unit, v.guest.model.clock.lose);
  }

  private loses(v: Vcpu): boolean {
    if (--v.untilLost > 0) return false;
    v.statistics.ticks.lost++;
    this.drawLoss(v);
    return true;
  }

  isPaced(v: Vcpu): boolean {
    const { delivery } = v.guest.model.clock;
    return delivery === 'catchup' || delivery === 'delay' || delivery === 'virtualbox';
  }

  private givesUp(v: Vcpu): number {
    const { delivery, giveUp } = v.guest.model.clock;
    if (delivery === 'virtualbox') return 60 * SECOND;
    return delivery === 'catchup' ? giveUp : Infinity;
  }

  /** Least time from a tick that came so late to the next. */
  private spacing(v: Vcpu, late: number): number {
    const { delivery, rate, tick } = v.guest.model.clock;
    if (delivery === 'virtualbox') {
      if (late >= RAMP[0][0]) v.catching = true;
      if (late <= RAMP_ENDS) v.catching = false;
      const [, fast] = RAMP.findLast(([from]) => late >= from) ?? RAMP[0];
      return v.catching ? Math.max(1, nearest(tick / fast)) : tick;
    }
    return delivery === 'catchup' ? Math.max(1, nearest(tick / rate)) : tick;
  }

  /** The guest's time stamp. */
  stamp(v: Vcpu, now: number): number {
    return now - nearest(v.behind);
  }
}
