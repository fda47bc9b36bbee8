/** Both builds of the packing kernel, and the plain loops over its steps. */
import { readFileSync } from 'node:fs';
import { PackingKernel } from '../../../src/engine/packing/kernel';
import type { Construction } from '../../../src/engine/packing/portfolio';
import type { FoldPlan, FoldProblem } from '../../../src/engine/packing/problem';

export const BUILDS = ['release', 'debug'] as const;

export function kernelOf(build: (typeof BUILDS)[number]): Promise<PackingKernel> {
  return PackingKernel.create(readFileSync(`build/packing.${build}.wasm`));
}

export function load(kernel: PackingKernel, problem: FoldProblem, budget = 1e9, pool?: number): void {
  kernel.load(problem, pool);
  while (!kernel.prepare(budget));
}

/** The plan of one construction alone. */
export function construct(
  kernel: PackingKernel,
  problem: FoldProblem,
  c: Construction,
  budget = 1e9,
  pool?: number,
): FoldPlan {
  load(kernel, problem, budget, pool);
  kernel.begin(c);
  while (kernel.construct(budget) === 'more');
  return kernel.plan();
}
