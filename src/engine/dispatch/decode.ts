import type { HostModel } from './host';
import { BUCKETS } from './statistics';
import type {
  GuestStatistics,
  InterruptStatistics,
  RunStatistics,
  ThreadStatistics,
  VcpuStatistics,
} from './statistics';

/** Words that the kernel writes (assembly/dispatch/statistics.ts): head, processor, device, vCPU, guest, thread, label. */
const SIZES = {
  head: 4,
  processor: 5,
  device: 3,
  vcpu: 14,
  guest: 13 + BUCKETS,
  thread: 9,
  label: 3,
} as const;

/** How many f64 words the statistics of this host take. */
export function statisticsWords(model: HostModel): number {
  let words = SIZES.head + model.processors * SIZES.processor + model.devices.length * SIZES.device;
  for (const guest of model.guests) {
    words += guest.vcpus * SIZES.vcpu + SIZES.guest;
    for (const thread of guest.threads) words += SIZES.thread + thread.labels * SIZES.label;
  }
  return words;
}

/** Reads the statistics of a run of `model` from the kernel's words, which it copies. */
export function decodeStatistics(model: HostModel, words: Float64Array): RunStatistics {
  let at = 0;
  const next = () => words[at++];
  const origin = next();
  const end = next();
  const events = next();
  const ticks = next();
  const processors = Array.from({ length: model.processors }, () => ({
    used: next(),
    burnt: next(),
    overhead: next(),
    idle: next(),
    switches: next(),
  }));
  const devices = model.devices.map(() => ({ completions: next(), busy: next(), queueing: next() }));
  const guests: GuestStatistics[] = model.guests.map((guest) => {
    const vcpus = Array.from({ length: guest.vcpus }, () => readVcpu(next));
    const interrupts = readInterrupts(next, Math.max(1, (end - origin) / guest.clock.tick));
    const disk = {
      transfers: next(),
      transferMeasured: next(),
      transferTrue: next(),
      idleMeasured: next(),
      elapsedMeasured: next(),
      idleTrue: next(),
    };
    interrupts.histogram = words.slice(at, at + BUCKETS);
    at += BUCKETS;
    return { vcpus, threads: [], interrupts, disk };
  });
  model.guests.forEach((guest, g) => {
    guests[g].threads = guest.threads.map((thread) => readThread(next, thread.labels));
  });
  return { elapsed: end - origin, events, ticks, processors, devices, guests };
}

function readVcpu(next: () => number): VcpuStatistics {
  const [used, burnt, ready, costop, wait, dispatches] = [next(), next(), next(), next(), next(), next()];
  const [user, kernel, interrupt, dpc, idle, lost] = [next(), next(), next(), next(), next(), next()];
  const pending = next();
  const behind = next();
  const delivered = user + kernel + interrupt + dpc + idle;
  const counts = { delivered, user, kernel, interrupt, dpc, idle, lost, pending };
  return { used, burnt, ready, costop, wait, dispatches, behind, ticks: counts };
}

function readInterrupts(next: () => number, windows: number): InterruptStatistics {
  return {
    count: next(),
    undelayed: next(),
    sum: next(),
    max: next(),
    batches: next(),
    batchSquares: next(),
    windowSquares: next(),
    windows,
    histogram: new Float64Array(0),
  };
}

function readThread(next: () => number, labels: number): ThreadStatistics {
  return {
    used: next(),
    cycles: next(),
    response: next(),
    queueing: next(),
    started: next(),
    demand: next(),
    dropped: next(),
    ticks: next(),
    kernelTicks: next(),
    labels: Array.from({ length: labels }, () => ({ used: next(), cycles: next(), ticks: next() })),
  };
}
