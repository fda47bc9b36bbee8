import { staticProblem, type FoldProblem } from '../../engine/packing/problem';
import { NumberScanner } from './scanner';

/** More items than this are taken for a damaged file: their sizes alone would fill the memory of a page. */
export const MOST_ITEMS = 1_000_000;

/**
 * Reads a vector bin packing instance (`.vbp`): dimensions; capacities; number of item types; then the sizes and the
 * demand of each type. Items are numbered in file order, the copies that a demand asks for in a row.
 * @param file its name, for messages
 * @throws InputError naming file, line and column, what was found and what was expected
 */
export function readVectorInstance(text: string, file: string): FoldProblem {
  const scan = new NumberScanner(text, file);
  const dimensions = scan.next('the number of dimensions', 1, 10_000);
  const capacity = new Int32Array(dimensions);
  for (let d = 0; d < dimensions; d++) capacity[d] = scan.next(`the capacity in dimension ${d + 1}`);
  const types = scan.next('the number of item types', 0, MOST_ITEMS);
  const sizes: number[] = [];
  for (let t = 0; t < types; t++) {
    const item: number[] = [];
    for (let d = 0; d < dimensions; d++) {
      const what = `the size of item type ${t + 1} of ${types} in dimension ${d + 1}`;
      const size = scan.next(what);
      if (size > capacity[d])
        throw scan.refuse(`found ${size}; expected ${what}, at most the capacity ${capacity[d]}`, NO_PLAN);
      item.push(size);
    }
    const most = MOST_ITEMS - sizes.length / dimensions;
    const demand = scan.next(`the demand of item type ${t + 1} of ${types}`, 0, most);
    for (let copy = 0; copy < demand; copy++) for (const size of item) sizes.push(size);
  }
  scan.end(`the demand of item type ${types}, the last`);
  return staticProblem(Int32Array.from(sizes), capacity);
}

/** Why an item that is larger than a whole bin is refused. */
export const NO_PLAN = 'No bin can hold it, so no plan exists.';
