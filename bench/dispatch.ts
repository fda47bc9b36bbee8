/**
 * The dispatch kernel against a native twin (the same rules, integer time and statistics in C) and against SimPy, all
 * in one run; then the times that the page and the demo must keep.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { PER_MS, PER_SECOND } from '../src/engine/dispatch/host';
import type { GuestModel, HostModel } from '../src/engine/dispatch/host';
import { DispatchKernel } from '../src/engine/dispatch/kernel';
import { buildNodeWorker } from './node-worker';
import type { Table } from './table';

const BURST = 5 * PER_MS;
const WAIT = 15 * PER_MS;
const TICK = 10 * PER_MS;
const SLICE = 50 * PER_MS;

interface Size {
  readonly guests: number;
  readonly processors: number;
  readonly seconds: number;
}
const SIZES: readonly Size[] = [
  { guests: 2, processors: 1, seconds: 60 },
  { guests: 8, processors: 2, seconds: 20 },
  { guests: 128, processors: 2, seconds: 20 },
  { guests: 1024, processors: 256, seconds: 0.5 },
];

const GUEST: GuestModel = {
  vcpus: 1,
  weight: 1,
  cap: 1,
  dedicated: false,
  affinity: null,
  slice: null,
  interruptCost: 0,
  dpcCost: 0,
  threads: [
    {
      vcpu: 0,
      burst: { kind: 'exponential', mean: BURST },
      wait: { kind: 'exponential', mean: WAIT },
      arrivals: null,
      start: 'stationary',
      labels: 0,
      privileged: { share: 0, f: 0, k: 1 },
      io: null,
    },
  ],
  clock: {
    tick: TICK,
    phase: null,
    delivery: 'burst',
    rate: 2,
    giveUp: 60 * PER_SECOND,
    lose: 0,
    tsc: 'real',
    tscRead: 0,
    order: 'thread-first',
    idleTick: 'free',
  },
};

const hostOf = ({ guests, processors, seconds }: Size): HostModel => ({
  processors,
  policy: 'round-robin',
  slice: SLICE,
  slots: 'yield',
  boost: false,
  skew: 3 * PER_MS,
  idle: { detect: 'halt', check: 1.5 * PER_MS, probability: 1 },
  switchCost: 0,
  housekeeping: 0,
  interrupt: 0,
  timer: 0,
  devices: [],
  guests: Array.from({ length: guests }, () => GUEST),
  duration: seconds * PER_SECOND,
  warmup: 0,
});

const native = (file: string) => fileURLToPath(new URL(`native/${file}`, import.meta.url));
const kernelBytes = () => readFileSync(new URL('../build/dispatch.release.wasm', import.meta.url));

/** Seeds of one measurement, and how often kernel and twin take turns. */
const SEEDS = 8;
const ROUNDS = 40;

/** Milliseconds of the fastest of some runs, their events and their ticks. */
interface Speed {
  readonly ms: number;
  readonly events: number;
  readonly ticks: number;
}

function runKernel(kernel: DispatchKernel): Speed {
  let best: Speed = { ms: Infinity, events: 0, ticks: 0 };
  for (let seed = 0; seed < SEEDS; seed++) {
    const start = performance.now();
    kernel.start(seed);
    while (!kernel.step());
    const ms = performance.now() - start;
    if (ms >= best.ms) continue;
    const { events, ticks } = kernel.statistics();
    best = { ms, events, ticks };
  }
  return best;
}

function wordsOf({ guests, processors, seconds }: Size): string[] {
  return [guests, processors, BURST, WAIT, TICK, SLICE, seconds].map(String);
}

function runTwin(program: string, size: Size): Speed {
  const answer = execFileSync(program, [...wordsOf(size), String(SEEDS)], { encoding: 'utf8' });
  const [events, ticks, seconds] = answer.split(' ').map(Number);
  return { ms: 1000 * seconds, events, ticks };
}

const faster = (a: Speed, b: Speed) => (b.ms < a.ms ? b : a);

