import { handOver } from '../engine/door/calls';
import { Door } from '../engine/door/door';
import type { Line } from '../engine/door/line';
import { Lent } from '../engine/door/session';
import { withPool } from '../engine/pool/starter';
import type { CoverageMap } from '../estate/coverage';
import type { Estate } from '../estate/estate';
import { refusal } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import type { FoldAnswer, GuestLoad } from '../placement/answer';
import type { FoldOptions } from '../placement/options';
import type { Recheck } from '../placement/recheck';
import type { PlanRequest, PlanProgress } from './planner';
import type { PlannerCalls } from './serve';

/** The planner as the page sees it: everything happens in its worker. */
export interface PlannerClient {
  /**
   * Hands a reading over (its buffers move to the worker); returns its number for requests.
   * @param again reads it once more, should its worker be lost: nothing of it is kept here meanwhile
   */
  load(reading: Reading, again: () => Promise<Reading>): Promise<number>;
  /** Folds; on abort the best answer so far still comes as the last update. */
  plan(request: PlanRequest, tell: (update: PlanProgress) => void, signal?: AbortSignal): Promise<void>;
  /** What each of these guests asks of a resource, for a picture. */
  loads(request: PlanRequest, resource: ResourceId, guests: readonly string[]): Promise<GuestLoad[]>;
  /** Which server was measured when, over all files of a request. @param columns parts of the time */
  coverage(request: PlanRequest, columns: number): Promise<CoverageMap>;
  /** The estate of a request, whole. */
  estate(request: PlanRequest): Promise<Estate>;
  /** Folds an estate that is given whole, and keeps nothing of it. */
  fold(estate: Estate, options: FoldOptions, signal?: AbortSignal): Promise<FoldAnswer>;
  /** Checks the proof of the last answer anew; null where there is none to check. */
  recheck(): Promise<Recheck | null>;
  close(): void;
}

/**
 * The planner, whose worker is started when it is wanted.
 * @param open starts it
 * @param startWorker starts a worker of the pool that it searches with; without it, it works alone
 */
export function createPlanner(open: () => Line, startWorker?: () => Promise<Worker>): PlannerClient {
  const door = new Door<PlannerCalls>(() => withPool(open(), startWorker), {
    name: 'The planner',
    advice: 'Change a choice or leave out a file and it is tried anew, or reload the page.',
    refuse: refusal,
  });
  const readings = new Map<number, Lent<Reading>>();
  const given = (numbers: readonly number[]) => numbers.flatMap((number) => readings.get(number) ?? []);
  /** The request with the readings that there are. */
  const known = (request: PlanRequest): PlanRequest => ({
    ...request,
    readings: request.readings.filter((number) => readings.has(number)),
  });
  return {
    async load(reading, again) {
      const number = readings.size + 1;
      let inHand: Reading | null = reading;
      const value = async () => {
        const given = inHand ?? (await again());
        inHand = null;
        return handOver(given);
      };
      readings.set(number, new Lent(value));
      await door.call('load', [number], { given: given([number]) });
      return number;
    },
    plan: (request, tell, signal) =>
      door.call('plan', [known(request)], { given: given(request.readings), tell, signal, hearOut: true }),
    loads: (request, resource, guests) =>
      door.call('loads', [known(request), resource, guests], { given: given(request.readings) }),
    coverage: (request, columns) =>
      door.call('coverage', [known(request), columns], { given: given(request.readings) }),
    estate: (request) => door.call('estate', [known(request)], { given: given(request.readings) }),
    fold: (estate, options, signal) => door.call('fold', [estate, options], { signal }),
    recheck: () => door.call('recheck', []),
    close: () => door.close(),
  };
}
