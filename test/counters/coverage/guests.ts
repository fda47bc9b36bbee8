import type { BurstKind, Draws, Late, Machine, Scene, Work } from './host';

/** What was drawn for one guest, and how its logs are kept. */
export interface Drawn {
  readonly scene: Scene;
  readonly seconds: number;
  /** % Used over % Run on its host. */
  readonly speed: number;
  /** Processes that its log lists, of those that it has. */
  readonly listed: number | 'all';
  /** Whether its host's log tells % Run. */
  readonly run: boolean;
  /** The share of its idle ticks that an idle processor skips; null: its log does not count clock interrupts. */
  readonly skipped: number | null;
  /** Whose clocks it is said to have. */
  readonly era: 'not known' | 'vista' | '2012';
}

const LATE: readonly Late[] = ['burst', 'burst', 'burst', 'merge', 'discard', 'delay', 'catchup'];
const BURSTS: readonly BurstKind[] = ['exponential', 'exponential', 'constant', 'uniform'];

/** A guest within the range that a correction names: bursts of 1 to 200 ms, one to four threads, any delivery. */
export function drawGuest(draws: Draws): Drawn {
  const processors = draws.next() < 0.8 ? 1 : 2;
  const neighbours = draws.pick([1, 1, 1, 2, 3]);
  const listed = draws.pick(['all', 'all', 'all', 1] as const);
  const run = draws.next() < 0.75;
  const late = draws.pick(LATE);
  // From Windows 8 on late ticks are merged or discarded, and idle processors skip some.
  const newer = late === 'merge' || late === 'discard';
  const era = draws.next() < 0.5 ? 'not known' : newer && draws.next() < 0.7 ? '2012' : 'vista';
  const counts = draws.next() < 0.4;
  const skips = era !== 'vista' && newer && draws.next() < 0.5;
  return {
    listed,
    run,
    era,
    skipped: counts ? (skips ? draws.next() : 0) : null,
    scene: {
      processors,
      slice: draws.pick([10, 30, 50, 50]),
      tick: draws.pick([15.625, 15.625, 15.625, 10]),
      late,
      rate: draws.between(1.2, 5),
      idleFirst: draws.next() < 0.5,
      machines: [
        own(processors, draws),
        ...Array.from({ length: neighbours * processors }, () => neighbour(draws)),
      ],
    },
    seconds: draws.logarithmic(60, 600),
    speed: draws.next() < 0.5 ? 1 : draws.between(0.8, 1.4),
  };
}

function own(processors: number, draws: Draws): Machine {
  const one = draws.logarithmic(1, 200);
  // One kind of burst for all processes, or a kind for each.
  const alike = draws.next() < 0.25;
  const means = [one, ...[1, 2].map(() => (alike ? one : draws.logarithmic(1, 200)))];
  const burst = draws.pick(BURSTS);
  const load = draws.between(0.05, 0.7);
  const kind = (process: number, weight = 1) => ({ process, weight, burst, mean: means[process] });
  const restless = draws.next() < 0.08;
  const wait = (mean: number, share: number) => (restless ? 0 : (mean * (1 - share)) / share);
  const threads: Work[] = [];
  if (processors === 1 && draws.next() < 0.3) {
    // Bursts of both in one stream of work.
    const weight = draws.between(0.05, 0.95);
    const mean = weight * means[0] + (1 - weight) * means[1];
    threads.push({ vcpu: 0, wait: wait(mean, load), kinds: [kind(0, weight), kind(1, 1 - weight)] });
  } else {
    const total = load * processors;
    // Threads of each process.
    const counts = draws.pick([
      [1, 1],
      [1, 2],
      [1, 3],
      [2, 2],
      [1, 1, 1],
      [1, 1, 2],
    ]);
    const parts = counts.map(() => draws.between(0.1, 0.9));
    const whole = parts.reduce((a, b) => a + b, 0);
    let place = draws.pick([0, 1]);
    counts.forEach((count, process) => {
      const share = Math.min(0.9, (total * parts[process]) / whole / count);
      for (let k = 0; k < count; k++)
        threads.push({ vcpu: place++ % processors, wait: wait(means[process], share), kinds: [kind(process)] });
    });
  }
  return { vcpus: processors, threads };
}

function neighbour(draws: Draws): Machine {
  const mean = draws.logarithmic(5, 100);
  const load = draws.next() < 0.5 ? 1 : draws.between(0.2, 0.9);
  const kinds = [{ process: 0, weight: 1, burst: 'exponential' as const, mean }];
  return { vcpus: 1, threads: [{ vcpu: 0, wait: load === 1 ? 0 : (mean * (1 - load)) / load, kinds }] };
}