async function againstNative(program: string | null): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const size of SIZES) {
    const kernel = await DispatchKernel.from(kernelBytes());
    kernel.load(hostOf(size));
    let ours = runKernel(kernel);
    let theirs: Speed | null = null;
    for (let round = 0; round < ROUNDS; round++) {
      ours = faster(ours, runKernel(kernel));
      if (!program || round % 4 !== 0) continue;
      const again = runTwin(program, size);
      theirs = theirs ? faster(theirs, again) : again;
    }
    const rate = ours.events / ours.ms / 1e3;
    const nativeRate = theirs ? theirs.events / theirs.ms / 1e3 : NaN;
    rows.push({
      guests: size.guests,
      processors: size.processors,
      'M events/s': rate,
      'native, M events/s': theirs ? nativeRate : '-',
      ratio: theirs ? rate / nativeRate : '-',
      'M ticks/s': ours.ticks / ours.ms / 1e3,
      'simulated s/s': Math.round((1000 * size.seconds) / ours.ms),
    });
  }
  const notes = [
    `bursts 5 ms, waits 15 ms, exponential; slice 50 ms; tick 10 ms; the fastest of ${SEEDS * ROUNDS} runs; goal: ratio 0.80, at 1,024 guests 0.75`,
  ];
  if (!program) notes.push('no native twin: gcc is not there');
  return { title: 'Dispatch kernel against its native twin (gcc -O3 -march=native)', rows, notes };
}

function pythonWithSimpy(): string | null {
  for (const python of ['python3', '/usr/bin/python3'])
    try {
      execFileSync(python, ['-c', 'import simpy'], { stdio: 'ignore' });
      return python;
    } catch {
      continue;
    }
  return null;
}

async function againstSimpy(): Promise<Table> {
  const title = 'Dispatch kernel against SimPy, 8 guests on 2 processors';
  const python = pythonWithSimpy();
  if (!python)
    return { title, rows: [], notes: ['skipped: no SimPy (Debian: python3-simpy3 or python3-simpy)'] };
  const size = { guests: 8, processors: 2, seconds: 60 };
  const kernel = await DispatchKernel.from(kernelBytes());
  kernel.load(hostOf(size));
  runKernel(kernel);
  const { ms } = runKernel(kernel);
  const answer = execFileSync(python, [native('dispatch-simpy.py'), ...wordsOf(size)], { encoding: 'utf8' });
  const simpy = size.seconds / Number(answer.split(' ')[0]);
  const ours = (1000 * size.seconds) / ms;
  const row = {
    'simulated s/s': Math.round(ours),
    'SimPy, simulated s/s': Math.round(simpy),
    times: ours / simpy,
  };
  return { title, rows: [row], notes: ['goal: 40 times'] };
}

async function replications(): Promise<number> {
  const { url, remove } = await buildNodeWorker('./workers/dispatch.ts');
  const model = hostOf({ guests: 2, processors: 1, seconds: 600 });
  const bytes = kernelBytes();
  const start = performance.now();
  const halves = [0, 500].map(
    (from) =>
      new Promise<void>((resolve, reject) => {
        const workerData = { bytes, model, from, to: from + 500 };
        new Worker(url, { workerData }).on('message', () => resolve()).on('error', reject);
      }),
  );
  await Promise.all(halves).finally(remove);
  return (performance.now() - start) / 1000;
}

async function budgets(): Promise<Table> {
  const kernel = await DispatchKernel.from(kernelBytes());
  kernel.load(hostOf({ guests: 8, processors: 2, seconds: 300 }));
  const first = performance.now();
  kernel.run(1);
  const cold = performance.now() - first;
  const { ms } = runKernel(kernel);
  const crowd = await DispatchKernel.from(kernelBytes());
  crowd.load(hostOf({ guests: 128, processors: 2, seconds: 60 }));
  const many = runKernel(crowd);
  const title = 'Times to keep';
  const rows = [
    { what: 'five minutes of 8 guests on 2 processors, ms', found: ms, goal: 15 },
    { what: 'the same, first run of a fresh kernel, ms', found: cold, goal: 33 },
    {
      what: '1,000 replications of 10 minutes, 2 guests, 2 workers, s',
      found: await replications(),
      goal: 5,
    },
    { what: 'guest ticks at 128 guests, M/s (at least)', found: many.ticks / many.ms / 1e3, goal: 150 },
  ];
  return { title, rows };
}

export default async function dispatch(): Promise<Table[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hostfold-dispatch-'));
  try {
    let program: string | null = join(folder, 'twin');
    try {
      const flags = ['-O3', '-march=native', native('dispatch-twin.c'), '-o', program, '-lm'];
      execFileSync('gcc', flags, { stdio: 'ignore' });
    } catch {
      program = null;
    }
    return [await againstNative(program), await againstSimpy(), await budgets()];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
