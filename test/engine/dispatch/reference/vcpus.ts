import { ReferenceGuests } from './guests';
import { PERIOD } from './state';
import type { Guest, Processor, Thread, Vcpu } from './state';

/** A vCPU and its processor: waking, turns, what it does next, halting, leaving; skew among siblings. */
export abstract class ReferenceVcpus extends ReferenceGuests {
  protected abstract releaseIdleGang(g: Guest): void;
  protected abstract stopGang(g: Guest, state: 'ready' | 'costop'): void;
  protected started = 0;

  protected setState(v: Vcpu, state: Vcpu['state']): void {
    if (v.state === state) return;
    const old = v.state;
    v.state = state;
    v.segment = 'none';
    v.working = false;
    if (old === 'ready') v.skewAt = Infinity;
    if (this.model.policy === 'relaxed-esx4' && old === 'wait') this.endIdle(v);
    if (state === 'wait') v.atHalt = v.progress;
    const strict = this.model.policy === 'strict-cosched';
    if (strict && old === 'run') this.pauseLags(v.guest);
    if (strict && state === 'run') this.resumeLags(v);
    if (strict && state === 'ready' && !v.processor && this.watches(v.guest)) {
      v.lag = 0;
      v.lagSince = this.now;
      if (v.guest.vcpus.some((other) => other.state === 'run')) v.skewAt = this.now + this.skew;
    }
  }

  protected wake(v: Vcpu): void {
    v.tickAt = Infinity;
    const p = v.processor;
    if (p) {
      if (p.state === 'vmm') this.setState(v, 'ready');
      else this.enterRun(v, p);
      return;
    }
    this.setState(v, 'ready');
    const { boost, policy, slots } = this.model;
    if (!v.independent) {
      const g = v.guest;
      if (g.on) this.queues.enqueue(v, this.now, 'woken');
      else if (!g.queued) this.queues.queueGang(g, this.now, boost ? 'front' : 'woken');
    } else if (slots !== 'fixed') {
      if (this.spentAll(v)) return this.throttle(v);
      if (policy === 'weighted') v.pass = Math.max(v.pass, this.queues.virtualTime);
      this.queues.enqueue(v, this.now, boost ? 'boosted' : 'woken');
    }
  }

  protected startOn(v: Vcpu, p: Processor): void {
    const last = p.lastGuest;
    this.started++;
    this.bookIdle(p);
    p.vcpu = v;
    p.lastGuest = v.guest;
    v.processor = p;
    v.turnStart = this.now;
    v.skewAt = Infinity;
    if (this.model.policy === 'weighted') this.queues.virtualTime = Math.max(this.queues.virtualTime, v.pass);
    if (last && last !== v.guest) {
      p.statistics.switches++;
      if (this.model.switchCost > 0) {
        p.state = 'vmm';
        p.switching = true;
        p.since = p.serviceEnd = this.now;
        p.vmmEnd = this.now + this.model.switchCost;
        return;
      }
    }
    this.beginTurn(v, p);
  }

  protected beginTurn(v: Vcpu, p: Processor): void {
    v.statistics.dispatches++;
    if (v.ownsSlice) v.sliceEnd = this.now + v.slice;
    v.onSince = this.now;
    this.limitSlice(v);
    if (v.state !== 'wait') return this.enterRun(v, p);
    p.state = 'held';
    p.since = this.now;
    if (!this.keeps(v)) this.leave(v);
  }

  /** Whether a halted vCPU keeps its processor. */
  protected keeps(v: Vcpu): boolean {
    return this.model.slots === 'fixed' || (!v.independent && this.model.policy === 'pairs');
  }

  protected enterRun(v: Vcpu, p: Processor): void {
    if (p.state !== 'vmm') this.bookIdle(p);
    const interrupted = v.state === 'stolen';
    this.setState(v, 'run');
    p.state = 'busy';
    const late = this.clock.takeHeld(v, this.now);
    const charge = (thread: Thread | null) => {
      const kind = !thread ? 'idle' : thread.left <= thread.kernelPart ? 'kernel' : 'user';
      for (let i = 0; i < late; i++) this.clock.charge(v, this.now, kind, thread);
    };
    if (late > 0 && (v.interruptLeft > 0 || v.dpcLeft > 0)) {
      for (let i = 0; i < late; i++)
        this.clock.charge(v, this.now, v.interruptLeft > 0 ? 'interrupt' : 'dpc', null);
    } else if (v.current ?? v.runnable[0]) charge(v.current ?? v.runnable[0]);
    else if (interrupted || v.guest.model.clock.order === 'idle-first') charge(null);
    else {
      this.deliverPending(v);
      charge(v.runnable[0] ?? null);
    }
    this.deliverPending(v);
    this.pickSegment(v);
  }

