import { checkPlan } from '../engine/packing/check';
import type { FoldProblem } from '../engine/packing/problem';
import { heaviestSet } from '../engine/columns/heaviest';
import { rowsOfKind } from '../engine/columns/kind-rows';
import { decide, type PairDecisions } from './decided';
import type { CertificateDocument, Leaf, ProofTree } from './document';
import { problemFrom } from './parse';
import { carriedForLess } from './reach';

export interface CertificateCheck {
  /** It holds; it does not; or the check gave up, so that it may be right or wrong. */
  readonly outcome: 'holds' | 'fails' | 'gave up';
  /** The part of the certificate that failed, or at which the check gave up; empty where it holds. */
  readonly where: string;
  readonly why: string;
  /** Whether the plan that comes with it keeps every rule and counts as little as was proved. */
  readonly optimal: boolean;
}

/** Sets of items looked at before a check gives up: some ten seconds. */
const CHECK_WORK = 2e9;

/**
 * Checks a certificate from scratch: its plan by adding everything up, and each leaf of its proof by a search for a set
 * of items that fits a host and is heavier than it says. Nothing of the search that found them is used.
 */
export function checkCertificate(
  { problem: stated, least, plan, proof }: CertificateDocument,
  workLimit = CHECK_WORK,
): CertificateCheck {
  const problem = problemFrom(stated);
  const fault = (where: string, why: string): CertificateCheck => ({
    outcome: 'fails',
    where,
    why,
    optimal: false,
  });
  let cost: number | null = null;
  if (plan) {
    const hostOf = Int32Array.from(plan.hosts);
    const hostKind = Int32Array.from(plan.kinds);
    const [wrong] = checkPlan(problem, { hostOf, hostKind });
    if (wrong) return fault('plan', `${wrong}.`);
    cost = plan.kinds.reduce((sum, kind) => sum + problem.kindPrice[kind], 0);
    if (least === null)
      return fault('least', 'no plan is said to place everything, and the plan given does.');
    if (cost < least) return fault('least', `the plan given counts ${cost}, less than the ${least} claimed.`);
  }
  const failed = branchOf(problem, proof, { together: [], apart: [] }, 'proof', least, workLimit);
  if (failed) return failed;
  const unit = problem.kindPrice.every((price) => price === 1) ? 'hosts' : 'price units';
  const no = least === null ? 'No plan places every item' : `No plan takes fewer than ${least} ${unit}`;
  const optimal = cost !== null && cost === least;
  const beside =
    cost === null
      ? ''
      : optimal
        ? '; the plan given keeps every rule and takes as many'
        : `; the plan given keeps every rule and takes ${cost}`;
  return { outcome: 'holds', where: '', why: `${no}${beside}.`, optimal };
}

function branchOf(
  problem: FoldProblem,
  proof: ProofTree,
  decisions: PairDecisions,
  path: string,
  least: number | null,
  workLimit: number,
): CertificateCheck | null {
  if (!('pair' in proof)) return leafOf(problem, proof, decisions, path, least, workLimit);
  const { together, apart } = decisions;
  const both = { together: [...together, proof.pair], apart };
  const neither = { together, apart: [...apart, proof.pair] };
  return (
    branchOf(problem, proof.together, both, `${path}.together`, least, workLimit) ??
    branchOf(problem, proof.apart, neither, `${path}.apart`, least, workLimit)
  );
}

/** Null where the weights prove the bound of every plan that keeps the decisions. */
function leafOf(
  whole: FoldProblem,
  { weights: stated, most }: Leaf,
  decisions: PairDecisions,
  path: string,
  least: number | null,
  workLimit: number,
): CertificateCheck | null {
  const { problem, partOf, empty } = decide(whole, decisions);
  if (empty) return null;
  const say = (outcome: CertificateCheck['outcome'], part: string, why: string): CertificateCheck => ({
    outcome,
    where: `${path}.${part}`,
    why,
    optimal: false,
  });
  const weights = new Array<number>(problem.items).fill(0);
  stated.forEach((weight, i) => (weights[partOf[i]] += weight));
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!Number.isSafeInteger(total))
    return say('fails', 'weights', 'they add up to more than can be reckoned exactly.');
  const less = carriedForLess(total, most, problem.kindPrice, problem.kindCount, least);
  if (less === null) return say('gave up', 'most', 'too many mixes of hosts to look at.');
  if (less)
    return say(
      'fails',
      'weights',
      `they add up to ${total}, which ${least === null ? 'all hosts together carry' : `hosts for ${least - 1} carry`} at ${most.join(', ')} on a host.`,
    );
  const apart = Array.from({ length: problem.items }, (_, i) => [
    ...problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1]),
  ]);
  for (let j = 0; j < problem.kinds; j++) {
    if (problem.kindCount[j] === 0) continue;
    const allowed = weights.map((w, i) => (problem.onlyKind[i] < 0 || problem.onlyKind[i] === j ? w : 0));
    const { rows } = rowsOfKind(problem, allowed, j);
    const search = heaviestSet(allowed, rows, apart, most[j], workLimit);
    if (search.outcome === 'none') continue;
    const unsure = `more than ${most[j]} on a host of kind ${j} could not be ruled out: the problem is too large for this check.`;
    if (search.outcome === 'gave up') return say('gave up', `most[${j}]`, unsure);
    const hostOf = new Int32Array(problem.items).fill(-1);
    for (const i of search.items) hostOf[i] = 0;
    if (checkPlan(problem, { hostKind: Int32Array.of(j), hostOf }).length > 0)
      return say('gave up', `most[${j}]`, unsure);
    const on = search.items.flatMap((of) => partOf.flatMap((part, i) => (part === of ? [i] : [])));
    return say(
      'fails',
      `most[${j}]`,
      `items ${on.join(', ')} fit one host of kind ${j} and weigh ${search.weight}, more than ${most[j]}.`,
    );
  }
  return null;
}
