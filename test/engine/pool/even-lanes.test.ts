import { expect, test } from 'vitest';
import type { Gauge } from '../../../src/engine/even/gauge';
import type { FoldProblem } from '../../../src/engine/packing/problem';
import { evenInLanes } from '../../../src/engine/pool/even-lanes';
import type { Solver } from '../../../src/engine/pool/solver';
import type { Solvers } from '../../../src/engine/pool/solvers';

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
