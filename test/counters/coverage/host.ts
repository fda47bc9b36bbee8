/**
 * A second simulator of one host, for the coverage of corrections alone: floating-point milliseconds, a linear look for
 * the next event, its own generator, and each tick by itself. It shares no code with what it checks.
 */

/** Draws from 0 to 1: Marsaglia's xorshift of 32 bits, with a Weyl sequence added (Brent 2007). */
export class Draws {
  private x: number;
  private w = 0;

  constructor(seed: number) {
    this.x = (Math.imul(seed + 1, 0x9e3779b1) ^ 0x5bd1e995) | 1;
    for (let k = 0; k < 16; k++) this.next();
  }

  next(): number {
    this.x ^= this.x << 13;
    this.x ^= this.x >>> 17;
    this.x ^= this.x << 5;
    this.w = (this.w + 0x61c88647) | 0;
    return (((this.x + (this.w ^ (this.w >>> 16))) >>> 0) + 0.5) / 4294967296;
  }

  exponential(mean: number): number {
    return -mean * Math.log(this.next());
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** As likely in each factor of the range. */
  logarithmic(low: number, high: number): number {
    return low * (high / low) ** this.next();
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)];
  }
}

export type BurstKind = 'exponential' | 'constant' | 'uniform';

/** Who a burst belongs to, how likely, how long (ms). */
export interface Kind {
  readonly process: number;
  readonly weight: number;
  readonly burst: BurstKind;
  readonly mean: number;
}

/** A thread: bursts of its kinds, and exponential waits between them; a wait of 0 never waits. */
export interface Work {
  readonly vcpu: number;
  readonly kinds: readonly Kind[];
  readonly wait: number;
}

export type Late = 'burst' | 'merge' | 'discard' | 'delay' | 'catchup';

export interface Machine {
  readonly vcpus: number;
  readonly threads: readonly Work[];
}

export interface Scene {
  readonly processors: number;
  readonly slice: number;
  readonly tick: number;
  readonly late: Late;
  /** Catch-up only: at most so many times the usual rate. */
  readonly rate: number;
  readonly idleFirst: boolean;
  /** The measured guest first. */
  readonly machines: readonly Machine[];
}

/** What happened to the first machine in one interval; shares of its processors, by process. */
export interface Interval {
  readonly used: readonly number[];
  readonly shown: readonly number[];
  readonly idleShown: number;
  readonly ready: number;
  /** Ticks that were delivered, of those due. */
  readonly delivered: number;
}

interface Thread {
  readonly work: Work;
  /** When it wakes; Infinity while it has work. */
  wakes: number;
  process: number;
  left: number;
}

interface Cpu {
  readonly first: boolean;
  readonly threads: Thread[];
  /** Threads with work, in the order in which they came. */
  queue: Thread[];
  state: 'idle' | 'waits' | 'runs';
  /** It was preempted, and not woken, when it began to wait. */
  preempted: boolean;
  sliceEnds: number;
  ends: number;
  due: number;
  held: number;
  /** Paced clocks: the soonest that the next tick may come. */
  soonest: number;
}

