import type { HostSpec } from '../overhead/host';
import { hostCost } from '../overhead/host';
import { LARGEST } from '../engine/packing/problem';

/** What a fold makes as small as it can, in whole numbers. */
export interface Objective {
  /** The number of hosts; or what they cost, where there are several kinds and every kind has a price. */
  readonly of: 'hosts' | 'cost';
  /** Per kind of host: what one counts. All 1 where hosts are counted. */
  readonly prices: Int32Array;
  /** Money for each unit of `prices`; 1 where hosts are counted. */
  readonly unit: number;
  /** Whether prices had to be rounded to be counted. */
  readonly rounded: boolean;
}

/**
 * Prices (with licences) count in cents, or in the smallest power of ten of them in which they stay whole numbers that
 * the fold can hold; then in the largest unit that divides them all, so that a bound between two possible sums rises
 * to the higher one. Free hosts count 0.
 */
export function objectiveOf(hosts: readonly HostSpec[]): Objective {
  const costs = hosts.map(hostCost);
  const most = Math.max(...costs.map((c) => c ?? 0));
  if (hosts.length < 2 || costs.includes(null) || most <= 0)
    return { of: 'hosts', prices: new Int32Array(hosts.length).fill(1), unit: 1, rounded: false };
  let cents = 1;
  while ((most * 100) / cents > LARGEST) cents *= 10;
  const whole = costs.map((c) => Math.round((c! * 100) / cents));
  const divisor = whole.reduce(gcd, 0) || 1;
  return {
    of: 'cost',
    prices: Int32Array.from(whole, (c) => c / divisor),
    unit: (divisor * cents) / 100,
    rounded: costs.some((c, k) => Math.abs(c! * 100 - whole[k] * cents) > 1e-6),
  };
}

/** A sum of the fold's units in money, or in hosts. */
export function inMoney(units: number, { unit }: Objective): number {
  return Math.round(units * unit * 100) / 100;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
