import type { FoldEngine } from '../engine/fold-engine';
import { assemble } from '../estate/assemble';
import type { AssembleOptions } from '../estate/assemble';
import { withAssumedUse, type UseAssumption } from '../estate/assume';
import { USUAL_USE } from '../estate/assumed-use';
import type { Estate, Grid } from '../estate/estate';
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
  readonly answer: FoldAnswer | null;
  /** 0..1 of the search's budget. */
  readonly fraction: number;
  readonly done: boolean;
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
  /** What the last plan came to, and what was asked but for the seconds. */
  private last: { readonly question: string; readonly folded: KnownFold } | null = null;
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
   * Folds, telling rows first, then better and better answers. The same asked again, or with other seconds, goes on from
   * where the last fold ended.
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
    tell({ grid, rows: guestRows(estate, request), answer: null, fraction: 0, done: false });
    this.provable = null;
    const mine = ++this.begun;
    const question = JSON.stringify({ ...request, seconds: null });
    const known = this.last?.question === question && !request.work ? this.last.folded : undefined;
    this.last = null;
    let found: KnownFold | null = null;
    let quiet = -Infinity;
    let waiting = false;
    const answer = await fold(estate, request, this.engine, {
      signal,
      known,
      sides: policiesBeside,
      onResult: (folded) => (found = folded),
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
    // One that was stopped may end only after the next has begun.
    if (found && mine === this.begun) this.keep(question, found, answer);
    tell({ grid, rows: null, answer, fraction: 1, done: true });
  }

  private keep(question: string, folded: KnownFold, { proof }: FoldAnswer): void {
    const { problem, result } = folded;
    const { certificate } = result;
    if (certificate && proof) this.provable = { problem, certificate, proof };
    // One that was stopped before its first plan leaves nothing to go on from.
    if (result.plan.hostKind.length > 0) this.last = { question, folded };
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

  /** The estate of a request; kept while only choices about the fold change. */
  estateOf(request: PlanRequest): Estate {
    const { sample, readings, slotMinutes, align, aggregate, edits, shifts, assumeUse } = request;
    const key = JSON.stringify([sample, readings, slotMinutes, align, aggregate, edits, shifts, assumeUse]);
    if (this.kept?.key !== key) {
      const chosen = sample
        ? [sampleReading()]
        : readings.flatMap((id) => {
            const reading = this.readings.get(id);
            return reading ? [reading] : [];
          });
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
