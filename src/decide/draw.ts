/** A figure that is not known better than this. */
export interface Range {
  readonly low: number;
  readonly likely: number;
  readonly high: number;
}

/** The inverse of a triangular distribution over [low, high] with its mode at likely (assumption: shape). @param u in (0, 1) */
export function triangular({ low, likely, high }: Range, u: number): number {
  const width = high - low;
  if (width <= 0) return likely;
  return u < (likely - low) / width
    ? low + Math.sqrt(u * width * (likely - low))
    : high - Math.sqrt((1 - u) * width * (high - likely));
}

/** A uniform number in (0, 1) for (seed, sample, figure): by index, so that any part of a study can be computed alone. */
export function unit(seed: number, sample: number, figure: number): number {
  let x =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^
    Math.imul(sample + 1, 0xc2b2ae35) ^
    Math.imul(figure + 1, 0x27d4eb2f);
  for (let i = 0; i < 2; i++) {
    x ^= x >>> 16;
    x = Math.imul(x, 0x7feb352d);
    x ^= x >>> 15;
    x = Math.imul(x, 0x846ca68b);
    x ^= x >>> 16;
  }
  return ((x >>> 0) + 0.5) / 4294967296;
}
