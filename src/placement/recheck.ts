import type { Certificate } from '../engine/columns/certificate';
import type { FoldEngine } from '../engine/fold-engine';
import type { FoldProblem } from '../engine/packing/problem';
import type { Proof } from './answer';
import { isPairs } from './proves';

/** What came of checking a proof anew. */
export interface Recheck {
  readonly valid: boolean;
  /** The check gave up, so that the proof may be right or wrong. */
  readonly undecided: boolean;
  /** What was found, in a planner's words. */
  readonly why: string;
}

/** All that a check starts from: the problem in whole numbers, and the proof. */
export interface Provable {
  readonly problem: FoldProblem;
  readonly certificate: Certificate;
  readonly proof: Proof;
}

/** Sets of servers looked at before a check gives up: some seconds. */
const CHECK_LIMIT = 1e9;

const grouped = new Intl.NumberFormat('en');

/** Adds a proof up anew, and looks again, by a search of its own, for servers that would refute it. */
export async function recheckProof(
  { problem, certificate, proof }: Provable,
  engine: FoldEngine,
): Promise<Recheck | null> {
  if (!engine.verify) return null;
  const begun = performance.now();
  const verdict = await engine.verify(problem, certificate, CHECK_LIMIT);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  if (verdict.undecided)
    return {
      valid: false,
      undecided: true,
      why: `After ${seconds} s the check gave up: with so many servers it cannot look at every set here.`,
    };
  if (!verdict.valid) return { valid: false, undecided: false, why: verdict.why };
  return { valid: true, undecided: false, why: `${searched(proof)} (${seconds} s).` };
}

function searched(proof: Proof): string {
  if (proof.measure)
    return 'Added everything up anew, and looked for servers that fit one host and need more than it has: there are none';
  if (proof.cases)
    return `Looked again, in each of ${grouped.format(proof.cases.count)} cases of which one holds of every plan, for servers that fit one host and have more points than one may hold there: there are none`;
  if (isPairs(proof)) return 'Looked again for two of them that fit one host together: there are none';
  const most = proof.kinds.map(({ kind, most }) =>
    proof.kinds.length > 1 ? `${grouped.format(most)} (${kind})` : grouped.format(most),
  );
  return `Looked again for servers that fit one host and have more points than ${most.join(' or ')}: there are none, and all together have ${grouped.format(proof.total)}`;
}
