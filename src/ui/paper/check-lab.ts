import { checkClaim, type ClaimRow, type ClaimTools } from '../../claims/check';
import { CLAIMS } from '../../claims/list';
import { Lab } from '../app/lab';
import type { KnobSet } from './state';

interface ClaimPictures {
  /** What came out last, and with which knobs. */
  readonly found: { readonly row: ClaimRow; readonly set: KnobSet } | null;
  /** Replications that have ended in the check that is going on. */
  readonly ended: number;
}

/** How often a count that goes up is told: every so many replications. */
const TOLD_EVERY = 10;

/** Checks one claim with the knobs that a link says. */
export class CheckLab extends Lab<ClaimPictures> {
  private set: KnobSet = {};

  constructor(
    private readonly number: () => number,
    private readonly tools: () => ClaimTools,
    changed: () => void,
  ) {
    super('', { found: null, ended: 0 }, changed);
  }

  protected override read(link: string): Partial<ClaimPictures> {
    this.set = JSON.parse(link) as KnobSet;
    return {};
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const { set } = this;
    const claim = CLAIMS.find(({ number }) => number === this.number())!;
    this.draw({ ended: 0 });
    const row = await checkClaim(claim, this.tools(), {
      set,
      signal,
      progress: (ended) => {
        if (ended % TOLD_EVERY === 0) this.draw({ ended });
        // Whoever goes on dragging sees the next value as soon as something of this one is known.
        shown();
      },
    });
    this.draw({ found: { row, set } });
  }
}
