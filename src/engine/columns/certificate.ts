import type { FoldProblem } from '../packing/problem';
import { heaviestSet } from './heaviest';
import { rowsOfKind } from './kind-rows';
import { leastCost } from './least-cost';
import { proofFault } from './proof-fault';
import { leavesOf, type ProofTree } from './proof-tree';

/**
 * A proof that no plan's hosts cost less than `bound`, in whole numbers: every item has a weight; no set of items that
 * fits one host of kind j weighs more than most[j]; so the hosts of any plan that places everything have `most` that
 * add up to the weights' sum at least, and what the cheapest such hosts cost is a bound (linear programming duality;
 * Gilmore and Gomory 1961, Farley 1990). Where every host costs 1 that is a bound on their number.
 */
export interface Certificate {
  /** Per item, a whole number of at least 0. */
  readonly weights: readonly number[];
  /** Per kind of host: what no set of items that fits one host of it weighs more than; whole, at least 0. */
  readonly most: readonly number[];
  /** `leastCost` of the weights' sum, at the prices and within the counts of the problem; or what the cases prove. */
  readonly bound: number;
  /** Where weights alone do not prove so much: cases, of which one holds of any plan, and the weights of each. */
  readonly cases?: ProofTree;
}

/** The certificate that weights make, with what hosts of each kind carry of them at most. */
export function certify(
  problem: FoldProblem,
  weights: readonly number[],
  most: readonly number[],
): Certificate {
  const total = weights.reduce((sum, w) => sum + w, 0);
  return { weights, most, bound: leastCost(total, most, problem.kindPrice, problem.kindCount) };
}

/** The same bound with the greatest weights of hosts as large as they may be, so that little is left to check. */
export function loosened(problem: FoldProblem, certificate: Certificate): Certificate {
  const { weights, most, bound } = certificate;
  const total = weights.reduce((sum, w) => sum + w, 0);
  const wider = (k: number) => most.map((m) => m + Math.floor((m * k) / 2 ** 20));
  const holds = (k: number) => leastCost(total, wider(k), problem.kindPrice, problem.kindCount) >= bound;
  let low = 0;
  for (let step = 2 ** 19; step >= 1; step /= 2) if (holds(low + step)) low += step;
  return certify(problem, weights, wider(low));
}

export interface CertificateVerdict {
  /** Whether the bound is proved. */
  readonly valid: boolean;
  /** Whether the check gave up, so that the certificate may be right or wrong. */
  readonly undecided: boolean;
  /** The bound that was proved, or 0. */
  readonly bound: number;
  /** What was found, in a sentence. */
  readonly why: string;
}

/**
 * Checks a certificate from scratch, with nothing but the problem: the sums, and for each kind of host, by its own
 * search, that no set of items which are allowed there and fit is heavier than what is claimed.
 * @param workLimit items looked at before it gives up; the default is a second or two
 */
export function verifyCertificate(
  problem: FoldProblem,
  certificate: Certificate,
  workLimit = 3e8,
): CertificateVerdict {
  const { weights, most, bound, cases } = certificate;
  const wrong = (why: string): CertificateVerdict => ({ valid: false, undecided: false, bound: 0, why });
  const whole = (x: number) => Number.isSafeInteger(x) && x >= 0;
  const unsure = (why: string): CertificateVerdict => ({ valid: false, undecided: true, bound: 0, why });
  if (cases) {
    const fault = proofFault(problem, cases, bound, workLimit);
    if (!fault)
      return {
        valid: true,
        undecided: false,
        bound,
        why: `Of ${leavesOf(cases)} cases one holds of any plan, and in each the weights leave no cheaper one.`,
      };
    return fault.outcome === 'gave up' ? unsure(fault.why) : wrong(`${fault.where}: ${fault.why}`);
  }
  if (weights.length !== problem.items)
    return wrong(`There are ${weights.length} weights for ${problem.items} items.`);
  if (most.length !== problem.kinds)
    return wrong(`There are ${most.length} greatest weights for ${problem.kinds} kinds of host.`);
  const odd = weights.findIndex((w) => !whole(w));
  if (odd >= 0)
    return wrong(`The weight of item ${odd} is ${weights[odd]}, not a whole number of at least 0.`);
  const oddKind = most.findIndex((m) => !whole(m));
  if (oddKind >= 0)
    return wrong(
      `The greatest weight on hosts of kind ${oddKind} is ${most[oddKind]}, not a whole number of at least 0.`,
    );
  const total = weights.reduce((sum, w) => sum + w, 0);
  if (!Number.isSafeInteger(total)) return wrong('The weights add up to more than can be reckoned exactly.');
  const follows = leastCost(total, most, problem.kindPrice, problem.kindCount);
  const unit = problem.kindPrice.every((price) => price === 1) ? 'hosts' : 'in cost';
  if (bound !== follows)
    return wrong(
      `The weights add up to ${total}; at most ${most.join(', ')} on a host makes ${follows} ${unit}, not ${bound}.`,
    );

  for (let j = 0; j < problem.kinds; j++) {
    const on = problem.kinds === 1 ? 'one host' : `one host of kind ${j}`;
    const { rows, whole: all } = rowsOfKind(problem, weights, j);
    const allowed = weights.map((w, i) => (mayBeOn(problem, i, j) ? w : 0));
    const search = heaviestSet(allowed, rows, apartGroupsOf(problem), most[j], workLimit);
    if (search.outcome === 'gave up') return unsure('This problem is too large to re-check here.');
    if (search.outcome === 'found' && !all)
      return unsure('The check reckons with less than the whole problem here, and cannot tell.');
    if (search.outcome === 'found')
      return wrong(
        `Items ${search.items.join(', ')} fit ${on} and weigh ${search.weight}, more than ${most[j]}.`,
      );
  }
  return { valid: true, undecided: false, bound, why: sentence(problem, certificate, total) };
}

function sentence(problem: FoldProblem, { most, bound }: Certificate, total: number): string {
  const follows = problem.kindPrice.every((price) => price === 1)
    ? `at least ${bound} hosts`
    : `hosts for ${bound} at least`;
  if (problem.kinds === 1)
    return `No set of items on one host weighs more than ${most[0]}, and all weigh ${total}: ${follows}.`;
  const each = most.map((m, j) => `${m} on one of kind ${j}`).join(', ');
  return `No set of items on one host weighs more than ${each}, and all weigh ${total}: ${follows}.`;
}

/** Whether item i may be on hosts of kind j. */
function mayBeOn(problem: FoldProblem, i: number, j: number): boolean {
  return problem.onlyKind[i] < 0 || problem.onlyKind[i] === j;
}

function apartGroupsOf(problem: FoldProblem): number[][] {
  return Array.from({ length: problem.items }, (_, i) =>
    Array.from(problem.apartId.subarray(problem.apartStart[i], problem.apartStart[i + 1])),
  );
}
