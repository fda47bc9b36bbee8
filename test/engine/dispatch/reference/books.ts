import type { HostModel } from '../../../../src/engine/dispatch/host';
import type { RunStatistics } from '../../../../src/engine/dispatch/statistics';
import type { StateChange } from '../../../../src/engine/dispatch/timeline';
import { ReferenceClock } from './clock';
import { LawDraws, nearest } from './laws';
import type { Draws } from './laws';
import { ReferenceQueues } from './queues';
import { makeState, noTicks } from './state';
import type { Device, Guest, Processor, Vcpu } from './state';

/** The host as it stands, and what is kept of its run. */
export abstract class ReferenceBooks {
  protected now = 0;
  protected readonly processors: Processor[];
  protected readonly guests: Guest[];
  protected readonly devices: Device[];
  protected readonly vcpus: Vcpu[];
  protected readonly clock: ReferenceClock;
  protected readonly queues: ReferenceQueues;
  protected readonly laws: LawDraws;
  protected readonly skewed: boolean;
  protected readonly eta: number;
  protected rotation = 0;
  protected readonly states: StateChange[] = [];
  protected readonly seen = new Map<Vcpu, string>();

  constructor(
    protected readonly model: HostModel,
    protected readonly draws: Draws,
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
      model.slots !== 'fixed' && ['strict-cosched', 'relaxed-cosched', 'relaxed-esx4'].includes(model.policy);
  }

  /** Notes who changed in the moment that ends. */
  protected note(): void {
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
  protected open(): void {
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
          stolen: 0,
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

  protected close(): Omit<RunStatistics, 'events' | 'ticks'> {
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
  protected bookIdle(p: Processor): void {
    if (p.state === 'vmm') p.statistics.overhead += this.now - p.since;
    else if (p.state !== 'busy') {
      const overhead = this.clock.taken(this.now - p.since);
      p.statistics.idle += this.now - p.since - overhead;
      p.statistics.overhead += overhead;
    } else return;
    p.since = this.now;
  }
}
