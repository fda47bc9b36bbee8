import type { RunStatistics } from '../../../../src/engine/dispatch/statistics';
import type { StateChange } from '../../../../src/engine/dispatch/timeline';
import type { Guest, Processor, ReferenceTick, Vcpu } from './state';
import { ReferenceVcpus } from './vcpus';

interface Event {
  readonly time: number;
  /** At the same time: wakes 0, the VMM 1, ends of work 2, idle checks 3, skew 4, slices 5. */
  readonly order: number;
  /** Then by guest, vCPU, thread; processors last. */
  readonly rank: number;
  readonly act: () => void;
}

/** What a run of the reference gives: the kernel's statistics but for its counts of events and ticks, and its log. */
export interface ReferenceRun {
  readonly statistics: Omit<RunStatistics, 'events' | 'ticks'>;
  readonly states: StateChange[];
  readonly ticks: ReferenceTick[];
}

/**
 * A slow, plain simulator of one host, written from the rules and not from the kernel: at each step it looks at
 * everything that could happen and does the first thing. Property tests hold the kernel to it. The rules are those
 * of docs and of assembly/dispatch; randomness comes from `draws`, in the same order.
 */
export class Reference extends ReferenceVcpus {
  run(seed: bigint): ReferenceRun {
    const { warmup, duration } = this.model;
    const end = warmup + duration;
    this.draws.seedRandom(seed);
    this.queues.seed = seed;
    for (const g of this.guests) this.startGuest(g);
    for (const g of this.guests) this.queueGuest(g);
    let warm = warmup === 0;
    for (;;) {
      const event = this.nextEvent();
      if (event.time > this.now) {
        // Whoever starts may stop at once, and leave a processor for the next.
        if (this.dispatch()) continue;
        this.note();
        if (!warm && event.time > warmup) {
          this.passTo(warmup);
          this.open();
          warm = true;
        }
        if (event.time > end) break;
        this.passTo(event.time);
      }
      event.act();
    }
    this.passTo(end);
    return { statistics: this.close(), states: this.states, ticks: this.clock.ticks };
  }

  protected nextEvent(): Event {
    let best: Event = { time: Infinity, order: 0, rank: 0, act: () => {} };
    let rank = 0;
    const offer = (time: number, order: number, act: () => void) => {
      const sooner =
        time < best.time ||
        (time === best.time && (order < best.order || (order === best.order && rank < best.rank)));
      if (sooner) best = { time, order, rank, act };
    };
    for (const g of this.guests)
      for (const v of g.vcpus) {
        for (const thread of g.threads) {
          if (thread.vcpu !== v) continue;
          rank++;
          offer(thread.timer, 0, () => this.endTimer(thread));
          for (const request of thread.requests) {
            rank++;
            offer(request.doneAt, 0, () => this.complete(request));
          }
        }
        rank++;
        offer(v.tickAt, 0, () => this.wake(v));
        if (v.working)
          offer(v.base + this.clock.wallFor(v.baseUsed + this.leftOf(v)), 2, () => this.endWork(v));
        offer(v.checkAt, 3, () => this.checkIdle(v));
        offer(this.skewTime(v), 4, () =>
          this.model.policy === 'relaxed-esx4' ? this.stopOrStart(v) : this.limitSkew(v),
        );
        const stolen = v.processor !== null && v.processor.state === 'vmm';
        if (!stolen) offer(v.sliceEnd, 5, () => (v.independent ? this.endSlice(v) : this.endGangSlice(v)));
      }
    for (const p of this.processors) {
      rank++;
      if (p.state === 'vmm')
        offer(p.services.length > 0 ? p.services[0].end : p.vmmEnd, 1, () => this.endVmm(p));
    }
    return best;
  }

  protected skewTime(v: Vcpu): number {
    const g = v.guest;
    if (!this.watches(g)) return Infinity;
    if (this.model.policy === 'strict-cosched') return v.skewAt;
    if (this.model.policy === 'relaxed-esx4') return this.nextOfEach(v);
    const first = g.vcpus.find((other) => this.wants(other));
    return v === first && this.skews(g) ? this.now + Math.max(0, this.skew - g.skew) : Infinity;
  }

  protected leftOf(v: Vcpu): number {
    if (v.segment === 'interrupt') return v.interruptLeft;
    return v.segment === 'dpc' ? v.dpcLeft : v.current!.left;
  }

  protected passTo(time: number): void {
    for (const v of this.vcpus) this.clock.pass(v, this.now, time);
    this.passSkew(time);
    this.now = time;
  }

