/** Most marks that can still be counted in one row. */
const MOST = 50;
/** More marks than this are drawn small. */
export const MANY_MARKS = 24;
const STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];

/** How many hosts one mark stands for, so that the longest row stays countable. */
export function hostsPerMark(largest: number): number {
  return STEPS.find((step) => largest / step <= MOST) ?? Math.ceil(largest / MOST);
}
