import { readFileSync } from 'node:fs';
import { ColumnKernel } from '../../../src/engine/columns/kernel';
import { seededDraws } from '../../../src/estate/draws';

/** Both builds of the kernel; the debug build checks bounds and invariants. */
export const BUILDS = ['release', 'debug'] as const;

/** A fresh kernel of one build. */
export const kernelOf = (build: (typeof BUILDS)[number]): Promise<ColumnKernel> =>
  ColumnKernel.create(readFileSync(new URL(`../../../build/columns.${build}.wasm`, import.meta.url)));

/** Whole numbers below what is asked for, the same everywhere for a seed. */
export function draws(seed: number): (below: number) => number {
  const next = seededDraws(seed);
  return (below) => Math.floor(next() * below);
}
