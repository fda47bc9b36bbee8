import { RESOURCES } from '../../../estate/resource';
import { groupedBy } from '../../../estate/grouped';
import type { FoldAnswer } from '../../../placement/answer';
import { list } from '../../../estate/crowd';

/** Resources that took no part, and why. */
export function leftOut(ignored: FoldAnswer['ignored']): string {
  return [...groupedBy(ignored, ({ why }) => why)]
    .map(([why, of]) => `${list(of.map(({ resource }) => RESOURCES[resource].label))} (${why})`)
    .join('; ');
}
