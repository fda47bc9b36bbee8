/** The evening kernel's builds, gauges at random, and the most even plan by trying everything. */
import { readFileSync } from 'node:fs';
import { fullestRows, gaugeOfProblem, keepsRoom, type Gauge } from '../../../src/engine/even/gauge';
import { EvenKernel } from '../../../src/engine/even/kernel';
import { checkPlan } from '../../../src/engine/packing/check';
import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';
import { draws } from '../packing/problems';

export function evenKernel(build: 'release' | 'debug'): Promise<EvenKernel> {
  return EvenKernel.create(readFileSync(`build/even.${build}.wasm`));
}

/** A gauge with something gone at first, ceilings below what there is, and demand that was rounded up. */
export function randomGauge(problem: FoldProblem, seed: number): Gauge {
  const next = draws(seed);
  const plain = gaugeOfProblem(problem);
  const fixed = plain.fixed.map(() => Math.floor(next() * 10));
  return {
    ...plain,
    fixed,
    whole: plain.whole.map((room, k) => (room + fixed[k]) * (1 + 0.3 * next())),
    demand: plain.demand.map((v) => Math.max(0, v - next() * 0.9)),
  };
}

/** What is wrong with a plan besides hosts that carry nothing. */
export function wrongs(problem: FoldProblem, plan: FoldPlan): string[] {
  return checkPlan(problem, plan).filter((wrong) => !wrong.endsWith('carries nothing'));
}

/** The lowest that the fullest host can be on hosts of these kinds; Infinity where no plan places everything. */
export function mostEven(problem: FoldProblem, gauge: Gauge, hostKind: Int32Array): number {
  const hostOf = new Int32Array(problem.items);
  let best = Infinity;
  const visit = (i: number): void => {
    if (i < problem.items) {
      for (hostOf[i] = 0; hostOf[i] < hostKind.length; hostOf[i]++) visit(i + 1);
      return;
    }
    const plan = { hostKind, hostOf };
    if (!keepsRoom(problem, plan)) return;
    const fullest = Math.max(...fullestRows(problem, gauge, plan));
    if (fullest < best && wrongs(problem, plan).length === 0) best = fullest;
  };
  visit(0);
  return best;
}
