import type { HostModel } from '../host';
import { BUCKETS } from '../statistics';
import type { RunStatistics } from '../statistics';
import type { StateChange } from '../timeline';
import { ReferenceClock } from './clock';
import { LawDraws, meanOf, nearest } from './laws';
import type { Draws } from './laws';
import { ReferenceQueues } from './queues';
import { makeState, noTicks } from './state';
import type { Device, Guest, Interrupt, Processor, ReferenceTick, Request, Thread, Vcpu } from './state';

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
export class Reference {
  private now = 0;
  private readonly processors: Processor[];
  private readonly guests: Guest[];
  private readonly devices: Device[];
  private readonly vcpus: Vcpu[];
  private readonly clock: ReferenceClock;
  private readonly queues: ReferenceQueues;
  private readonly laws: LawDraws;
  private readonly skewed: boolean;
  private readonly eta: number;
  private rotation = 0;
  private readonly states: StateChange[] = [];
  private readonly seen = new Map<Vcpu, string>();

  constructor(
    private readonly model: HostModel,
    private readonly draws: Draws,
  ) {
    const { processors, guests, devices } = makeState(model);
    this.processors = processors;
    this.guests = guests;
    this.devices = devices;
    this.vcpus = guests.flatMap((g) => g.vcpus);
    this.eta = (model.housekeeping * guests.length) / processors.length;
    this.clock = new ReferenceClock(draws, this.eta);
    this.queues = new ReferenceQueues(model, processors);
    this.laws = new LawDraws(draws);
    this.skewed =
      model.slots !== 'fixed' && (model.policy === 'strict-cosched' || model.policy === 'relaxed-cosched');
  }

