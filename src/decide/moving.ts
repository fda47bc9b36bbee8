import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import { planMoves, type MovesPlan, type MovesRequest } from '../moves/plan';
import { estateToday, ownPlacement } from '../moves/today';
import { leastHosts } from '../placement/least-hosts';
import type { FoldOptions } from '../placement/options';
import type { PreparedStudy } from './prepared';

/** From where an estate's own files say that its servers run. */
export interface MovesAsk extends Omit<MovesRequest, 'from' | 'hosts'> {
  /** `hosts`: kinds of today's hosts; for a conversion, the kind that they become. */
  readonly options: FoldOptions;
  /** Hosts of today to give up. */
  readonly giveUp: number;
}

/** The plan that is asked for, or what giving up another number of hosts takes: `moves` null where no plan was found. */
export type MovesLine =
  | { readonly kind: 'plan'; readonly plan: MovesPlan }
  | {
      readonly kind: 'other';
      readonly giveUp: number;
      readonly moves: number | null;
      readonly lowerBound: number;
      readonly fullest: number | null;
    };

/** Other numbers of hosts that are tried, at most. */
const MOST_OTHERS = 24;

/** The moves that are asked for first; then, number by number, how many it takes to give up more hosts or fewer. */
export function movesStudy(
  estate: Estate,
  { options, giveUp, ...request }: MovesAsk,
): PreparedStudy<MovesLine> {
  const rows = ownPlacement(estate);
  const asked = (hosts: number | null, more = request) =>
    planMoves(estate, options, null, { ...more, from: null, hosts });
  if (rows.length === 0 || request.convert)
    return { count: 1, line: async () => ({ kind: 'plan', plan: asked(null) }) };
  const { hosts, problem } = estateToday(estate, options, rows, false);
  const all = hosts.length;
  const most = Math.max(0, all - leastHosts(problem).hosts);
  const others = Array.from({ length: most + 1 }, (_, k) => k).filter((k) => k !== giveUp);
  const each = Math.max(1, Math.ceil(others.length / MOST_OTHERS));
  const tried = others.filter((_, k) => k % each === 0);
  return {
    count: 1 + tried.length,
    async line(index, signal) {
      signal?.throwIfAborted();
      if (index === 0) return { kind: 'plan', plan: asked(all - giveUp) };
      const other = tried[index - 1];
      try {
        const plan = asked(all - other, { ...request, within: null });
        const { count: moves, lowerBound, evened } = plan;
        return { kind: 'other', giveUp: other, moves, lowerBound, fullest: evened[0]?.fullest ?? null };
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
        return { kind: 'other', giveUp: other, moves: null, lowerBound: 0, fullest: null };
      }
    },
  };
}
