import { readFileSync } from 'node:fs';
import { ColumnKernel } from '../../../src/engine/columns/kernel';

/** Both builds of the kernel; the debug build checks bounds and invariants. */
export const BUILDS = ['release', 'debug'] as const;

/** A fresh kernel of one build. */
export const kernelOf = (build: (typeof BUILDS)[number]): Promise<ColumnKernel> =>
  ColumnKernel.create(readFileSync(new URL(`../../../build/columns.${build}.wasm`, import.meta.url)));

/** A small generator for test cases (mulberry32), so that they are the same everywhere. */
export function draws(seed: number): (below: number) => number {
  let s = seed >>> 0;
  return (below) => {
    s = (s + 0x6d2b79f5) >>> 0;
    let t = Math.imul(s ^ (s >>> 15), 1 | s);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4294967296) * below);
  };
}
