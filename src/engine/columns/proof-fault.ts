import { checkPlan } from '../packing/check';
import type { FoldProblem } from '../packing/problem';
import { decide, type CaseDecisions } from './decided';
import { heaviestSet } from './heaviest';
import { rowsOfKind } from './kind-rows';
import type { Leaf, ProofTree } from './proof-tree';
import { carriedForLess } from './reach';

/** Where a proof does not hold, or the check gave up. */
export interface ProofFault {
  readonly outcome: 'fails' | 'gave up';
  readonly where: string;
  readonly why: string;
}

/** Sets of items looked at before a check of a leaf gives up: some ten seconds. */
const CHECK_WORK = 2e9;

/** Where a proof that no plan costs less than `least` fails, or the check gives up; null where it holds. */
export function proofFault(
  problem: FoldProblem,
  proof: ProofTree,
  least: number | null,
  workLimit = CHECK_WORK,
): ProofFault | null {
  const none = new Array<number>(problem.kinds).fill(0);
  const nothing = { together: [], apart: [], fewest: none, most: [...problem.kindCount] };
  return branchOf(problem, proof, nothing, 'proof', least, workLimit);
}

function branchOf(
  problem: FoldProblem,
  proof: ProofTree,
  decisions: CaseDecisions,
  path: string,
  least: number | null,
  workLimit: number,
): ProofFault | null {
  const under = (part: string, tree: ProofTree, more: Partial<CaseDecisions>) =>
    branchOf(problem, tree, { ...decisions, ...more }, `${path}.${part}`, least, workLimit);
  if ('pair' in proof)
    return (
      under('together', proof.together, { together: [...decisions.together, proof.pair] }) ??
      under('apart', proof.apart, { apart: [...decisions.apart, proof.pair] })
    );
  if (!('kind' in proof)) return leafOf(problem, proof, decisions, path, least, workLimit);
  const { kind, hosts } = proof;
  const fewest = Math.max(hosts + 1, decisions.fewest[kind]);
  const most = decisions.most[kind] < 0 ? hosts : Math.min(hosts, decisions.most[kind]);
  return (
    under('atMost', proof.atMost, { most: decisions.most.with(kind, most) }) ??
    under('more', proof.more, { fewest: decisions.fewest.with(kind, fewest) })
  );
}

/** Null where the weights prove the bound of every plan that keeps the decisions. */
function leafOf(
  whole: FoldProblem,
  { weights: stated, most }: Leaf,
  decisions: CaseDecisions,
  path: string,
  least: number | null,
  workLimit: number,
): ProofFault | null {
  const { problem, partOf, empty } = decide(whole, decisions);
  const { fewest, most: counts } = decisions;
  if (empty || fewest.some((count, j) => counts[j] >= 0 && count > counts[j])) return null;
  const say = (outcome: ProofFault['outcome'], part: string, why: string): ProofFault => ({
    outcome,
    where: `${path}.${part}`,
    why,
  });
  const weights = new Array<number>(problem.items).fill(0);
  stated.forEach((weight, i) => (weights[partOf[i]] += weight));
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!Number.isSafeInteger(total))
    return say('fails', 'weights', 'they add up to more than can be reckoned exactly.');
  // The hosts that there are at least are paid for, and carry what they can.
  const sum = (of: ArrayLike<number>) => fewest.reduce((all, count, j) => all + count * of[j], 0);
  const left = fewest.map((count, j) => (counts[j] < 0 ? -1 : counts[j] - count));
  const budget = least === null ? null : least - sum(problem.kindPrice);
  const less =
    (budget === null || budget > 0) &&
    carriedForLess(Math.max(0, total - sum(most)), most, problem.kindPrice, left, budget);
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
    if (counts[j] === 0) continue;
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
