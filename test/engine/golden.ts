/** What the kernels answer to drawn problems, as one short hash for each kind of work: the same bits everywhere. */
import { createHash } from 'node:crypto';
import { runColumns } from './columns/run-columns';
import type { ColumnKernel } from '../../src/engine/columns/kernel';
import type { GuestModel, HostModel, SimpleLaw } from '../../src/engine/dispatch/host';
import type { DispatchPolicy } from '../../src/engine/dispatch/policies';
import type { DispatchKernel } from '../../src/engine/dispatch/kernel';
import type { PackingKernel } from '../../src/engine/packing/kernel';
import { portfolio } from '../../src/engine/packing/portfolio';
import type { FoldPlan } from '../../src/engine/packing/problem';
import { findMisfit } from '../../src/engine/columns/fitting';
import { guest, hostOf, thread } from './dispatch/hosts';
import { construct, load } from './packing/kernels';
import { draws, randomProblem, type Shape } from './packing/problems';

type Told = (what: unknown) => void;

function hashOf(work: (tell: Told) => void): string {
  const hash = createHash('sha256');
  work((what) => hash.update(`${JSON.stringify(what, plain)}\n`));
  return hash.digest('hex').slice(0, 16);
}

const plain = (_: string, value: unknown) => {
  if (typeof value === 'bigint') return `${value}n`;
  return ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value;
};

const told = ({ hostOf, hostKind }: FoldPlan) => [hostOf, hostKind];

function shapeOf(seed: number): Shape {
  const scales = [50, 1000, 2 ** 30];
  return { items: 2 + ((seed * 7) % 40), manySlots: seed % 3 === 0, scale: scales[seed % scales.length] };
}

/** Every construction of the portfolio. */
export const constructions = (kernel: PackingKernel, problems: number): string =>
  hashOf((tell) => {
    for (let seed = 1; seed <= problems; seed++) {
      const problem = randomProblem(seed, shapeOf(seed));
      for (const c of portfolio(problem.kinds)) tell(told(construct(kernel, problem, c, 5000)));
    }
  });

/** The lower bounds and what they rest on. */
export const bounds = (kernel: PackingKernel, problems: number): string =>
  hashOf((tell) => {
    for (let seed = 1; seed <= problems; seed++) {
      load(kernel, randomProblem(seed, shapeOf(seed)), 3000);
      while (!kernel.bound(700));
      tell(kernel.lowerBound);
    }
  });

/** Every plan that a search comes upon, and how much work each step was. */
export const searches = (kernel: PackingKernel, problems: number, steps: number): string =>
  hashOf((tell) => {
    for (let seed = 1; seed <= problems; seed++) {
      const problem = randomProblem(seed, { ...shapeOf(seed), items: 20 + ((seed * 13) % 60) });
      construct(kernel, problem, portfolio(problem.kinds)[seed % 5]);
      kernel.beginSearch(BigInt(seed), 1 + (seed % 2));
      for (let n = 0; n < steps; n++) {
        const step = kernel.search(20_000, 4000);
        tell([step, kernel.workDone]);
        if (step === 'better') tell(told(kernel.plan()));
        if (step === 'done') break;
      }
      tell([told(kernel.plan()), kernel.cost, kernel.unplaced]);
    }
  });

/** Column generation: plan, certificate, and how much work it was. */
export async function columns(kernel: ColumnKernel, problems: number, work: number): Promise<string> {
  const answers: unknown[] = [];
  for (let seed = 1; seed <= problems; seed++) {
    const items = 4 + ((seed * 7) % 30);
    const problem = randomProblem(seed, { items, manySlots: seed % 4 === 0, scale: 1000 });
    if (misfit(problem)) continue;
    const { plan, certificate, lowerBound, work: done } = await runColumns(kernel, problem, { seed, work });
    answers.push([plan && told(plan), certificate, lowerBound, done]);
  }
  return hashOf((tell) => answers.forEach(tell));
}

