import { hostCost } from '../../../overhead/host';
import type { FoldAnswer } from '../../../placement/answer';
import { count, many } from '../../text/format';

const cents = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 6 });

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

/** What the search for the least came to, however many hosts are shown. */
export function foundOf(answer: FoldAnswer): number {
  return answer.objective === 'cost' ? valueOf(answer) : (answer.evened?.fewest ?? answer.hostCount);
}

/** How many hosts of each kind a plan has, in the order in which they first stand there, and what they cost. */
export function kindsOf(
  answer: FoldAnswer,
): readonly { readonly kind: string; readonly hosts: number; readonly cost: number | null }[] {
  const found = new Map<string, { kind: string; hosts: number; cost: number | null }>();
  for (const { kind } of answer.hosts) {
    const own = found.get(kind.name) ?? { kind: kind.name, hosts: 0, cost: 0 };
    const price = hostCost(kind);
    own.hosts++;
    own.cost = own.cost === null || price === null ? null : own.cost + price;
    found.set(kind.name, own);
  }
  return [...found.values()];
}
