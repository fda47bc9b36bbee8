import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import { divisor } from '../engine/divisor';
import { LARGEST } from '../engine/packing/problem';

/** What a fold makes as small as it can, in whole numbers. */
export interface Objective {
  /** The number of hosts; or what they cost, where there are several kinds and every kind has a price. */
  readonly of: 'hosts' | 'cost';
  /** Per kind of host: what one counts. All 1 where hosts are counted. */
  readonly prices: Int32Array;
  /** Money for each unit of `prices`; 1 where hosts are counted. */
  readonly unit: number;
  /** Whether prices had to be rounded, always down, to be counted: sums of `prices` are then at most the real ones. */
  readonly rounded: boolean;
}

/** Money is told to a millionth, and no finer. */
const MILLION = 1e6;
/** Part of a unit that comes from arithmetic, and is no price. */
const NOISE = 1e-6;

/**
 * Prices (with licences) count exactly where they are whole in cents, or in a smaller power of ten down to a
 * millionth, and the fold can hold them in the largest unit that divides them all; that unit lets a bound between two
 * possible sums rise to the higher one. Else they are rounded down in the finest power of ten that the fold can hold,
 * or in the lowest price where that is finer: so bounds hold for the real prices, and none but free hosts count 0.
 */
export function objectiveOf(hosts: readonly HostSpec[]): Objective {
  const costs: readonly (number | null)[] = hosts.map(hostCost);
  const most = Math.max(...costs.map((c) => c ?? 0));
  if (hosts.length < 2 || !allKnown(costs) || most <= 0)
    return { of: 'hosts', prices: new Int32Array(hosts.length).fill(1), unit: 1, rounded: false };
  for (let digits = 2; digits <= 6; digits++) {
    const scale = 10 ** digits;
    const whole = costs.map((c) => Math.round(c * scale));
    if (costs.some((c, k) => Math.abs(c * scale - whole[k]) > NOISE)) continue;
    const common = whole.reduce(divisor, 0);
    if (Math.max(...whole) / common > LARGEST) break;
    return {
      of: 'cost',
      prices: Int32Array.from(whole, (c) => c / common),
      unit: common / scale,
      rounded: false,
    };
  }
  let digits = -6;
  while (most / 10 ** digits > LARGEST) digits++;
  const unit = Math.min(10 ** digits, ...costs.filter((c) => c > 0));
  const prices = Int32Array.from(costs, (c) => Math.min(LARGEST, Math.floor(c / unit + NOISE)));
  return { of: 'cost', prices, unit, rounded: true };
}

/** A sum of the fold's units in money, or in hosts; never above the real sum. */
export function inMoney(units: number, { unit, rounded }: Objective): number {
  const millionths = units * unit * MILLION;
  return (rounded ? Math.floor(millionths + NOISE) : Math.round(millionths)) / MILLION;
}

/** Whether a bound in money reaches a cost, but for what adding up prices leaves. */
export function reaches(bound: number, cost: number): boolean {
  return bound >= cost - 0.5 / MILLION - cost * 1e-13;
}

function allKnown(costs: readonly (number | null)[]): costs is readonly number[] {
  return !costs.includes(null);
}