  run(seed: bigint): ReferenceRun {
    const { warmup, duration } = this.model;
    const end = warmup + duration;
    this.draws.seedRandom(seed);
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

  // --- what can happen ---

  private nextEvent(): Event {
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
        offer(v.skewAt, 4, () => this.limitSkew(v));
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

  private leftOf(v: Vcpu): number {
    if (v.segment === 'interrupt') return v.interruptLeft;
    return v.segment === 'dpc' ? v.dpcLeft : v.current!.left;
  }

  private passTo(time: number): void {
    for (const v of this.vcpus) this.clock.pass(v, this.now, time);
    this.now = time;
  }

  // --- the beginning ---

  private startGuest(g: Guest): void {
    const { clock } = g.model;
    const phase = Math.trunc(clock.tick * (clock.phase ?? this.draws.nextUnit()));
    for (const v of g.vcpus) {
      v.due = phase > 0 ? phase : clock.tick;
      if (this.model.idle.detect === 'poll')
        v.checkPhase = Math.trunc(this.model.idle.check * this.draws.nextUnit());
      this.clock.startLosses(v);
    }
    for (const thread of g.threads) this.startThread(thread);
  }

  private startThread(thread: Thread): void {
    const { model } = thread;
    if (model.arrivals !== null) {
      thread.timer = this.draws.drawExponential(model.arrivals);
      return;
    }
    if (model.start === 'stationary') {
      const burst = meanOf(model.burst);
      const wait = model.wait ? meanOf(model.wait) : 0;
      if (wait <= 0 || this.draws.nextUnit() * (burst + wait) < burst)
        this.ready(thread, this.laws.residual(model.burst, thread), 0);
      else thread.timer = this.laws.residual(model.wait!, thread.requests);
    } else if (model.start === 'wait' && model.wait) thread.timer = this.drawWait(thread);
    else this.startBurst(thread, 0);
  }

  private queueGuest(g: Guest): void {
    const fixed = this.model.slots === 'fixed';
    let wanted = fixed;
    for (const v of g.vcpus) {
      if (v.runnable.length > 0 || this.model.idle.detect === 'none') {
        v.state = 'ready';
        wanted = true;
      } else if (g.model.clock.idleTick === 'dispatch') v.tickAt = v.due;
      if (v.independent && (fixed || v.state === 'ready')) this.queues.enqueue(v, 'back');
    }
    if (wanted && !g.vcpus[0].independent) this.queues.queueGang(g);
  }

  // --- threads ---

  private drawWait(thread: Thread): number {
    return this.now + this.laws.draw(thread.model.wait!, thread.requests);
  }

  private startBurst(thread: Thread, wanted: number): void {
    this.ready(thread, this.laws.draw(thread.model.burst, thread), wanted);
  }

  private ready(thread: Thread, drawn: number, wanted: number): void {
    const { model, vcpu } = thread;
    const { share, f, k } = model.privileged;
    thread.label = model.labels > 0 ? this.laws.label : -1;
    const raw = Math.max(1, drawn);
    thread.issues = 0;
    if (model.io) {
      const whole = Math.floor(model.io.perBurst);
      thread.issues = whole;
      if (model.io.perBurst > whole && this.draws.nextUnit() < model.io.perBurst - whole) thread.issues++;
    }
    const work = nearest(raw * (1 + f * (k - 1))) + thread.issues * vcpu.guest.model.clock.tscRead;
    thread.left = work;
    thread.demand = work;
    thread.kernelPart = work - raw + nearest(raw * share);
    thread.wanted = wanted;
    thread.begun = false;
    vcpu.runnable.push(thread);
  }

  private endTimer(thread: Thread): void {
    thread.timer = Infinity;
    if (thread.model.arrivals !== null) {
      thread.timer = this.now + this.draws.drawExponential(thread.model.arrivals);
      thread.arrivals.push({ at: this.now, posted: Infinity, delivered: false });
      this.hostInterrupt({ kind: 'arrivals', thread, posted: 0 });
    } else this.hostInterrupt({ kind: 'timer', thread, posted: 0 });
  }

  private finishBurst(v: Vcpu): void {
    const thread = v.current!;
    const s = thread.statistics;
    v.current = null;
    s.cycles++;
    s.response += this.now - thread.wanted;
    s.demand += thread.demand;
    if (thread.label >= 0) s.labels[thread.label].cycles++;
    if (thread.model.arrivals !== null) thread.arrivals.shift();
    if (thread.issues === 0) return this.goOn(thread);
    thread.outstanding = thread.issues;
    for (let i = 0; i < thread.issues; i++) this.issue(v, thread.requests[i]);
  }

  private goOn(thread: Thread): void {
    if (thread.model.arrivals === null) {
      if (thread.model.wait) thread.timer = this.drawWait(thread);
      else this.startBurst(thread, this.now);
    } else if (thread.arrivals[0]?.delivered) this.startBurst(thread, thread.arrivals[0].at);
    else thread.active = false;
  }

  // --- devices ---

  private issue(v: Vcpu, request: Request): void {
    const g = v.guest;
    request.issued = this.now;
    request.stamp = this.clock.stamp(v, this.now);
    if (g.outstanding++ === 0) g.statistics.disk.idleMeasured += request.stamp - g.idleSince;
    if (g.atDevice++ === 0) g.statistics.disk.idleTrue += this.now - g.idleTrueSince;
    const device = this.devices[request.thread.model.io!.device];
    if (device.active < device.servers) this.serve(device, request);
    else device.queue.push(request);
  }

  private serve(device: Device, request: Request): void {
    const { service } = this.model.devices[this.devices.indexOf(device)];
    device.active++;
    device.statistics.queueing += this.now - request.issued;
    request.begun = this.now;
    request.doneAt = this.now + this.laws.draw(service, device);
  }

  private complete(request: Request): void {
    const { thread } = request;
    const device = this.devices[thread.model.io!.device];
    const g = thread.vcpu.guest;
    device.active--;
    device.statistics.completions++;
    device.statistics.busy += this.now - request.begun;
    request.doneAt = Infinity;
    request.finished = this.now;
    if (--g.atDevice === 0) g.idleTrueSince = this.now;
    const next = device.queue.shift();
    if (next) this.serve(device, next);
    this.hostInterrupt({ kind: 'request', thread, request, posted: 0 });
  }

  // --- interrupts ---

  private hostInterrupt(interrupt: Interrupt): void {
    if (this.model.interrupt === 0) return this.post(interrupt);
    const n = this.processors.length;
    let p = this.processors[this.rotation % n];
    for (let k = 0; k <= n; k++) {
      p = this.processors[this.rotation];
      this.rotation = (this.rotation + 1) % n;
      if (!p.dedicated) break;
    }
    if (p.state !== 'vmm') {
      if (p.state === 'busy') {
        this.setState(p.vcpu!, 'ready');
        this.still(p.vcpu!);
      } else this.bookIdle(p);
      p.state = 'vmm';
      p.since = p.vmmEnd = p.serviceEnd = this.now;
    }
    p.serviceEnd = Math.max(p.serviceEnd, this.now) + this.model.interrupt;
    p.vmmEnd += this.model.interrupt;
    p.services.push({ end: p.serviceEnd, interrupt });
  }

  private endVmm(p: Processor): void {
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

  private post(interrupt: Interrupt): void {
    const { thread } = interrupt;
    const v = thread.vcpu;
    interrupt.posted = this.now;
    if (interrupt.kind === 'arrivals') {
      thread.arrivals.find(({ posted }) => posted === Infinity)!.posted = this.now;
      if (!v.pending.some((other) => other.kind === 'arrivals' && other.thread === thread))
        v.pending.push(interrupt);
    } else v.pending.push(interrupt);
    if (v.state === 'run') {
      this.deliverPending(v);
      if (v.segment === 'idle' || v.interruptLeft > 0 || v.dpcLeft > 0) this.pickSegment(v);
    } else if (v.state === 'wait') this.wake(v);
  }

  private deliverPending(v: Vcpu): void {
    const g = v.guest;
    const interrupts = v.pending;
    if (interrupts.length === 0) return;
    v.pending = [];
    let size = 0;
    for (const interrupt of interrupts) {
      const { thread } = interrupt;
      if (interrupt.kind === 'request') {
        size++;
        this.countDelay(g, interrupt.posted);
        v.dpcLeft += g.model.clock.tscRead;
        this.stampTransfer(v, interrupt.request);
        if (--thread.outstanding === 0) this.goOn(thread);
      } else if (interrupt.kind === 'arrivals') {
        for (const arrival of thread.arrivals) {
          if (arrival.delivered || arrival.posted === Infinity) continue;
          this.countDelay(g, arrival.posted);
          arrival.delivered = true;
          size++;
        }
        if (!thread.active && thread.arrivals[0]?.delivered) {
          thread.active = true;
          this.startBurst(thread, thread.arrivals[0].at);
        }
      } else {
        size++;
        this.countDelay(g, interrupt.posted);
        this.startBurst(thread, interrupt.posted);
      }
    }
    v.interruptLeft += size * g.model.interruptCost;
    v.dpcLeft += size * g.model.dpcCost;
    const s = g.statistics.interrupts;
    s.batches++;
    s.batchSquares += size * size;
    if (this.now >= g.windowEnd) {
      s.windowSquares += g.windowCount ** 2;
      g.windowCount = 0;
      g.windowEnd = (Math.floor(this.now / g.model.clock.tick) + 1) * g.model.clock.tick;
    }
    g.windowCount += size;
  }

  private countDelay(g: Guest, posted: number): void {
    const s = g.statistics.interrupts;
    const delay = this.now - posted;
    s.count++;
    s.sum += delay;
    s.max = Math.max(s.max, delay);
    if (delay === 0) s.undelayed++;
    let octave = 0;
    while (Math.floor(delay / 2 ** octave) >= 64) octave++;
    const bucket = delay < 32 ? delay : (octave + 1) * 32 + Math.floor(delay / 2 ** octave) - 32;
    s.histogram[Math.min(BUCKETS - 1, bucket)]++;
  }

  private stampTransfer(v: Vcpu, request: Request): void {
    const g = v.guest;
    const stamp = this.clock.stamp(v, this.now) + g.model.clock.tscRead;
    const s = g.statistics.disk;
    s.transfers++;
    s.transferMeasured += stamp - request.stamp;
    s.transferTrue += request.finished - request.issued;
    if (--g.outstanding === 0) g.idleSince = stamp;
  }

  // --- vCPUs ---

  private setState(v: Vcpu, state: Vcpu['state']): void {
    if (v.state === state) return;
    const old = v.state;
    v.state = state;
    v.segment = 'none';
    v.working = false;
    if (old === 'ready') v.skewAt = Infinity;
    if (old === 'run') this.pauseLags(v.guest);
    if (state === 'run') this.resumeLags(v);
    if (state === 'ready' && !v.processor && this.watches(v.guest)) {
      v.lag = 0;
      v.lagSince = this.now;
      if (v.guest.vcpus.some((other) => other.state === 'run')) v.skewAt = this.now + this.skew;
    }
  }

  private wake(v: Vcpu): void {
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
      if (g.on) this.queues.enqueue(v, 'back');
      else if (!g.queued) this.queues.queueGang(g, boost);
    } else if (slots !== 'fixed') {
      if (policy === 'weighted') v.pass = Math.max(v.pass, this.queues.virtualTime);
      this.queues.enqueue(v, boost ? 'boosted' : 'back');
    }
  }

  private startOn(v: Vcpu, p: Processor): void {
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

  private beginTurn(v: Vcpu, p: Processor): void {
    v.statistics.dispatches++;
    if (v.ownsSlice) v.sliceEnd = this.now + v.slice;
    if (v.state !== 'wait') return this.enterRun(v, p);
    p.state = 'held';
    p.since = this.now;
    if (!this.keeps(v)) this.leave(v);
  }

  /** Whether a halted vCPU keeps its processor. */
  private keeps(v: Vcpu): boolean {
    return this.model.slots === 'fixed' || (!v.independent && this.model.policy === 'pairs');
  }

  private enterRun(v: Vcpu, p: Processor): void {
    if (p.state !== 'vmm') this.bookIdle(p);
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
    else if (v.guest.model.clock.order === 'idle-first') charge(null);
    else {
      this.deliverPending(v);
      charge(v.runnable[0] ?? null);
    }
    this.deliverPending(v);
    this.pickSegment(v);
  }

  private pickSegment(v: Vcpu): void {
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

  private goIdle(v: Vcpu): void {
    const { detect, check } = this.model.idle;
    v.working = false;
    if (detect === 'halt') return this.halt(v);
    v.segment = 'idle';
    if (detect === 'poll')
      v.checkAt = v.checkPhase + Math.max(0, Math.ceil((this.now - v.checkPhase) / check)) * check;
  }

  private checkIdle(v: Vcpu): void {
    const { probability, check } = this.model.idle;
    if (probability >= 1 || this.draws.nextUnit() < probability) this.halt(v);
    else v.checkAt = this.now + check;
  }

  private halt(v: Vcpu): void {
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

  private endWork(v: Vcpu): void {
    if (v.segment === 'thread') this.finishBurst(v);
    this.pickSegment(v);
  }

  private still(v: Vcpu): void {
    v.working = false;
    v.checkAt = Infinity;
  }

  private leave(v: Vcpu): void {
    const p = v.processor!;
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

  private bookIdle(p: Processor): void {
    if (p.state === 'vmm') p.statistics.overhead += this.now - p.since;
    else if (p.state !== 'busy') {
      const overhead = this.clock.taken(this.now - p.since);
      p.statistics.idle += this.now - p.since - overhead;
      p.statistics.overhead += overhead;
    } else return;
    p.since = this.now;
  }

  // --- dispatch ---

  /** Gives free processors to those who wait for one; false when there was nothing to give. */
  private dispatch(): boolean {
    const before = this.started;
    const relaxed = this.skewed && this.model.policy === 'relaxed-cosched';
    for (let v = this.queues.next(); v; v = this.queues.next()) {
      this.queues.remove(v);
      if (relaxed && !v.lagging && v.guest.vcpus.some((other) => other.lagging)) {
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
  private started = 0;

  /** Boosted vCPUs of a set take processors from those that have had them longest. */
  private preempt(set: number): void {
    for (let v = this.queues.nextBoosted(set); v; v = this.queues.nextBoosted(set)) {
      let victim: Vcpu | null = null;
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
        if (!victim || on.turnStart < victim.turnStart) victim = on;
      }
      if (!victim) return;
      const p = victim.processor!;
      this.leave(victim);
      this.setState(victim, 'ready');
      this.queues.enqueue(victim, 'front');
      this.queues.remove(v);
      this.startOn(v, p);
    }
  }

  private endSlice(v: Vcpu): void {
    v.boosted = false;
    if (!this.queues.waitsFor(v.processor!)) {
      v.sliceEnd = this.now + v.slice;
      if (this.model.policy === 'weighted') v.pass += (this.now - v.turnStart) * v.stride;
      v.turnStart = this.now;
      return;
    }
    this.leave(v);
    if (v.state === 'run') this.setState(v, 'ready');
    this.queues.enqueue(v, 'back');
  }

  // --- gangs ---

  private startGang(g: Guest, free: readonly Processor[]): void {
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
  private starting: Guest | null = null;

  private releaseIdleGang(g: Guest): void {
    const busy = g.vcpus.some((v) => v.state !== 'wait');
    if (this.model.slots !== 'fixed' && !busy && this.starting !== g) this.stopGang(g, 'ready');
  }

  private stopGang(g: Guest, state: 'ready' | 'costop'): void {
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

  private endGangSlice(v: Vcpu): void {
    if (!this.queues.othersWait(v.guest)) {
      v.sliceEnd = this.now + v.slice;
      return;
    }
    this.stopGang(v.guest, 'ready');
    this.queues.queueGang(v.guest);
  }

  // --- skew ---

  private get skew(): number {
    return Math.max(1000, this.model.skew);
  }

  private watches(g: Guest): boolean {
    return this.skewed && !g.model.dedicated && g.vcpus.length > 1;
  }

  private pauseLags(g: Guest): void {
    if (!this.watches(g) || g.vcpus.some((v) => v.state === 'run')) return;
    for (const v of g.vcpus) {
      if (v.skewAt === Infinity) continue;
      v.lag += this.now - v.lagSince;
      v.skewAt = Infinity;
    }
  }

  private resumeLags(runner: Vcpu): void {
    const g = runner.guest;
    if (!this.watches(g) || g.vcpus.some((v) => v !== runner && v.state === 'run')) return;
    for (const v of g.vcpus) {
      if (v === runner || v.state !== 'ready' || v.processor || v.lagging) continue;
      v.lagSince = this.now;
      v.skewAt = this.now + this.skew - v.lag;
    }
  }

  private limitSkew(v: Vcpu): void {
    const g = v.guest;
    v.skewAt = Infinity;
    if (this.model.policy === 'strict-cosched') {
      this.stopGang(g, 'costop');
      this.queues.queueGang(g);
      return;
    }
    v.lagging = true;
    for (const sibling of g.vcpus) {
      if (!sibling.processor) continue;
      this.leave(sibling);
      this.setState(sibling, 'costop');
    }
  }

  private coStart(v: Vcpu): void {
    const g = v.guest;
    v.lagging = false;
    if (g.vcpus.some((other) => other.lagging)) return;
    for (const sibling of [...g.vcpus].reverse()) {
      if (sibling.state !== 'costop') continue;
      this.setState(sibling, 'ready');
      this.queues.enqueue(sibling, 'front');
    }
  }

  // --- what is kept ---

  /** Notes who changed in the moment that ends. */
  private note(): void {
    for (const v of this.vcpus) {
      const runs = v.state === 'run';
      const change: StateChange = {
        time: this.now,
        vcpu: v.id,
        state: v.state,
        segment: v.segment,
        processor: runs ? v.processor!.id : -1,
        thread: v.segment === 'thread' ? v.current!.id : -1,
      };
      const { time: _, ...what } = change;
      const key = JSON.stringify(what);
      if (this.seen.get(v) !== key) this.states.push(change);
      this.seen.set(v, key);
    }
  }

  /** The warm-up is over: counts begin afresh. */
  private open(): void {
    for (const p of this.processors) {
      this.bookIdle(p);
      Object.assign(p.statistics, { used: 0, burnt: 0, overhead: 0, idle: 0, switches: 0 });
    }
    for (const { statistics } of this.devices)
      Object.assign(statistics, { completions: 0, busy: 0, queueing: 0 });
    for (const g of this.guests) {
      for (const { statistics: s } of g.vcpus)
        Object.assign(s, {
          used: 0,
          burnt: 0,
          ready: 0,
          costop: 0,
          wait: 0,
          dispatches: 0,
          ticks: noTicks(),
        });
      for (const { statistics: s } of g.threads)
        for (const of of [s, ...s.labels])
          for (const key of Object.keys(of) as (keyof typeof of)[])
            if (typeof of[key] === 'number') of[key] = 0 as never;
      const { interrupts, disk } = g.statistics;
      for (const of of [interrupts, disk])
        for (const key of Object.keys(of) as (keyof typeof of)[])
          if (typeof of[key] === 'number') of[key] = 0 as never;
      interrupts.histogram.fill(0);
      g.windowCount = 0;
      g.stampStart = g.idleSince = this.clock.stamp(g.vcpus[0], this.now);
      g.idleTrueSince = this.now;
    }
  }

  private close(): ReferenceRun['statistics'] {
    const elapsed = this.model.duration;
    for (const p of this.processors) this.bookIdle(p);
    for (const g of this.guests) {
      const { interrupts, disk } = g.statistics;
      const { tick } = g.model.clock;
      interrupts.windows = Math.max(1, elapsed / tick);
      interrupts.windowSquares += g.windowCount ** 2;
      const stamp = this.clock.stamp(g.vcpus[0], this.now);
      if (g.outstanding === 0) disk.idleMeasured += stamp - g.idleSince;
      if (g.atDevice === 0) disk.idleTrue += this.now - g.idleTrueSince;
      disk.elapsedMeasured = stamp - g.stampStart;
      for (const v of g.vcpus) {
        const { ticks } = v.statistics;
        const late =
          this.clock.isPaced(v) && v.due <= this.now ? Math.floor((this.now - v.due) / tick) + 1 : 0;
        ticks.pending = v.held + late;
        v.statistics.behind = nearest(v.behind);
      }
    }
    return {
      elapsed,
      processors: this.processors.map(({ statistics }) => statistics),
      devices: this.devices.map(({ statistics }) => statistics),
      guests: this.guests.map(({ statistics }) => statistics),
    };
  }
}