  protected queueGuest(g: Guest): void {
    const fixed = this.model.slots === 'fixed';
    let wanted = fixed;
    for (const v of g.vcpus) {
      if (v.runnable.length > 0 || this.model.idle.detect === 'none') {
        v.state = 'ready';
        wanted = true;
      } else if (g.model.clock.idleTick === 'dispatch') v.tickAt = v.due;
      if (v.independent && (fixed || v.state === 'ready')) this.queues.enqueue(v, 0, 'woken');
    }
    if (wanted && !g.vcpus[0].independent) this.queues.queueGang(g, 0, 'woken');
  }

  /** Gives free processors to those who wait for one; false when there was nothing to give. */
  protected dispatch(): boolean {
    const before = this.started;
    const relaxed = this.skewed && this.model.policy === 'relaxed-cosched';
    for (let v = this.queues.next(); v; v = this.queues.next()) {
      this.queues.remove(v);
      const held = relaxed && !v.lagging && v.guest.vcpus.some((other) => other.lagging);
      if (held || (this.model.policy === 'relaxed-esx4' && this.tooFarAhead(v))) {
        this.setState(v, 'costop');
        this.started++;
        continue;
      }
      this.startOn(v, this.queues.placeFor(v));
      if (v.lagging) this.coStart(v);
    }
    for (const set of new Set(this.vcpus.map((v) => v.setNumber))) this.preempt(set);
    let held: Processor[] = [];
    for (const g of [...this.queues.gangs]) {
      const free = this.processors.filter(
        (p) => p.state === 'free' && !held.includes(p) && g.vcpus[0].set.includes(p.id),
      );
      if (free.length >= g.vcpus.length) this.startGang(g, free);
      else held = [...held, ...free];
    }
    return this.started > before;
  }

  /** Boosted vCPUs of a set take processors from those that have had them longest. */
  protected preempt(set: number): void {
    for (let v = this.queues.nextBoosted(set); v; v = this.queues.nextBoosted(set)) {
      let victims: Vcpu[] = [];
      for (const p of this.processors) {
        const on = p.vcpu;
        if (
          p.state !== 'busy' ||
          p.dedicated ||
          !v.set.includes(p.id) ||
          !on ||
          on.boosted ||
          !on.independent
        )
          continue;
        if (victims.length === 0 || on.turnStart < victims[0].turnStart) victims = [on];
        else if (on.turnStart === victims[0].turnStart) victims.push(on);
      }
      if (victims.length === 0) return;
      const victim = this.queues.byLot(victims, this.now);
      const p = victim.processor!;
      this.leave(victim);
      this.setState(victim, 'ready');
      if (this.spentAll(victim)) this.throttle(victim);
      else this.queues.enqueue(victim, this.now, 'stopped');
      this.queues.remove(v);
      this.startOn(v, p);
    }
  }

  protected endSlice(v: Vcpu): void {
    if (v.throttled) return this.release(v);
    v.boosted = false;
    const spent = this.spentAll(v);
    if (!spent && !this.queues.waitsFor(v.processor!)) {
      v.sliceEnd = this.now + v.slice;
      if (this.model.policy === 'weighted') v.pass += (this.now - v.turnStart) * v.stride;
      v.turnStart = this.now;
      this.limitSlice(v);
      return;
    }
    this.leave(v);
    if (v.state === 'run') this.setState(v, 'ready');
    if (spent) this.throttle(v);
    else this.queues.enqueue(v, this.now, 'stopped');
  }

  protected startGang(g: Guest, free: readonly Processor[]): void {
    this.queues.gangs.splice(this.queues.gangs.indexOf(g), 1);
    g.queued = false;
    let left = free.map((p) => p.id);
    this.starting = g;
    g.on = true;
    for (const v of g.vcpus) {
      const p = v.home && left.includes(v.home.id) ? v.home : this.processors[left[0]];
      left = left.filter((id) => id !== p.id);
      this.startOn(v, p);
    }
    this.starting = null;
    this.releaseIdleGang(g);
  }
  protected starting: Guest | null = null;

  protected releaseIdleGang(g: Guest): void {
    const busy = g.vcpus.some((v) => v.state !== 'wait');
    if (this.model.slots !== 'fixed' && !busy && this.starting !== g) this.stopGang(g, 'ready');
  }

  protected stopGang(g: Guest, state: 'ready' | 'costop'): void {
    g.on = false;
    for (const v of g.vcpus) {
      v.sliceEnd = Infinity;
      if (v.queued) this.queues.remove(v);
      if (!v.processor) continue;
      const ran = v.state !== 'wait';
      this.leave(v);
      if (ran) this.setState(v, state);
    }
  }

  protected endGangSlice(v: Vcpu): void {
    if (!this.queues.othersWait(v.guest)) {
      v.sliceEnd = this.now + v.slice;
      return;
    }
    this.stopGang(v.guest, 'ready');
    this.queues.queueGang(v.guest, this.now, 'stopped');
  }
}
