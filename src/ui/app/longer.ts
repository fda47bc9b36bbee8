import type { FoldAnswer } from '../../placement/answer';
import { reaches } from '../../placement/objective';
import type { Scenario } from '../../scenario/scenario';
import type { Decisions } from './state';

/** Whether `next` asks the same question as `before` with another time to search: what was found then still holds. */
export function sameProblem(
  before: Decisions | null,
  next: Decisions,
  free: ReadonlySet<keyof Scenario>,
): boolean {
  if (!before || before.files !== next.files) return false;
  const fields = Object.keys(next.scenario) as (keyof Scenario)[];
  return fields.every(
    (field) => field === 'seconds' || free.has(field) || before.scenario[field] === next.scenario[field],
  );
}

const valueOf = (answer: FoldAnswer): number =>
  answer.objective === 'cost' ? (answer.cost ?? Infinity) : answer.hostCount;

/** Below zero where `a` has the better plan: it places more servers, or as many for less. */
function order(a: FoldAnswer, b: FoldAnswer): number {
  return a.unplaced.length - b.unplaced.length || valueOf(a) - valueOf(b);
}

/**
 * What is known once a longer search of the same problem has found `next`: the better of both plans, the better of both
 * bounds with what proves it, and a course that begins where the search before ended.
 */
export function goOnFrom(held: FoldAnswer, next: FoldAnswer): FoldAnswer {
  const kept = order(held, next) < 0;
  const best = kept ? held : next;
  const higher = held.lowerBound > next.lowerBound;
  const proving = held.lowerBound === next.lowerBound && held.proof !== null && next.proof === null;
  const { lowerBound, boundBy, proof } = higher || proving ? held : next;
  const proved = best.unplaced.length === 0 && reaches(lowerBound, valueOf(best));
  return {
    ...next,
    ...(kept
      ? {
          hostCount: held.hostCount,
          hosts: held.hosts,
          unplaced: held.unplaced,
          cost: held.cost,
          overhead: held.overhead,
          memory: held.memory,
          policies: { ...next.policies, [held.policy]: held.policies[held.policy] },
          withFailures: next.endedBy === 'running' ? next.withFailures : held.withFailures,
        }
      : {}),
    lowerBound,
    boundBy,
    proof,
    proved,
    course: courseOf(held, next, kept),
    endedBy: proved && next.endedBy !== 'running' ? 'proof' : next.endedBy,
  };
}

/** The course of `next` as seen by one who has `held` already. */
function courseOf(held: FoldAnswer, next: FoldAnswer, kept: boolean): FoldAnswer['course'] {
  const first = { seconds: 0, value: held.course.at(-1)?.value ?? valueOf(held), bound: held.lowerBound };
  const more = next.unplaced.length < held.unplaced.length;
  // A plan that is worth more than the one before it is better only by placing more servers: those before place fewer.
  const whole = next.course.reduce((at, m, k, all) => (k && m.value > all[k - 1].value ? k : at), 0);
  const value = (own: number, k: number): number => {
    if (kept || k < whole) return first.value;
    return more ? own : Math.min(own, first.value);
  };
  const course = next.course
    .map((m, k) => ({ ...m, value: value(m.value, k), bound: Math.max(m.bound, first.bound) }))
    .filter((m, k, all) => {
      const before = k ? all[k - 1] : first;
      return m.value !== before.value || m.bound > before.bound;
    });
  return [first, ...course];
}