  protected pickSegment(v: Vcpu): void {
    v.checkAt = Infinity;
    v.base = this.now;
    v.baseUsed = 0;
    v.working = true;
    if (v.interruptLeft > 0) v.segment = 'interrupt';
    else if (v.dpcLeft > 0) v.segment = 'dpc';
    else if (v.current ?? v.runnable[0]) {
      v.segment = 'thread';
      v.current ??= v.runnable.shift()!;
      if (!v.current.begun) {
        v.current.begun = true;
        v.current.statistics.started++;
        v.current.statistics.queueing += this.now - v.current.wanted;
      }
    } else this.goIdle(v);
  }

  protected goIdle(v: Vcpu): void {
    const { detect, check } = this.model.idle;
    v.working = false;
    if (detect === 'halt') return this.halt(v);
    v.segment = 'idle';
    if (detect === 'poll')
      v.checkAt = v.checkPhase + Math.max(0, Math.ceil((this.now - v.checkPhase) / check)) * check;
  }

  protected checkIdle(v: Vcpu): void {
    const { probability, check } = this.model.idle;
    if (probability >= 1 || this.draws.nextUnit() < probability) this.halt(v);
    else v.checkAt = this.now + check;
  }

  protected halt(v: Vcpu): void {
    const g = v.guest;
    this.still(v);
    if (this.keeps(v)) {
      v.processor!.state = 'held';
      v.processor!.since = this.now;
    } else this.leave(v);
    this.setState(v, 'wait');
    if (g.model.clock.idleTick === 'dispatch')
      v.tickAt = Math.max(v.due, this.now, this.clock.isPaced(v) ? v.earliest : 0);
    if (!v.independent) this.releaseIdleGang(g);
  }

  protected endWork(v: Vcpu): void {
    if (v.segment === 'thread') this.finishBurst(v);
    this.pickSegment(v);
  }

  protected still(v: Vcpu): void {
    v.working = false;
    v.checkAt = Infinity;
  }

  protected leave(v: Vcpu): void {
    const p = v.processor!;
    this.spend(v);
    v.home = p;
    v.processor = null;
    v.boosted = false;
    this.still(v);
    if (v.independent) v.sliceEnd = Infinity;
    if (this.model.policy === 'weighted') v.pass += (this.now - v.turnStart) * v.stride;
    p.vcpu = null;
    p.switching = false;
    if (p.state === 'vmm') return;
    this.bookIdle(p);
    p.state = 'free';
    p.since = this.now;
  }

  protected endVmm(p: Processor): void {
    if (p.services.length > 0) this.post(p.services.shift()!.interrupt);
    if (p.services.length > 0 || p.vmmEnd > this.now) return;
    p.statistics.overhead += this.now - p.since;
    p.since = this.now;
    const v = p.vcpu;
    if (!v) p.state = 'free';
    else if (p.switching) {
      p.switching = false;
      this.beginTurn(v, p);
    } else if (v.state === 'wait') p.state = 'held';
    else this.enterRun(v, p);
    if (v && v.sliceEnd < this.now) v.sliceEnd = this.now;
  }

  /** Books time on a processor to the present period; an earlier one is over. */
  private spend(v: Vcpu): void {
    for (; this.now >= v.periodEnd; v.periodEnd += PERIOD) {
      v.spent = 0;
      v.onSince = Math.max(v.onSince, v.periodEnd);
    }
    if (v.processor) v.spent += this.now - v.onSince;
    v.onSince = this.now;
  }

  protected spentAll(v: Vcpu): boolean {
    this.spend(v);
    return v.spent >= v.cap;
  }

  /** The slice ends with what is left of the cap, of the next period where that outlasts this one. */
  protected limitSlice(v: Vcpu): void {
    if (v.cap === Infinity) return;
    this.spend(v);
    const end = this.now + v.cap - v.spent;
    v.sliceEnd = Math.min(v.sliceEnd, end > v.periodEnd ? v.periodEnd + v.cap : end);
  }

  protected throttle(v: Vcpu): void {
    v.throttled = true;
    v.sliceEnd = v.periodEnd;
  }

  /** Its next period begins. */
  protected release(v: Vcpu): void {
    v.throttled = false;
    v.sliceEnd = Infinity;
    if (this.model.policy === 'weighted') v.pass = Math.max(v.pass, this.queues.virtualTime);
    this.queues.enqueue(v, this.now, 'woken');
  }

