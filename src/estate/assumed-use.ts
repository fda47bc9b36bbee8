import type { Facts, WorkloadClass } from './guest';
import type { MeasureId } from './measure';

/**
 * What servers are taken to use of the processors that they are configured with, all the time, where nothing of it was
 * measured: % by workload class, `other` for the rest. A class that nobody names and no `other` leaves servers open.
 */
export type AssumedUse = Readonly<Partial<Record<WorkloadClass | 'other', number>>>;

/** Filled in where nobody says anything (assumption): it stands beside the answer, to be changed. */
export const USUAL_USE: AssumedUse = { other: 25 };

/** What tells how much of its processors a server uses. */
export const OF_PROCESSORS = [
  'busy',
  'hostBusy',
  'usedGHz',
  'usedCores',
  'runCores',
] as const satisfies readonly MeasureId[];

/** % of its processors that such a server is taken to use; null where that is left open. */
export function assumedFor(use: AssumedUse | null, { class: of }: Pick<Facts, 'class'>): number | null {
  return (of === '' ? use?.other : (use?.[of] ?? use?.other)) ?? null;
}

/** `25 %`, `40 % for database, 20 % for web, 25 % for all others`. */
export function useWords({ other, ...classes }: AssumedUse): string {
  const named = Object.entries(classes).map(([name, percent]) => `${percent} % for ${name}`);
  if (other === undefined) return named.join(', ');
  return named.length === 0 ? `${other} %` : `${named.join(', ')}, ${other} % for all others`;
}
