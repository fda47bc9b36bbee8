/** The evening kernel's whole exported surface; src/engine/even/kernel.ts is its only caller. */
import { anneal, beginLevelling, beginPlacing, place, takeAnneal } from './anneal';
import { startWork, takeCosts } from './cost';
import { takeState } from './state';

export { resetArena, take } from '../memory';
export { seedRandom } from '../random';
export { anneal, beginLevelling };

/** The wire: its version, how many words it has (constants among them), and the words. */
export const wireVersion: i32 = 2;
export const wireWords: i32 = 29;
/** Of the problem; the host writes them (see layout.ts for what each holds). */
export {
  CHUNK as chunk,
  FULL as full,
  apartGroups,
  apartId,
  apartStart,
  base,
  chunkResource,
  chunks,
  hostKind,
  hosts,
  imageId,
  imageSize,
  imageStart,
  images,
  items,
  kinds,
  level,
  limit,
  mostMembers,
  needs,
  onlyKind,
  order,
  pageScale,
  resources,
  sharedResource,
  start,
} from './layout';
/** Of the answer: the best plan, its fullest row, and the work of the last call. */
export { best, bestHostOf } from './anneal';
export { work } from './cost';

/** Takes in what the words describe, and starts to place. */
export function begin(): void {
  takeState();
  takeCosts();
  takeAnneal();
  beginPlacing();
}

/** A step of placing: 0 to be continued, 1 all are placed, 2 some item is allowed on no host. */
export function construct(budget: i32): i32 {
  startWork();
  return place(budget);
}
