import type { FoldProblem } from '../engine/packing/problem';
import type { KnownFold } from '../placement/fold';
import { isBetter, type Merit } from './better';

/** What a question was answered with. */
export interface KeptPlan extends Merit {
  readonly folded: KnownFold;
  /** Steps that its search was given; null where it was given seconds. */
  readonly work: number | null;
  /** Seconds that its search was given in all; null where it was given steps. */
  readonly seconds: number | null;
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

  /** @param work steps of the search; null: one by seconds, however many */
  get(question: string, work: number | null = null): KeptPlan | undefined {
    return this.plans.get(keyOf(question, work));
  }

  /** The best plan that this question, asked with so many steps or fewer, was answered with. */
  bestWithin(question: string, work: number): KeptPlan | undefined {
    const within = [...this.plans]
      .filter(([key, plan]) => plan.work !== null && plan.work <= work && key === keyOf(question, plan.work))
      .map(([, plan]) => plan);
    return within.reduce<KeptPlan | undefined>((a, b) => (a && !isBetter(b, a) ? a : b), undefined);
  }

  keep(question: string, plan: KeptPlan): void {
    const kept = keyOf(question, plan.work);
    this.drop(kept);
    this.plans.set(kept, plan);
    this.bytes += sizeOf(plan.folded.problem);
    for (const oldest of this.plans.keys()) {
      if (this.bytes <= this.most || oldest === kept) break;
      this.drop(oldest);
    }
  }

  private drop(key: string): void {
    const known = this.plans.get(key);
    if (!known) return;
    this.bytes -= sizeOf(known.folded.problem);
    this.plans.delete(key);
  }
}

const keyOf = (question: string, work: number | null) => `${work ?? 's'} ${question}`;

/** Bytes of a problem's tables. */
function sizeOf(problem: FoldProblem): number {
  let bytes = 0;
  for (const part of Object.values(problem)) if (part instanceof Int32Array) bytes += part.byteLength;
  return bytes;
}