  protected get skew(): number {
    return Math.max(1000, this.model.skew);
  }

  protected watches(g: Guest): boolean {
    return this.skewed && !g.model.dedicated && g.vcpus.length > 1;
  }

  protected pauseLags(g: Guest): void {
    if (!this.watches(g) || g.vcpus.some((v) => v.state === 'run')) return;
    for (const v of g.vcpus) {
      if (v.skewAt === Infinity) continue;
      v.lag += this.now - v.lagSince;
      v.skewAt = Infinity;
    }
  }

  protected resumeLags(runner: Vcpu): void {
    const g = runner.guest;
    if (!this.watches(g) || g.vcpus.some((v) => v !== runner && v.state === 'run')) return;
    for (const v of g.vcpus) {
      if (v === runner || v.state !== 'ready' || v.processor || v.lagging) continue;
      v.lagSince = this.now;
      v.skewAt = this.now + this.skew - v.lag;
    }
  }

  protected limitSkew(v: Vcpu): void {
    const g = v.guest;
    v.skewAt = Infinity;
    if (this.model.policy === 'strict-cosched') {
      this.stopGang(g, 'costop');
      this.queues.queueGang(g, this.now, 'stopped');
      return;
    }
    for (const each of g.vcpus) if (this.wants(each)) each.lagging = true;
    for (const sibling of g.vcpus) {
      if (!sibling.processor) continue;
      this.leave(sibling);
      this.setState(sibling, 'costop');
    }
  }

  /** It would run, and has no processor. */
  protected wants(v: Vcpu): boolean {
    return v.state === 'ready' && v.processor === null;
  }

  /** Whether the skew of the whole guest grows: somebody runs and somebody waits, and no co-start is under way. */
  protected skews({ vcpus }: Guest): boolean {
    return (
      vcpus.some((v) => v.state === 'run') &&
      vcpus.some((v) => this.wants(v)) &&
      !vcpus.some((v) => v.lagging)
    );
  }

  /** Time goes on to `to`: running and idling are progress, and a guest that is torn apart gathers skew. */
  protected passSkew(to: number): void {
    for (const g of this.guests) {
      if (!this.watches(g)) continue;
      if (this.skews(g)) g.skew += to - this.now;
      for (const v of g.vcpus) if (v.state === 'run' || v.state === 'wait') v.progress += to - this.now;
    }
  }

  protected slowest(v: Vcpu): number {
    return Math.min(...v.guest.vcpus.filter((other) => other !== v).map(({ progress }) => progress));
  }

  /** Idle time makes up for a lag, and gives no lead. */
  protected endIdle(v: Vcpu): void {
    if (this.watches(v.guest)) v.progress = Math.min(v.progress, Math.max(v.atHalt, this.slowest(v)));
  }

  protected tooFarAhead(v: Vcpu): boolean {
    return this.watches(v.guest) && v.progress - this.slowest(v) >= this.skew;
  }

  /** As ESX 4: when `v` stops because it is too far ahead, or may go on because it was caught up with. */
  protected nextOfEach(v: Vcpu): number {
    const others = v.guest.vcpus.filter((other) => other !== v);
    const advances = (other: Vcpu) => other.state === 'run' || other.state === 'wait';
    if (v.state === 'run') {
      const still = others.filter((other) => !advances(other)).map(({ progress }) => progress);
      return this.now + Math.max(0, Math.min(...still) + this.skew - v.progress);
    }
    if (v.state !== 'costop') return Infinity;
    const mark = v.progress - Math.floor(this.skew / 2);
    const behind = others.filter(({ progress }) => progress < mark);
    if (!behind.every(advances)) return Infinity;
    return this.now + Math.max(0, ...behind.map(({ progress }) => mark - progress));
  }

  protected stopOrStart(v: Vcpu): void {
    if (v.state === 'costop') {
      this.setState(v, 'ready');
      this.queues.enqueue(v, this.now, 'woken');
      return;
    }
    this.leave(v);
    this.setState(v, 'costop');
  }

  protected coStart(v: Vcpu): void {
    const g = v.guest;
    v.lagging = false;
    if (g.vcpus.some((other) => other.lagging)) return;
    g.skew = 0;
    for (const sibling of [...g.vcpus].reverse()) {
      if (sibling.state !== 'costop') continue;
      this.setState(sibling, 'ready');
      this.queues.enqueue(sibling, this.now, 'front');
    }
  }
}
