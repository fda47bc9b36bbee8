import { chosenOf, shareWords, type Risk, type RiskPoint } from './risk';

/** What would have been bought had only the first days been measured, and how that did on the day after them. */
export interface DaysKnown {
  readonly days: number;
  /** As many hosts as the tests that those days allow would have taken; null where that is none of those tried. */
  readonly taken: RiskPoint | null;
  /** The fewest for those days, as the proof alone would have bought them. */
  readonly proof: RiskPoint | null;
}

/**
 * How long one must measure: a row for each number of days that plans were made of. Nothing in `taken` but `over` and what
 * else was added up has seen the day after: of one day it is one host more than equal means take on that very day, as is
 * advised there; of more, what the tests on days up to the last of them picked.
 * @param tolerance share of host-slots that may be over capacity
 */
export function daysKnown({ byDays }: Risk, tolerance: number): DaysKnown[] {
  return byDays.map(({ days, tested, next, proof }) => {
    const chosen = chosenOf(tested, tolerance, proof?.machines ?? 1);
    // Had fewer been tried, they might have kept within it too.
    const known = chosen !== null && (chosen > tested[0].machines || chosen <= (proof?.machines ?? 1));
    const least = known ? (days > 1 ? chosen : chosen + 1) : Infinity;
    return { days, taken: next.find(({ machines }) => machines >= least) ?? null, proof };
  });
}

/** Days from which on every number that was taken kept within the tolerance on the day after; null where none did. */
export function daysEnough(rows: readonly DaysKnown[], tolerance: number): number | null {
  let enough: number | null = null;
  for (const { days, taken } of [...rows].reverse()) {
    if (!taken || taken.over > tolerance) break;
    enough = days;
  }
  return enough;
}

const hosts = (count: number): string => `${count} ${count === 1 ? 'host' : 'hosts'}`;

/** What the fewest and the most of these numbers of days would have bought, and from when on the next day bore it out. */
export function daysKnownWords(rows: readonly DaysKnown[], tolerance: number): string {
  const kept = `within ${shareWords(tolerance)}`;
  const each = [...new Set([rows[0], rows[rows.length - 1]])].map(({ days, proof, taken }) => {
    const known = days === 1 ? 'the first day' : `the first ${days} days`;
    const fewest = proof ? ` The fewest then were ${proof.machines}, over in ${shareWords(proof.over)}.` : '';
    return taken
      ? `From ${known} alone ${hosts(taken.machines)} would have been taken: over capacity in ${shareWords(taken.over)} of host-slots on the next day measured.${fewest}`
      : `From ${known} alone a number of hosts that was not tried would have been taken.${fewest}`;
  });
  const enough = daysEnough(rows, tolerance);
  const end =
    enough === null
      ? `Not even the most of them told enough: the day after was not ${kept}. Measure longer.`
      : rows.length === 1
        ? `That was ${kept}; one test does not tell how long is long enough.`
        : enough === rows[0].days
          ? `Each of these numbers of days was enough: every day after kept ${kept}.`
          : `From ${enough} days on every day after kept ${kept}.`;
  return `${each.join(' ')} ${end}`;
}
