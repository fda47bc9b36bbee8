import type { FoldEngine } from '../engine/fold-engine';
import { ahead, type Ahead } from '../estate/ahead';
import { assemble } from '../estate/assemble';
import type { AssembleOptions } from '../estate/assemble';
import { withAssumedUse, type UseAssumption } from '../estate/assume';
import { USUAL_USE } from '../estate/assumed-use';
import { coverageOf, type CoverageMap } from '../estate/coverage';
import type { Estate, Grid, ShiftOffer } from '../estate/estate';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import type { ResourceId } from '../estate/resource';
import { sampleReading } from '../estate/sample';
import { standInsOf } from '../overhead/stand-ins';
import type { FoldAnswer, GuestLoad } from '../placement/answer';
import type { KnownFold } from '../placement/fold';
import { fold } from '../placement/fold';
import { modelOf } from '../placement/model';
import type { GuestRow } from '../placement/guest-row';
import { guestRows } from '../placement/guest-row';
import type { FoldOptions } from '../placement/options';
import type { Provable, Recheck } from '../placement/recheck';
import { recheckProof } from '../placement/recheck';
import { isBetter, meritOf } from './better';
import { KeptPlans, type KeptPlan } from './kept-plans';
import { policiesBeside } from './policies';

/** What to plan: which files, and everything that a person chose. */
export interface PlanRequest extends FoldOptions, AssembleOptions, Ahead, Pick<UseAssumption, 'assumeUse'> {
  /** Fold the built-in sample. */
  readonly sample: boolean;
  /** Names under which readings were loaded, in order; not used for the sample. */
  readonly readings: readonly number[];
}

export interface PlanProgress {
  readonly grid: Grid;
  /** Given once for each request, first. */
  readonly rows: readonly GuestRow[] | null;
  /** Given with the rows: clocks that seem to be apart. */
  readonly offers?: readonly ShiftOffer[];
  readonly answer: FoldAnswer | null;
  /** 0..1 of the search's budget. */
  readonly fraction: number;
  readonly done: boolean;
  /** Given when it is done: seconds that the search took, now or when the plan was found before. */
  readonly took?: number;
}

/** What a proof can be checked by; null where there is none. */
function provableOf({ problem, result }: KnownFold, { proof }: FoldAnswer): Provable | null {
  const { certificate } = result;
  return certificate && proof ? { problem, certificate, proof } : null;
}

/** Least time between two better plans shown: a picture that changes faster cannot be read. */
const QUIET_MS = 120;
/** Drawing answers and sending them takes no more than this part of the time from the search. */
const DRAWING_SHARE = 0.2;

/** Holds what was read and folds it on request; runs in a worker, in Node or in a test alike. */
export class Planner {
  private readonly engine: FoldEngine;
  private readonly readings = new Map<number, Reading>();
  private next = 1;
  private provable: Provable | null = null;
  /** What plans came to, by what was asked. */
  private readonly plans = new KeptPlans();
  /** Plans begun so far. */
  private begun = 0;
  private kept: { key: string; estate: Estate } | null = null;
  private ahead: { key: string; of: Estate; estate: Estate } | null = null;

  constructor(engine: FoldEngine) {
    this.engine = engine;
  }

  /** Keeps a reading; its number is how later requests name it. */
  load(reading: Reading, number = this.next++): number {
    this.readings.set(number, reading);
    return number;
  }

