import { expect, test } from 'vitest';
import { gaugeOfProblem, type Gauge } from '../../../src/engine/even/gauge';
import type { FoldProblem } from '../../../src/engine/packing/problem';
import { evenInLanes } from '../../../src/engine/pool/even-lanes';
import type { Solver } from '../../../src/engine/pool/solver';
import type { Solvers } from '../../../src/engine/pool/solvers';
import { engineOf, manyRows } from './solvers';

const REFUSED = 'the even kernel speaks version 1 with 27 words; this page expects version 2';
test('where every worker fails, each lane tries a second one and no more, nothing is evened and why is told', async () => {
  let started = 0;
  let dropped = 0;
  const failing = (): Solver =>
    ({ generates: true, even: () => Promise.reject(new Error(REFUSED)) }) as unknown as Solver;
  const solvers = {
    home: { generates: false } as Solver,
    homeWorks: true,
    workers: () => (started++, [Promise.resolve(failing())]),
    drop: () => dropped++,
  } as unknown as Solvers;
  const job = { start: null as never, seed: 1n, steps: 32 };
  const answer = await evenInLanes(solvers, {} as FoldProblem, {} as Gauge, job);
  expect(answer).toMatchObject({ plan: null, failed: REFUSED });
  expect([started, dropped]).toEqual([3, 4]);
  const none = { ...solvers, workers: () => [] } as unknown as Solvers;
  expect((await evenInLanes(none, {} as FoldProblem, {} as Gauge, job)).failed).toMatch(/^no worker/);
  const stopped = await evenInLanes(solvers, {} as FoldProblem, {} as Gauge, job, AbortSignal.abort());
  expect(stopped.failed).toBeUndefined();
});

test('what is evened is the same on one solver and on two that work for a page', async () => {
  const problem = manyRows();
  const start = { hostKind: new Int32Array(13), hostOf: new Int32Array(24).fill(-1) };
  const job = { start, seed: 7n, steps: 16 };
  const found = [];
  // One does all itself; of three, one conducts and two work, as in a page.
  for (const engine of [await engineOf(1), await engineOf(3, { homeWorks: false, generates: false })]) {
    const { plan, fullest, steps } = await engine.even!(problem, gaugeOfProblem(problem), job);
    found.push([plan, fullest, steps]);
  }
  expect(found[0][0]).not.toBeNull();
  expect(found[1]).toEqual(found[0]);
});
