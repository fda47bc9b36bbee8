import { expect, it } from 'vitest';
import { createLocalEngine } from '../../src/engine/local';
import type { FoldEngine } from '../../src/engine/fold-engine';
import type { FoldProblem } from '../../src/engine/packing/problem';
import type { ProofTree } from '../../src/engine/columns/proof-tree';
import { DEFAULT_HOST } from '../../src/overhead/host';
import { fold } from '../../src/placement/fold';
import { recheckProof } from '../../src/placement/recheck';
import { whyWords } from '../../src/report/plan-words';
import { OPTIONS, estateOf, guest } from './estates';

/** Five servers of 1 core in hosts that hold two: 3 hosts, which weights say alone; here cases say it instead. */
it('a proof by cases tells how many there are, what its points prove alone, and can be checked again', async () => {
  const names = ['A', 'B', 'C', 'D', 'E'];
  const estate = estateOf(
    names.map((name) => guest(name, { busy: [100] }, { cores: 1, rating: 3 })),
    1,
  );
  const hosts = [{ ...DEFAULT_HOST, cores: 2 }];
  const engine = await createLocalEngine();
  const options = { ...OPTIONS, profile: 'bare', hosts, failures: 0, work: 20 } as const;
  const leaf = (weights: number[]) => ({ weights, most: [2] });
  const cases: ProofTree = { pair: [0, 1], together: leaf([1, 1, 1, 1, 1]), apart: leaf([1, 1, 1, 1, 1]) };
  const certificate = { weights: [1, 1, 1, 1, 0], most: [2], bound: 3, cases };
  let folded: FoldProblem | null = null;
  const byCases: FoldEngine = {
    fold: async (problem, budget, hooks) => {
      const found = await engine.fold(problem, budget, hooks);
      folded = problem;
      return { ...found, boundBy: 'none', simple: null, certificate, lowerBound: 3 };
    },
  };
  const answer = await fold(estate, options, byCases);
  expect(answer).toMatchObject({ hostCount: 3, proved: true, proof: { cases: { count: 2, without: 2 } } });
  expect(whyWords(answer)[0]).toContain(
    'that takes 2 hosts at least. In each of 2 cases, of which one holds of every plan, other points show that it takes 3 hosts at least.',
  );
  const { proof } = answer;
  expect(await recheckProof({ problem: folded!, certificate, proof: proof! }, engine)).toMatchObject({
    valid: true,
    why: expect.stringContaining('in each of 2 cases') as string,
  });
  const wrong = { ...certificate, cases: { ...cases, apart: leaf([2, 1, 1, 1, 1]) } };
  expect(await recheckProof({ problem: folded!, certificate: wrong, proof: proof! }, engine)).toMatchObject({
    valid: false,
    undecided: false,
  });
});
