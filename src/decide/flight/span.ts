/** A figure over all that was ranged over, and at the likeliest of it; NaN (null in JSON) where nothing was to measure. */
export interface FlownRange {
  readonly low: number;
  readonly high: number;
  /** At the likeliest assumptions, in the moment of which it is told; with its standard error. */
  readonly mean: number;
  readonly se: number;
}

/** Puts values of one figure together. A NaN counts as not measured. */
export class Spanning {
  private low = Infinity;
  private high = -Infinity;
  private readonly likely: number[] = [];

  /** @param likely whether it is of the likeliest assumptions */
  add(value: number, likely: boolean): void {
    if (Number.isNaN(value)) return;
    if (likely) this.likely.push(value);
    else this.widen(value);
  }

  /** Draws of the likeliest are one value: their mean. */
  get span(): FlownRange {
    const { likely } = this;
    const n = likely.length;
    const mean = likely.reduce((sum, value) => sum + value, 0) / n;
    const squares = likely.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    if (n > 0) this.widen(mean);
    const { low, high } = this;
    if (low > high) return { low: NaN, high: NaN, mean: NaN, se: NaN };
    return { low, high, mean, se: n > 1 ? Math.sqrt(squares / (n - 1) / n) : NaN };
  }

  private widen(value: number): void {
    this.low = Math.min(this.low, value);
    this.high = Math.max(this.high, value);
  }
}
