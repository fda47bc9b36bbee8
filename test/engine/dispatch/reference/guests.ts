import { BUCKETS } from '../../../../src/engine/dispatch/statistics';
import { ReferenceBooks } from './books';
import { meanOf, nearest } from './laws';
import type { Device, Guest, Interrupt, Request, Thread, Vcpu } from './state';

/** What happens inside the guests: threads and their bursts, devices, interrupts on their way. */
export abstract class ReferenceGuests extends ReferenceBooks {
  protected abstract wake(v: Vcpu): void;
  protected abstract pickSegment(v: Vcpu): void;
  protected abstract setState(v: Vcpu, state: Vcpu['state']): void;
  protected abstract still(v: Vcpu): void;

  protected startGuest(g: Guest): void {
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

  protected startThread(thread: Thread): void {
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

  protected drawWait(thread: Thread): number {
    return this.now + this.laws.draw(thread.model.wait!, thread.requests);
  }

  protected startBurst(thread: Thread, wanted: number): void {
    this.ready(thread, this.laws.draw(thread.model.burst, thread), wanted);
  }

  protected ready(thread: Thread, drawn: number, wanted: number): void {
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
    const work = nearest(raw * (1 + share * f * (k - 1))) + thread.issues * vcpu.guest.model.clock.tscRead;
    thread.left = work;
    thread.demand = work;
    thread.kernelPart = work - raw + nearest(raw * share);
    thread.wanted = wanted;
    thread.begun = false;
    vcpu.runnable.push(thread);
  }

  protected endTimer(thread: Thread): void {
    thread.timer = Infinity;
    if (thread.model.arrivals !== null) {
      thread.timer = this.now + this.draws.drawExponential(thread.model.arrivals);
      thread.arrivals.push({ at: this.now, posted: Infinity, delivered: false });
      this.hostInterrupt({ kind: 'arrivals', thread, posted: 0 }, this.model.interrupt);
    } else this.hostInterrupt({ kind: 'timer', thread, posted: 0 }, this.model.timer);
  }

  protected finishBurst(v: Vcpu): void {
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

  protected goOn(thread: Thread): void {
    if (thread.model.arrivals === null) {
      const until = thread.model.wait ? this.drawWait(thread) : this.now;
      const waits = until > this.now || (thread.model.wait !== null && thread.issues === 0);
      if (waits) thread.timer = until;
      else this.startBurst(thread, this.now);
    } else if (thread.arrivals[0]?.delivered) this.startBurst(thread, thread.arrivals[0].at);
    else thread.active = false;
  }

  protected issue(v: Vcpu, request: Request): void {
    const g = v.guest;
    request.issued = this.now;
    request.stamp = this.clock.stamp(v, this.now);
    if (g.outstanding++ === 0) g.statistics.disk.idleMeasured += request.stamp - g.idleSince;
    if (g.atDevice++ === 0) g.statistics.disk.idleTrue += this.now - g.idleTrueSince;
    const device = this.devices[request.thread.model.io!.device];
    if (device.active < device.servers) this.serve(device, request);
    else device.queue.push(request);
  }

  protected serve(device: Device, request: Request): void {
    const { service } = this.model.devices[this.devices.indexOf(device)];
    device.active++;
    device.statistics.queueing += this.now - request.issued;
    request.begun = this.now;
    request.doneAt = this.now + this.laws.draw(service, device);
  }

  protected complete(request: Request): void {
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
    this.hostInterrupt({ kind: 'request', thread, request, posted: 0 }, this.model.interrupt);
  }

  protected hostInterrupt(interrupt: Interrupt, cost: number): void {
    if (cost === 0) return this.post(interrupt);
    const n = this.processors.length;
    let p = this.processors[this.rotation % n];
    for (let k = 0; k <= n; k++) {
      p = this.processors[this.rotation];
      this.rotation = (this.rotation + 1) % n;
      if (!p.dedicated) break;
    }
    if (p.state !== 'vmm') {
      if (p.state === 'busy') {
        this.setState(p.vcpu!, 'stolen');
        this.still(p.vcpu!);
      } else this.bookIdle(p);
      p.state = 'vmm';
      p.since = p.vmmEnd = p.serviceEnd = this.now;
    }
    p.serviceEnd = Math.max(p.serviceEnd, this.now) + cost;
    p.vmmEnd += cost;
    p.services.push({ end: p.serviceEnd, interrupt });
  }

  protected post(interrupt: Interrupt): void {
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

  protected deliverPending(v: Vcpu): void {
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

  protected countDelay(g: Guest, posted: number): void {
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

  protected stampTransfer(v: Vcpu, request: Request): void {
    const g = v.guest;
    const stamp = this.clock.stamp(v, this.now) + g.model.clock.tscRead;
    const s = g.statistics.disk;
    s.transfers++;
    s.transferMeasured += stamp - request.stamp;
    s.transferTrue += request.finished - request.issued;
    if (--g.outstanding === 0) g.idleSince = stamp;
  }
}
