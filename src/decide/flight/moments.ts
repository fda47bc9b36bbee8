import { unit } from '../draw';
import { fullestSlot } from '../host-experiment';

/** A moment at which a host is flown. */
export interface FlightMoment {
  readonly slot: number;
  /** The fullest of its processors, or one that was drawn from a quarter of the window, 1 to 4. */
  readonly which: 'fullest' | 1 | 2 | 3 | 4;
}

/** The fullest slot, and one at random in each quarter of the window; each slot once. @param place of the host, for the draw */
export function momentsOf(load: Float32Array, seed: number, place: number): FlightMoment[] {
  const fullest = fullestSlot(load);
  const moments: FlightMoment[] = [{ slot: fullest, which: 'fullest' }];
  const quarters = load.length < 4 ? [] : ([1, 2, 3, 4] as const);
  for (const quarter of quarters) {
    const [from, to] = [(quarter - 1) / 4, quarter / 4].map((part) => Math.round(part * load.length));
    const slot = from + Math.floor(unit(seed, place, quarter) * (to - from));
    if (slot !== fullest) moments.push({ slot, which: quarter });
  }
  return moments;
}
