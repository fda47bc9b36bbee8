import { checkPlan } from '../engine/packing/check';
import { proofFault } from '../engine/columns/proof-fault';
import type { CertificateDocument } from './document';
import { problemFrom } from './parse';

export interface CertificateCheck {
  /** It holds; it does not; or the check gave up, so that it may be right or wrong. */
  readonly outcome: 'holds' | 'fails' | 'gave up';
  /** The part of the certificate that failed, or at which the check gave up; empty where it holds. */
  readonly where: string;
  readonly why: string;
  /** Whether the plan that comes with it keeps every rule and counts as little as was proved. */
  readonly optimal: boolean;
}

/**
 * Checks a certificate from scratch: its plan by adding everything up, and each leaf of its proof by a search for a set
 * of items that fits a host and is heavier than it says. Nothing of the search that found them is used.
 */
export function checkCertificate(
  { problem: stated, least, plan, proof }: CertificateDocument,
  workLimit?: number,
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
  const failed = proofFault(problem, proof, least, workLimit);
  if (failed) return { ...failed, optimal: false };
  const noun = problem.kindPrice.every((price) => price === 1) ? 'host' : 'price unit';
  const unit = least === 1 ? noun : `${noun}s`;
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
