import type { Law } from '../../../../src/engine/dispatch/host';

/** Where the reference's randomness comes from: the kernel's own generator and logarithm, in another instance. */
export interface Draws {
  seedRandom(seed: bigint): void;
  nextBits(): bigint;
  nextUnit(): number;
  drawExponential(mean: number): number;
  lossGap(unit: number, lose: number): number;
}

/** To the nearest whole, halves to the even one, as WebAssembly rounds. */
export function nearest(x: number): number {
  const below = Math.floor(x);
  const over = x - below;
  if (over !== 0.5) return Math.round(x);
  return below % 2 === 0 ? below : below + 1;
}

/** Draws times from the laws of one run; traces remember their place. */
export class LawDraws {
  private readonly places = new Map<object, Map<number, number>>();
  /** Label of the part that the last mixture drew. */
  label = -1;

  constructor(private readonly draws: Draws) {}

  /** @param user whose trace it is: two threads with the same law have places of their own. */
  draw(law: Law, user: object): number {
    this.label = -1;
    return this.value(law, user, 0);
  }

  residual(law: Law, user: object): number {
    this.label = -1;
    return this.rest(law, user, 0);
  }

  private placeOf(user: object, part: number): { readonly at: number; move: (i: number) => void } {
    const own = this.places.get(user) ?? new Map<number, number>();
    this.places.set(user, own);
    return { at: own.get(part) ?? 0, move: (i) => void own.set(part, i) };
  }

  private value(law: Law, user: object, part: number): number {
    const { draws } = this;
    if (law.kind === 'exponential') return draws.drawExponential(law.mean);
    if (law.kind === 'constant') return nearest(law.mean);
    if (law.kind === 'uniform') return nearest(2 * law.mean * draws.nextUnit());
    if (law.kind === 'trace') {
      const place = this.placeOf(user, part);
      const i = place.at;
      place.move((i + 1) % law.values.length);
      return law.values[i];
    }
    const chosen = this.part(law.parts.map(({ weight }) => weight));
    this.label = law.parts[chosen].label;
    return this.value(law.parts[chosen].law, user, chosen + 1);
  }

  private rest(law: Law, user: object, part: number): number {
    const { draws } = this;
    if (law.kind === 'exponential') return draws.drawExponential(law.mean);
    if (law.kind === 'constant') return nearest(law.mean * draws.nextUnit());
    if (law.kind === 'uniform') return nearest(2 * law.mean * (1 - Math.sqrt(draws.nextUnit())));
    if (law.kind === 'trace') {
      const { values } = law;
      let at = draws.nextUnit() * meanOf(law) * values.length;
      let i = 0;
      while (i < values.length - 1 && at >= values[i]) at -= values[i++];
      this.placeOf(user, part).move((i + 1) % values.length);
      return nearest(Math.max(0, values[i] - at));
    }
    const chosen = this.part(law.parts.map(({ weight, law: inner }) => weight * meanOf(inner)));
    this.label = law.parts[chosen].label;
    return this.rest(law.parts[chosen].law, user, chosen + 1);
  }

  private part(weights: readonly number[]): number {
    const total = weights.reduce((a, b) => a + b, 0);
    const at = this.draws.nextUnit() * total;
    let below = 0;
    for (let i = 0; i < weights.length - 1; i++) {
      below += weights[i];
      if (at < below) return i;
    }
    return weights.length - 1;
  }
}

/** Mean of a law. */
export function meanOf(law: Law): number {
  if (law.kind === 'trace') return law.values.reduce((a, b) => a + b, 0) / law.values.length;
  if (law.kind !== 'mixture') return law.mean;
  const mass = law.parts.reduce((sum, { weight, law: inner }) => sum + weight * meanOf(inner), 0);
  return mass / law.parts.reduce((sum, { weight }) => sum + weight, 0);
}
