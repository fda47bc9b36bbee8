import { PER_MS, PER_SECOND } from '../engine/dispatch/host';
import { histogramQuantile } from '../engine/dispatch/statistics';
import type { GuestStatistics, RunStatistics, VcpuStatistics } from '../engine/dispatch/statistics';
import type { Experiment, ExperimentGuest, Thread } from './experiment';
import type { Figure } from './figure';
import { guestKinds, guestNames, labelsOf } from './model';

/**
 * What an experiment answers. N is a number for one replication, a `Figure` over all of them. Times are fractions of
 * elapsed time per vCPU (for a thread: of elapsed time), rates are per second. NaN: there was nothing to measure.
 */
export interface HostFigures<N> {
  /** Fractions of all processors: busy + burnt + overhead + idle = 1. `busy` is work that threads wanted done. */
  readonly host: { readonly busy: N; readonly burnt: N; readonly overhead: N; readonly idle: N };
  readonly devices: readonly DeviceFigures<N>[];
  readonly guests: readonly GuestFigures<N>[];
}

export interface DeviceFigures<N> {
  readonly name: string;
  /** Fraction of its servers' time in service. */
  readonly busy: N;
  readonly perSecond: N;
  /** Mean time in its queue before service. */
  readonly queueMs: N;
}

export interface GuestFigures<N> {
  readonly name: string;
  /** What the host charges the guest, idle loops included: used + ready + costop + wait + stolen = 1. */
  readonly used: N;
  readonly burnt: N;
  readonly ready: N;
  readonly costop: N;
  readonly wait: N;
  /** Taken by the host while it ran, unseen by the guest: service routines, housekeeping. */
  readonly stolen: N;
  /** Bursts or requests completed. */
  readonly cyclesPerSecond: N;
  /** Virtual interrupts from pending to delivered; `undelayed` is the fraction with no delay at all. */
  readonly interruptDelayMs: { readonly mean: N; readonly p95: N; readonly max: N; readonly undelayed: N };
  readonly interruptsPerSecond: N;
  /** Interrupts delivered at one moment, and the index of dispersion of those delivered within one tick. */
  readonly batch: { readonly mean: N; readonly dispersion: N };
  /** From wanting the processor to the end of the burst or request. */
  readonly responseMs: N;
  readonly threads: readonly ThreadFigures<N>[];
  readonly measured: MeasuredFigures<N>;
}

export interface ThreadFigures<N> {
  readonly process: string;
  readonly used: N;
  /** `used` by kind of burst. */
  readonly labels: Readonly<Record<string, N>>;
}

/** What the guest's own meters show, as fractions: whole ticks over the clock's denominator. */
export interface MeasuredFigures<N> {
  /** Processor Time: 1 - idle ticks over the denominator. */
  readonly processor: N;
  /** processor - (used - burnt), the meter against the work done. */
  readonly error: N;
  readonly threads: readonly {
    readonly process: string;
    /** Process % (one thread's part): its ticks over the denominator. */
    readonly share: N;
    readonly labels: Readonly<Record<string, N>>;
  }[];
  /** Privileged Time: kernel, interrupt and deferred-call ticks. */
  readonly privileged: N;
  readonly interrupt: N;
  readonly dpc: N;
  /** Steal time as a paravirtual guest is told it: ready and co-stopped. */
  readonly steal: N;
  /** Seconds on the guest's tick clock in a true second. */
  readonly clockRate: N;
  /** null for a guest without I/O. */
  readonly disk: {
    readonly idle: N;
    readonly trueIdle: N;
    /** Avg. Disk sec/Transfer, and the truth at the device. */
    readonly transferMs: N;
    readonly trueTransferMs: N;
  } | null;
}

/** Counts of interrupt delays, empty buckets left out. */
export interface DelayBucket {
  readonly fromMs: number;
  readonly toMs: number;
  readonly count: number;
}

/** The answer over all replications. */
export interface Answer extends Omit<HostFigures<Figure>, 'guests'> {
  readonly guests: readonly (Omit<GuestFigures<Figure>, 'interruptDelayMs'> & {
    readonly interruptDelayMs: GuestFigures<Figure>['interruptDelayMs'] & {
      readonly histogram: readonly DelayBucket[];
    };
  })[];
  /** Replications behind it. */
  readonly replications: number;
  /** Events handled in all of them, and the seconds that took. */
  readonly events: number;
  readonly seconds: number;
}

/** The host's share of one replication. */
export function processorShares({ processors }: Experiment, run: RunStatistics): HostFigures<number>['host'] {
  const total = (pick: (each: RunStatistics['processors'][number]) => number) =>
    sum(run.processors, pick) / (processors * run.elapsed);
  const burnt = total((each) => each.burnt);
  return {
    busy: total((each) => each.used) - burnt,
    burnt,
    overhead: total((each) => each.overhead),
    idle: total((each) => each.idle),
  };
}

