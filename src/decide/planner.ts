import type { FoldEngine } from '../engine/fold-engine';
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
import type { FoldAnswer } from '../placement/answer';
import type { KnownFold } from '../placement/fold';
import { fold } from '../placement/fold';
import { modelOf } from '../placement/model';
import type { GuestRow } from '../placement/guest-row';
import { guestRows } from '../placement/guest-row';
import type { FoldOptions } from '../placement/options';
import type { Provable, Recheck } from '../placement/recheck';
import { recheckProof } from '../placement/recheck';
import { KeptPlans } from './kept-plans';
import { policiesBeside } from './policies';

/** What to plan: which files, and everything that a person chose. */
export interface PlanRequest extends FoldOptions, AssembleOptions, Pick<UseAssumption, 'assumeUse'> {
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
  /** Where the plan was found before: seconds that its search was given then, and that it took. */
  readonly searched?: { readonly budget: number; readonly took: number };
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
  /** What plans came to, by what was asked but for the seconds. */
  private readonly plans = new KeptPlans();
  /** Plans begun so far. */
  private begun = 0;
  private kept: { key: string; estate: Estate } | null = null;

  constructor(engine: FoldEngine) {
    this.engine = engine;
  }

  /** Keeps a reading; its number is how later requests name it. */
  load(reading: Reading, number = this.next++): number {
    this.readings.set(number, reading);
    return number;
  }

  /**
   * Folds, telling rows first, then better and better answers. What was asked before has the plan that it had then; with
   * more seconds, or where it was stopped, the search goes on from there.
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
    tell({ grid, rows: guestRows(estate, request), offers, answer: null, fraction: 0, done: false });
    this.provable = null;
    const mine = ++this.begun;
    const question = JSON.stringify({ ...request, seconds: null });
    const kept = request.work ? undefined : this.plans.get(question);
    const known = kept?.folded;
    const settled =
      kept !== undefined && known?.result.endedBy !== 'cancelled' && request.seconds <= kept.seconds;
    const began = performance.now();
    const results: KnownFold[] = [];
    let quiet = -Infinity;
    let waiting = false;
    // The seconds that its search was given belong to what is kept.
    const asked = settled ? { ...request, seconds: kept.seconds } : request;
    const answer = await fold(estate, asked, this.engine, {
      signal,
      known,
      settled,
      sides: policiesBeside,
      onResult: (folded) => results.push(folded),
      onProgress: ({ fresh, fraction, answer: better }) => {
        waiting ||= fresh;
        const now = performance.now();
        if (!waiting || now < quiet) return;
        waiting = false;
        tell({ grid, rows: null, answer: better(), fraction, done: false });
        const took = performance.now() - now;
        quiet = now + Math.max(QUIET_MS, took / DRAWING_SHARE);
      },
    });
    const found = results.at(-1);
    // One that was stopped may end only after the next has begun.
    if (found && mine === this.begun) this.provable = provableOf(found, answer);
    // One that was stopped before its first plan leaves nothing to go on from.
    if (found && !settled && !request.work && found.result.plan.hostKind.length > 0)
      this.plans.keep(question, {
        folded: found,
        seconds: request.seconds,
        took: Math.min(request.seconds, (performance.now() - began) / 1000),
      });
    const searched = settled ? { budget: kept.seconds, took: kept.took } : undefined;
    tell({ grid, rows: null, answer, fraction: 1, done: true, searched });
  }

  /** Checks the proof of the last answer anew; null where there is none. */
  async recheck(): Promise<Recheck | null> {
    return this.provable && recheckProof(this.provable, this.engine);
  }

  /** What each of these guests asks of a resource: by slot, or one value for a level; zero where it reports none. */
  loads(request: PlanRequest, resource: ResourceId, guests: readonly string[]): Float32Array[] {
    const { estate, demands } = modelOf(this.estateOf(request), request);
    const place = new Map(estate.guests.map((guest, i) => [guest.name, i]));
    return guests.map((name) => Float32Array.from(demands[place.get(name) ?? -1]?.series[resource] ?? [0]));
  }

  /** Which server was measured when, over all files of a request. @param columns parts of the time */
  coverage({ sample, readings, shifts = {} }: PlanRequest, columns: number): CoverageMap {
    return coverageOf(this.chosen(sample, readings), shifts, columns);
  }

  private chosen(sample: boolean, readings: readonly number[]): readonly Reading[] {
    return sample ? [sampleReading()] : readings.flatMap((id) => this.readings.get(id) ?? []);
  }

  /** The estate of a request; kept while only choices about the fold change. */
  estateOf(request: PlanRequest): Estate {
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
