import { build } from 'esbuild';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FoldResult } from '../../../src/engine/fold-engine';
import { createLocalEngine } from '../../../src/engine/local';
import { createNodeEngine } from '../../../src/engine/node';
import { threadLine } from '../../../src/engine/door/node';
import { remoteSolver } from '../../../src/engine/pool/remote-solver';
import { laneSeed } from '../../../src/engine/packing/fold';
import { faultOf } from '../columns/brute';
import { randomProblem } from './solvers';

let folder: string;
let worker: URL;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const outfile = join(folder, 'node-worker.mjs');
  await build({
    entryPoints: ['src/engine/pool/node-worker.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  worker = pathToFileURL(outfile);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a worker thread', () => {
  const problem = randomProblem(200, 9);
  const budget = { seed: 3, work: 40 };
  let here: FoldResult;
  beforeAll(async () => {
    here = await (await createLocalEngine()).fold(problem, budget);
  });

  it('gives the answers of this thread', async () => {
    const there = await (await createNodeEngine(worker)).fold(problem, budget);
    expect(there.plan).toEqual(here.plan);
    expect([there.lowerBound, there.endedBy, there.steps]).toEqual([
      here.lowerBound,
      here.endedBy,
      here.steps,
    ]);
  });

  it('that ends by an error leaves its work to this thread, with the same answer', async () => {
    const broken = join(folder, 'broken.mjs');
    writeFileSync(broken, "throw new Error('no memory');");
    const there = await (await createNodeEngine(pathToFileURL(broken))).fold(problem, budget);
    expect([there.plan, there.lowerBound, there.steps]).toEqual([here.plan, here.lowerBound, here.steps]);
  });

  it('hears a cancel, tells of better plans, and answers no more once it is ended', async () => {
    const problem = randomProblem(300, 6);
    const start = (await (await createLocalEngine()).fold(problem, { seed: 1 })).plan;
    const solver = remoteSolver(threadLine(worker));
    const abort = new AbortController();
    const told: number[] = [];
    setTimeout(() => abort.abort(), 400);
    const answer = await solver.search(
      problem,
      { start, seed: laneSeed(1, 0, 0) },
      { signal: abort.signal, onPlan: (plan) => told.push(plan.hostKind.length) },
    );
    expect(answer.exhausted).toBe(false);
    if (answer.plan) {
      expect(faultOf(problem, answer.plan)).toBe('');
      expect(told.at(-1)).toBe(answer.plan.hostKind.length);
    }
    const pending = solver.search(problem, { start, seed: laneSeed(1, 0, 1), seconds: 60 });
    solver.close();
    await expect(pending).rejects.toThrow(/worker has ended/);
  });
});