/** What one replication showed. */
export function figuresOf(experiment: Experiment, run: RunStatistics): HostFigures<number> {
  const names = guestNames(experiment);
  const kinds = guestKinds(experiment);
  return {
    host: processorShares(experiment, run),
    devices: run.devices.map((device, d) => ({
      name: experiment.devices[d].name,
      busy: device.busy / (experiment.devices[d].servers * run.elapsed),
      perSecond: (device.completions / run.elapsed) * PER_SECOND,
      queueMs: device.queueing / device.completions / PER_MS,
    })),
    guests: run.guests.map((guest, g) => guestFigures(names[g], kinds[g], guest, run.elapsed)),
  };
}

/** What the host charges a guest in one replication, fractions of elapsed time per vCPU. */
export function guestShares({ vcpus }: GuestStatistics, elapsed: number) {
  const each = (pick: (each: VcpuStatistics) => number) => sum(vcpus, pick) / (vcpus.length * elapsed);
  return {
    used: each(({ used }) => used),
    burnt: each(({ burnt }) => burnt),
    ready: each(({ ready }) => ready),
    costop: each(({ costop }) => costop),
    wait: each(({ wait }) => wait),
    stolen: each(({ stolen }) => stolen),
  };
}

/** How a guest's meters count: what ticks of a kind, and those of a thread, come to over the clock's denominator. */
export function metersOf({ clock }: ExperimentGuest, { vcpus, threads }: GuestStatistics, elapsed: number) {
  const tick = clock.tickMs * PER_MS;
  const ticks = (pick: (each: VcpuStatistics['ticks']) => number) => sum(vcpus, (each) => pick(each.ticks));
  const seen = ticks((each) => each.delivered) * tick;
  /** Elapsed time of one vCPU as the counters see it. */
  const denominator = clock.denominator === 'synced' ? elapsed : seen / vcpus.length;
  const charged = (pick: (each: VcpuStatistics['ticks']) => number) =>
    (ticks(pick) * tick) / (vcpus.length * denominator);
  const share = (count: number) => (count * tick) / denominator;
  return {
    seen,
    charged,
    share,
    processor: 1 - charged((each) => each.idle),
    threads: threads.map((thread) => ({ share: share(thread.ticks) })),
  };
}

function guestFigures(
  name: string,
  kind: ExperimentGuest,
  guest: GuestStatistics,
  elapsed: number,
): GuestFigures<number> {
  const cycles = sum(guest.threads, (each) => each.cycles);
  const { interrupts } = guest;
  const perWindow = interrupts.count / interrupts.windows;
  return {
    name,
    ...guestShares(guest, elapsed),
    cyclesPerSecond: (cycles / elapsed) * PER_SECOND,
    interruptDelayMs: {
      mean: interrupts.sum / interrupts.count / PER_MS,
      p95: interrupts.count > 0 ? histogramQuantile(interrupts.histogram, 0.95) / PER_MS : NaN,
      max: interrupts.count > 0 ? interrupts.max / PER_MS : NaN,
      undelayed: interrupts.undelayed / interrupts.count,
    },
    interruptsPerSecond: (interrupts.count / elapsed) * PER_SECOND,
    batch: {
      mean: interrupts.count / interrupts.batches,
      dispersion: (interrupts.windowSquares / interrupts.windows - perWindow ** 2) / perWindow,
    },
    responseMs: sum(guest.threads, (each) => each.response) / cycles / PER_MS,
    threads: guest.threads.map((thread, t) => ({
      process: kind.threads[t].process,
      used: thread.used / elapsed,
      labels: byLabel(kind.threads[t], (i) => thread.labels[i].used / elapsed),
    })),
    measured: measuredFigures(kind, guest, elapsed),
  };
}

function measuredFigures(
  kind: ExperimentGuest,
  guest: GuestStatistics,
  elapsed: number,
): MeasuredFigures<number> {
  const { seen, charged, share, processor, threads } = metersOf(kind, guest, elapsed);
  const vcpus = guest.vcpus.length;
  const done = sum(guest.vcpus, (each) => each.used - each.burnt) / (vcpus * elapsed);
  const { disk } = guest;
  return {
    processor,
    error: processor - done,
    threads: guest.threads.map((thread, t) => ({
      process: kind.threads[t].process,
      ...threads[t],
      labels: byLabel(kind.threads[t], (i) => share(thread.labels[i].ticks)),
    })),
    privileged: charged((each) => each.kernel + each.interrupt + each.dpc),
    interrupt: charged((each) => each.interrupt),
    dpc: charged((each) => each.dpc),
    steal: sum(guest.vcpus, (each) => each.ready + each.costop) / (vcpus * elapsed),
    clockRate: seen / (vcpus * elapsed),
    disk: kind.threads.some(({ io }) => io !== undefined)
      ? {
          idle: disk.idleMeasured / disk.elapsedMeasured,
          trueIdle: disk.idleTrue / elapsed,
          transferMs: disk.transferMeasured / disk.transfers / PER_MS,
          trueTransferMs: disk.transferTrue / disk.transfers / PER_MS,
        }
      : null,
  };
}

function byLabel(thread: Thread, value: (label: number) => number): Record<string, number> {
  return Object.fromEntries(labelsOf(thread).map((label, i) => [label, value(i)]));
}

function sum<T>(list: readonly T[], pick: (each: T) => number): number {
  let total = 0;
  for (const each of list) total += pick(each);
  return total;
}
