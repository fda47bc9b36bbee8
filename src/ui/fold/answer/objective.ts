import type { FoldAnswer } from '../../../placement/answer';
import { count, many } from '../../text/format';

const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

type Kind = Pick<FoldAnswer, 'objective'>;

/** A sum of money in the unit in which prices were given: `31,000`, `1,250.50`. */
export function money(value: number): string {
  return Number.isInteger(value) ? count(value) : cents.format(value);
}

/** A value of what the fold makes as small as it can: `7 hosts`, or `31,000`. */
export function worth({ objective }: Kind, value: number): string {
  return objective === 'hosts' ? many(value, 'host') : money(value);
}

/** The same as a bare number. */
export function bare({ objective }: Kind, value: number): string {
  return objective === 'hosts' ? count(value) : money(value);
}

/** What the plan has of the objective. */
export function valueOf(answer: FoldAnswer): number {
  return answer.objective === 'cost' ? (answer.cost ?? 0) : answer.hostCount;
}

/** What is said of a plan of fewer hosts or less cost. */
export function plan({ objective }: Kind): string {
  return objective === 'hosts' ? 'plan' : 'mix';
}