  /**
   * Folds, telling rows first, then better and better answers. What was asked before has the plan that it had then. With
   * more seconds, the search goes on from there; with more steps, it repeats the shorter one and goes on, so that its
   * answer depends on the steps alone, and what is shown meanwhile is never worse than what is known.
   * @throws InputError when there is nothing to fold
   */
  async plan(
    request: PlanRequest,
    tell: (update: PlanProgress) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    const estate = this.estateOf(request);
    const { grid } = estate;
    if (estate.guests.length === 0) {
      throw new InputError(
        'estate',
        'no server with usable figures; expected at least one.',
        'Drop or paste counter files.',
      );
    }
    const { offers = [] } = estate;
    // What a person reads and types is what was measured, however it is folded.
    const rows = guestRows(this.measuredOf(request), request);
    tell({ grid, rows, offers, answer: null, fraction: 0, done: false });
    this.provable = null;
    const mine = ++this.begun;
    const { work, seconds, ...asked } = request;
    const timed = seconds !== undefined;
    const question = JSON.stringify(asked);
    const kept = this.plans.get(question, timed ? null : work);
    const isSettled = (plan: KeptPlan | undefined): plan is KeptPlan =>
      plan !== undefined &&
      plan.folded.result.endedBy !== 'cancelled' &&
      (!timed || seconds <= (plan.seconds ?? 0));
    const results: KnownFold[] = [];
    const again = (plan: KeptPlan): Promise<FoldAnswer> => {
      // The seconds that its search was given belong to what is kept.
      const given = { ...request, work: plan.work ?? work, seconds: plan.seconds ?? undefined };
      return fold(estate, given, this.engine, {
        known: plan.folded,
        settled: true,
        signal,
        onResult: (folded) => results.push(folded),
      });
    };
    // Where only the number of hosts is another, no search tells more of the fewest.
    const fewest = this.plans.get(JSON.stringify({ ...asked, exactly: undefined }), timed ? null : work);
    const settled = [kept, fewest].find(isSettled);
    if (settled) {
      const answer = await again(settled);
      const folded = results.at(-1) ?? settled.folded;
      if (mine === this.begun) this.provable = provableOf(folded, answer);
      if (settled !== kept && !signal?.aborted)
        this.plans.keep(question, { ...settled, ...meritOf(answer), folded });
      tell({ grid, rows: null, answer, fraction: 1, done: true, took: folded.result.seconds });
      return;
    }
    const floor = timed ? undefined : this.plans.bestWithin(question, work);
    const before = floor && (await again(floor));
    if (before)
      tell({ grid, rows: null, answer: { ...before, endedBy: 'running' }, fraction: 0, done: false });
    let quiet = -Infinity;
    let waiting = false;
    const answer = await fold(estate, request, this.engine, {
      signal,
      known: timed ? kept?.folded : undefined,
      sides: policiesBeside,
      onResult: (folded) => results.push(folded),
      onProgress: ({ fresh, fraction, answer: better }) => {
        waiting ||= fresh;
        const now = performance.now();
        if (now < quiet) return;
        const shown = waiting ? better() : null;
        waiting = false;
        const worse = shown && floor && !isBetter(meritOf(shown), floor);
        tell({ grid, rows: null, answer: worse ? null : shown, fraction, done: false });
        const took = performance.now() - now;
        quiet = now + Math.max(QUIET_MS, took / DRAWING_SHARE);
      },
    });
    const found = results.at(-1);
    const took = found?.result.seconds ?? 0;
    if (floor && before && answer.endedBy === 'cancelled' && !isBetter(meritOf(answer), floor)) {
      // It was stopped before it came to where an earlier one was.
      if (mine === this.begun) this.provable = provableOf(floor.folded, before);
      tell({ grid, rows: null, answer: { ...before, endedBy: 'cancelled' }, fraction: 1, done: true, took });
      return;
    }
    // One that was stopped may end only after the next has begun.
    if (found && mine === this.begun) this.provable = provableOf(found, answer);
    // One that was stopped before its first plan leaves nothing to go on from.
    if (found && found.result.plan.hostKind.length > 0)
      this.plans.keep(question, {
        ...meritOf(answer),
        folded: found,
        work: timed ? null : work,
        seconds: timed ? seconds : null,
      });
    tell({ grid, rows: null, answer, fraction: 1, done: true, took });
  }

  /** Checks the proof of the last answer anew; null where there is none. */
  async recheck(): Promise<Recheck | null> {
    return this.provable && recheckProof(this.provable, this.engine);
  }

  /** What each of these guests asks of a resource: by slot, or one value for a level; zero where it reports none. */
  loads(request: PlanRequest, resource: ResourceId, guests: readonly string[]): GuestLoad[] {
    const { estate, demands } = modelOf(this.estateOf(request), request);
    const place = new Map(estate.guests.map((guest, i) => [guest.name, i]));
    return guests.map((name) => {
      const i = place.get(name);
      const own = i === undefined ? undefined : demands[i].series[resource];
      return i === undefined || !own
        ? { series: new Float32Array(1), standIn: null }
        : { series: Float32Array.from(own), standIn: standInsOf(estate.guests[i], resource) };
    });
  }

  /** Which server was measured when, over all files of a request. @param columns parts of the time */
  coverage({ sample, readings, shifts = {} }: PlanRequest, columns: number): CoverageMap {
    return coverageOf(this.chosen(sample, readings), shifts, columns);
  }

  private chosen(sample: boolean, readings: readonly number[]): readonly Reading[] {
    return sample ? [sampleReading()] : readings.flatMap((id) => this.readings.get(id) ?? []);
  }

  /** The estate that a request folds: as measured, or as it is wanted. @throws InputError where that cannot be meant */
  estateOf(request: PlanRequest): Estate {
    const of = this.measuredOf(request);
    const { growth, horizon, rescheduled } = request;
    const key = JSON.stringify([growth, horizon, rescheduled]);
    if (this.ahead?.key !== key || this.ahead.of !== of) this.ahead = { key, of, estate: ahead(of, request) };
    return this.ahead.estate;
  }

  /** The estate of a request as it was measured; kept while only choices about the fold change. */
  private measuredOf(request: PlanRequest): Estate {
    const { sample, readings, slotMinutes, align, aggregate, edits, shifts, assumeUse } = request;
    const key = JSON.stringify([sample, readings, slotMinutes, align, aggregate, edits, shifts, assumeUse]);
    if (this.kept?.key !== key) {
      const chosen = this.chosen(sample, readings);
      this.kept = {
        key,
        estate: withAssumedUse(assemble(chosen, { slotMinutes, align, aggregate, edits, shifts }), {
          assumeUse,
          usualUse: USUAL_USE,
        }),
      };
    }
    return this.kept.estate;
  }
}
