import { daysMeasured, daysOf, mayHaveDays } from '../estate/days';
import type { Estate } from '../estate/estate';
import type { Doubt } from '../estate/finding';
import { valuesBehind } from '../estate/guest';
import { mean, ROUGH_BELOW } from '../estate/statistics';
import type { FactId } from '../estate/fact-fields';
import type { FoldAnswer, PlanBasis, Standing } from './answer';

/** Facts whose guess decides what is asked of a host. */
const DECIDING = ['cores', 'memory', 'rating'] as const satisfies readonly FactId[];
/** Below this part of measured slots, most of what is added up are stand-ins. */
const MOSTLY_MEASURED = 0.5;
type Measured = Pick<FoldAnswer, 'basis' | 'grid' | 'assumedUse'>;

/** What the figures of a plan rest on: how much was measured, what was guessed, and over which time. */
export function basisOf(estate: Estate): PlanBasis {
  const { guests, grid, recorded, findings } = estate;
  const coverage = guests.length ? mean(guests.map((guest) => guest.coverage)) : 0;
  const guessed: Partial<Record<FactId, number>> = {};
  for (const fact of DECIDING) {
    const open = guests.filter(
      ({ guessed, facts, measures }) =>
        guessed.has(fact) &&
        // Memory that nobody stated and no counter tells counts as none; processors that no % refers to decide nothing.
        (fact === 'memory' ? facts.memory !== null : measures.busy !== undefined),
    ).length;
    if (open > 0) guessed[fact] = open;
  }
  const doubts: string[] = [];
  const doubted = (of: Doubt['of']) =>
    findings.reduce((sum, { doubt }) => sum + (doubt?.of === of ? doubt.servers : 0), 0);
  const [units, clipped] = [doubted('unit'), doubted('clipped')];
  const used = guests.filter(({ assumedUse }) => assumedUse !== undefined).length;
  if (units > 0) doubts.push(`units of ${servers(units)} are guessed`);
  if (clipped > 0) doubts.push(`values of ${servers(clipped)} were cut off at what a meter can show`);
  if (used > 0) doubts.push(`the use of ${servers(used)} is assumed`);
  const timed = grid.slots > 1;
  if (timed && coverage < MOSTLY_MEASURED)
    doubts.push('most slots hold no sample, and the 95th percentile of its server stands in');
  const moments = guests.filter((guest) => guest.samples === 1).length;
  if (moments * 2 > guests.length)
    doubts.push('most servers have one figure for all the time: whether peaks coincide is not known');
  return {
    coverage,
    guessed,
    clipped,
    rough: timed ? guests.filter((guest) => valuesBehind(guest, grid.slots) < ROUGH_BELOW).length : 0,
    doubts,
    overheadHosts: null,
    testDays: daysOf(estate).length,
    window: recorded && {
      from: recorded.from,
      to: recorded.to,
      // Days that were measured, where slots follow the calendar: not those between two logs.
      days: Math.max(1, mayHaveDays(grid) ? daysMeasured(estate) : recorded.days),
    },
  };
}

/** What of the load was measured: so much of the slots, or one figure for each server where nothing has a time. */
export function measuredWords({ basis, grid, assumedUse }: Measured): string {
  const use = assumedUse.length ? `, the use of ${servers(assumedUse.length)} assumed` : '';
  return `${grid.slots > 1 ? `${Math.round(100 * basis.coverage)} % measured` : 'one figure for each server, no times'}${use}`;
}

/** The word that is printed for a number: what is proved of doubtful figures is the fewest for these figures. */
export function standingOf(proved: boolean, { doubts }: PlanBasis): Standing {
  if (!proved) return 'not proved';
  return doubts.length > 0 ? 'fewest for these figures' : 'proved';
}

const servers = (n: number): string => `${n.toLocaleString('en')} ${n === 1 ? 'server' : 'servers'}`;
