import type { FoldProblem } from '../engine/packing/problem';
import type { KnownFold } from '../placement/fold';

/** What a question was answered with. */
export interface KeptPlan {
  readonly folded: KnownFold;
  /** Seconds that the search was given in all. */
  readonly seconds: number;
  /** Seconds that it took. */
  readonly took: number;
}

/** Bytes of problems kept: some fifty estates of a thousand servers over a day, or a few of ten thousand. */
const MOST_BYTES = 256 * 2 ** 20;

/**
 * Plans by what was asked, so that whoever goes back to a choice finds the very plan that stood there. The oldest are
 * forgotten where they take too much memory; the newest never.
 */
export class KeptPlans {
  private readonly plans = new Map<string, KeptPlan>();
  private bytes = 0;

  constructor(private readonly most = MOST_BYTES) {}

  get(question: string): KeptPlan | undefined {
    return this.plans.get(question);
  }

  keep(question: string, plan: KeptPlan): void {
    this.drop(question);
    this.plans.set(question, plan);
    this.bytes += sizeOf(plan.folded.problem);
    for (const oldest of this.plans.keys()) {
      if (this.bytes <= this.most || oldest === question) break;
      this.drop(oldest);
    }
  }

  private drop(question: string): void {
    const known = this.plans.get(question);
    if (!known) return;
    this.bytes -= sizeOf(known.folded.problem);
    this.plans.delete(question);
  }
}

/** Bytes of a problem's tables. */
function sizeOf(problem: FoldProblem): number {
  let bytes = 0;
  for (const part of Object.values(problem)) if (part instanceof Int32Array) bytes += part.byteLength;
  return bytes;
}
