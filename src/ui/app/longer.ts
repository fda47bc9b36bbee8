import type { FoldAnswer } from '../../placement/answer';
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

/**
 * What is known once a longer search of the same problem has found `next`: the better of both plans, the better of both
 * bounds, and a course that begins where the search before ended.
 */
export function goOnFrom(held: FoldAnswer, next: FoldAnswer): FoldAnswer {
  const less = valueOf(held) < valueOf(next) || next.unplaced.length > held.unplaced.length;
  const best = less ? held : next;
  const value = valueOf(best);
  const bounding = held.lowerBound > next.lowerBound ? held : next;
  const { lowerBound, boundBy, proof } = bounding;
  const proved = best.unplaced.length === 0 && lowerBound >= value;
  const first = { seconds: 0, value: valueOf(held), bound: held.lowerBound };
  const course = next.course
    .map((m) => ({
      ...m,
      value: Math.min(m.value, first.value),
      bound: Math.max(m.bound, first.bound),
    }))
    .filter((m, k, all) => {
      const before = k ? all[k - 1] : first;
      return m.value < before.value || m.bound > before.bound;
    });
  return {
    ...next,
    ...(less
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
    course: [first, ...course],
    endedBy: proved && next.endedBy !== 'running' ? 'proof' : next.endedBy,
  };
}
