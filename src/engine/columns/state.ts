import type { PatternInstance } from './instance';
import { copiesThatFit } from './instance';
import type { ColumnKernel, Pattern } from './kernel';

/** Whole weights of the types, what no pattern weighs more than, and the bound that follows. */
export interface TypeCertificate {
  readonly weights: readonly number[];
  readonly denominator: number;
  readonly bound: number;
}

/** Units of work of one kernel call: about 5 ms, so that nobody waits long for an answer. */
export const SLICE = 5000;

/** What a column search knows so far. The generators that advance it yield after each slice of work. */
export class SearchState {
  /** Best plan: patterns, each one host; covers every type at least as often as needed. */
  plan: readonly Pattern[] | null = null;
  /** Hosts of the best plan, found here or given. */
  hosts = Infinity;
  /** The same, or what is known from elsewhere to be possible. */
  upper = Infinity;
  /** The best proof. */
  certificate: TypeCertificate;
  /** Value of the master, an upper limit of what columns can prove once they are all there. */
  master = Infinity;
  /** Weights at which the best bound was found, over the denominator, as duals; the centre of stabilisation. */
  centre: Float64Array | null = null;
  /** The best bound before rounding up. */
  farley = 0;
  /** Whether the root has proved all it can: the bound, rounded up, equals the master's value rounded up. */
  settled = false;
  readonly fit: Int32Array;

  constructor(
    readonly kernel: ColumnKernel,
    readonly instance: PatternInstance,
    /** The part of a pattern that a host can really hold. */
    readonly trim: (pattern: Pattern) => Pattern = (pattern) => pattern,
  ) {
    this.fit = copiesThatFit(instance);
    this.certificate = volumeCertificate(instance);
    this.farley = this.certificate.bound - 1;
  }

  get lower(): number {
    return this.certificate.bound;
  }
  /** Whether the plan meets the bound. */
  get optimal(): boolean {
    return this.lower >= this.upper;
  }

  /** Solves the master from where it stands. */
  *solve(): Generator<void, void> {
    for (;;) {
      const outcome = this.kernel.solveMaster(SLICE);
      if (outcome === 'done') return;
      if (outcome === 'failed')
        throw new Error('columns: the master could not be solved to the accuracy of its numbers');
      yield;
    }
  }

  /** Takes a plan when it is better than the best. */
  offer(plan: readonly Pattern[]): boolean {
    if (plan.length >= this.hosts) return false;
    this.plan = plan;
    this.hosts = plan.length;
    this.upper = Math.min(this.upper, plan.length);
    for (const pattern of plan) this.kernel.addPattern(pattern);
    return true;
  }

  /** Takes a proof when it is better than the best. */
  prove(weights: readonly number[], denominator: number, total: number): void {
    this.farley = Math.max(this.farley, total / denominator);
    const bound = Math.ceil(total / denominator);
    if (bound > this.lower) this.certificate = { weights, denominator, bound };
  }
}

/** The row that needs the most hosts: sizes are weights, the capacity is the denominator. */
function volumeCertificate(instance: PatternInstance): TypeCertificate {
  const { types, rows, sizes, capacity, demand } = instance;
  let best: TypeCertificate = { weights: new Array<number>(types).fill(0), denominator: 1, bound: 0 };
  for (let r = 0; r < rows; r++) {
    if (capacity[r] === 0) continue;
    const weights = Array.from({ length: types }, (_, t) => sizes[t * rows + r]);
    const total = weights.reduce((sum, w, t) => sum + w * demand[t], 0);
    const bound = Math.ceil(total / capacity[r]);
    if (bound > best.bound) best = { weights, denominator: capacity[r], bound };
  }
  return best;
}
