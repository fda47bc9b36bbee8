import type { LicenceWay } from './rules';

const MILLION = 1e6;
/** Money without its last rounding error. */
export const toMillionths = (sum: number): number => Math.round(sum * MILLION) / MILLION;

/**
 * The least that packs with so many units or more cost together; of a core pack of 2 and 17 cores, nine packs.
 * @returns null where no pack has a price
 */
export function packsPrice({ packs }: Pick<LicenceWay, 'packs'>, units: number): number | null {
  const priced = packs.flatMap(({ size, price }) => (price === null ? [] : [{ size, price }]));
  if (priced.length === 0) return null;
  // Least cost of n units or more, for each n.
  const least = [0];
  for (let n = 1; n <= units; n++)
    least.push(
      priced.reduce(
        (best, { size, price }) => Math.min(best, least[Math.max(0, n - size)] + price),
        Infinity,
      ),
    );
  return toMillionths(least[units]);
}