/** Intervals of `seconds` each, after a start that is left out. */
export function simulate(scene: Scene, draws: Draws, seconds: number, intervals: number): Interval[] {
  const { tick } = scene;
  const cpus: Cpu[] = scene.machines.flatMap((machine, m) =>
    Array.from({ length: machine.vcpus }, (_, number): Cpu => {
      const threads = machine.threads
        .filter(({ vcpu }) => vcpu === number)
        .map((work): Thread => ({ work, wakes: draws.exponential(Math.max(1, work.wait)), process: 0, left: 0 }));
      return {
        first: m === 0,
        threads,
        queue: [],
        state: 'idle',
        preempted: false,
        sliceEnds: Infinity,
        ends: Infinity,
        due: m === 0 ? draws.next() * tick : Infinity,
        held: 0,
        soonest: 0,
      };
    }),
  );
  const own = cpus.filter(({ first }) => first);
  const count = 1 + Math.max(...own.flatMap((c) => c.threads.flatMap((t) => t.work.kinds.map((k) => k.process))));
  const ready: Cpu[] = [];
  let running = 0;
  let now = 0;
  let books = open(count);
  const paced = scene.late === 'delay' || scene.late === 'catchup';

  const draw = (thread: Thread) => {
    const { kinds } = thread.work;
    let at = draws.next() * kinds.reduce((sum, { weight }) => sum + weight, 0);
    const kind = kinds.find(({ weight }) => (at -= weight) < 0) ?? kinds[kinds.length - 1];
    thread.process = kind.process;
    thread.left =
      kind.burst === 'exponential'
        ? draws.exponential(kind.mean)
        : kind.burst === 'uniform'
          ? 2 * kind.mean * draws.next()
          : kind.mean;
  };
  const charge = (cpu: Cpu, idle: boolean, times = 1) => {
    books.delivered += times;
    if (idle) books.idle += times;
    else books.shown[cpu.queue[0].process] += times;
  };
  /** Ticks due until now, in the state that lasted until now. */
  const pass = (cpu: Cpu, from: number) => {
    if (!cpu.first) return;
    const share = now - from;
    if (cpu.state === 'runs') books.used[cpu.queue[0].process] += share;
    else if (cpu.state === 'waits') books.ready += share;
    if (cpu.state === 'waits') {
      if (paced) {
        if (cpu.soonest > from) cpu.soonest += share;
      } else for (; cpu.due <= now; cpu.due += tick) if (scene.late !== 'discard') cpu.held++;
      return;
    }
    const gap = scene.late === 'catchup' ? tick / scene.rate : tick;
    while (cpu.due <= now) {
      const at = paced ? Math.max(cpu.due, cpu.soonest, from) : cpu.due;
      if (at > now) break;
      cpu.due += tick;
      cpu.soonest = at + gap;
      charge(cpu, cpu.state === 'idle');
    }
  };
  const start = (cpu: Cpu) => {
    running++;
    cpu.state = 'runs';
    cpu.sliceEnds = now + scene.slice;
    cpu.ends = now + cpu.queue[0].left;
    if (!cpu.first || paced) return;
    const times = scene.late === 'merge' ? Math.min(1, cpu.held) : cpu.held;
    cpu.held = 0;
    if (times > 0) charge(cpu, scene.idleFirst && !cpu.preempted, times);
  };
  const dispatch = () => {
    while (running < scene.processors && ready.length > 0) start(ready.shift()!);
  };

  const warm = 3000;
  const length = 1000 * seconds;
  const result: Interval[] = [];
  let stop = warm;
  for (let done = -1; done < intervals;) {
    let at = stop;
    for (const cpu of cpus) {
      for (const { wakes } of cpu.threads) if (wakes < at) at = wakes;
      if (cpu.state === 'runs') at = Math.min(at, cpu.ends, cpu.sliceEnds);
    }
    const from = now;
    now = at;
    for (const cpu of cpus) pass(cpu, from);
    for (const cpu of cpus) {
      if (cpu.state === 'runs') cpu.queue[0].left -= now - from;
      for (const thread of cpu.threads) {
        if (thread.wakes > now) continue;
        thread.wakes = Infinity;
        draw(thread);
        cpu.queue.push(thread);
        if (cpu.state === 'idle') {
          cpu.state = 'waits';
          cpu.preempted = false;
          ready.push(cpu);
        }
      }
    }
    for (const cpu of cpus) {
      if (cpu.state !== 'runs') continue;
      if (cpu.ends <= now) {
        const thread = cpu.queue.shift()!;
        if (thread.work.wait > 0) thread.wakes = now + draws.exponential(thread.work.wait);
        else {
          draw(thread);
          cpu.queue.push(thread);
        }
        if (cpu.queue.length === 0) {
          running--;
          cpu.state = 'idle';
        } else cpu.ends = now + cpu.queue[0].left;
      }
      if (cpu.state === 'runs' && cpu.sliceEnds <= now) {
        if (ready.length === 0) cpu.sliceEnds = now + scene.slice;
        else {
          running--;
          cpu.state = 'waits';
          cpu.preempted = true;
          ready.push(cpu);
        }
      }
    }
    dispatch();
    if (now < stop) continue;
    if (done >= 0) result.push(close(books, length * own.length, tick));
    books = open(count);
    done++;
    stop += length;
  }
  return result;
}

interface Books {
  readonly used: number[];
  readonly shown: number[];
  idle: number;
  ready: number;
  delivered: number;
}

function open(processes: number): Books {
  const zero = () => new Array<number>(processes).fill(0);
  return { used: zero(), shown: zero(), idle: 0, ready: 0, delivered: 0 };
}

function close(books: Books, whole: number, tick: number): Interval {
  return {
    used: books.used.map((v) => v / whole),
    shown: books.shown.map((v) => (v * tick) / whole),
    idleShown: (books.idle * tick) / whole,
    ready: books.ready / whole,
    delivered: (books.delivered * tick) / whole,
  };
}