function misfit(problem: Parameters<typeof findMisfit>[0]): boolean {
  const steps = findMisfit(problem);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value >= 0;
  }
}

const POLICIES: readonly DispatchPolicy[] = [
  'round-robin',
  'weighted',
  'when-ready',
  'strict-cosched',
  'pairs',
  'relaxed-cosched',
];

/** A host with a little of everything, drawn. */
function drawnHost(seed: number): HostModel {
  const next = draws(seed);
  const of = <T>(...choices: readonly T[]): T => choices[Math.floor(next() * choices.length)];
  const law = (): SimpleLaw => {
    const kind = of('constant', 'uniform', 'exponential', 'trace');
    const mean = 500 * (1 + Math.floor(next() * 40));
    return kind === 'trace' ? { kind, values: [mean, 700, 2 * mean] } : { kind, mean };
  };
  const processors = of(1, 2, 3, 4);
  const devices = Array.from({ length: of(0, 1, 2) }, () => ({ service: law(), servers: of(1, 2) }));
  const common = seed % 4 === 0;
  const one = (): GuestModel => {
    const vcpus = Math.min(processors, common ? 1 : of(1, 1, 2, 3));
    const threads = Array.from({ length: of(1, 2, 3) }, () =>
      thread({
        vcpu: Math.floor(next() * vcpus),
        burst: next() < 0.2 ? mixtureOf(law(), law()) : law(),
        wait: next() < 0.15 ? null : law(),
        arrivals: next() < 0.15 ? 40_000 : null,
        start: of('burst', 'wait', 'stationary'),
        labels: 2,
        io: devices.length > 0 && next() < 0.4 ? { device: 0, perBurst: of(0.5, 1, 2) } : null,
      }),
    );
    const clock = {
      tick: of(10_000, 15_625, 3000),
      phase: of(null, 0, 0.5),
      delivery: of(
        'burst' as const,
        'merge' as const,
        'discard' as const,
        'delay' as const,
        'catchup' as const,
      ),
      lose: of(0, 0, 0.3),
      tsc: of('real' as const, 'apparent' as const),
      tscRead: of(0, 20),
      order: of('thread-first' as const, 'idle-first' as const),
      idleTick: of('free' as const, 'free' as const, 'dispatch' as const),
    };
    const costs = common ? {} : { interruptCost: of(0, 100), dpcCost: of(0, 200) };
    return guest(threads, { vcpus, weight: of(1, 2, 5), slice: of(null, 30_000), ...costs }, clock);
  };
  return hostOf(Array.from({ length: of(1, 2, 3, 5) }, one), {
    processors,
    devices,
    policy: common ? 'round-robin' : POLICIES[seed % POLICIES.length],
    slice: of(50_000, 7000, 20_000),
    slots: common ? 'yield' : of('yield', 'yield', 'fixed'),
    boost: !common && next() < 0.3,
    skew: of(30_000, 1000),
    idle: { detect: common ? 'halt' : of('halt', 'poll', 'none'), check: of(15_000, 1000), probability: 0.5 },
    switchCost: common ? 0 : of(0, 300),
    housekeeping: common ? 0 : of(0, 0.02),
    interrupt: common ? 0 : of(0, 150),
    duration: 2_000_000,
    warmup: of(0, 123_457),
  });
}

function mixtureOf(a: SimpleLaw, b: SimpleLaw) {
  const parts = [
    { label: 0, weight: 3, law: a },
    { label: 1, weight: 7, law: b },
  ];
  return { kind: 'mixture' as const, parts };
}

/** Every statistic of runs of drawn hosts, and the log of their beginning. */
export const experiments = (kernel: DispatchKernel, hosts: number): string =>
  hashOf((tell) => {
    for (let seed = 1; seed <= hosts; seed++) {
      kernel.load(drawnHost(seed), { records: 500, until: 100_000 });
      tell(kernel.run(seed));
      tell(kernel.timeline());
    }
  });
