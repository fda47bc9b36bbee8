import { RESOURCES } from '../../../estate/resource';
import type { FoldAnswer } from '../../../placement/answer';
import { list } from '../../text/format';

/** Resources that took no part, and why. */
export function leftOut(ignored: FoldAnswer['ignored']): string {
  const by = new Map<string, string[]>();
  for (const { resource, why } of ignored) {
    by.set(why, [...(by.get(why) ?? []), RESOURCES[resource].label]);
  }
  return [...by].map(([why, labels]) => `${list(labels)} (${why})`).join('; ');
}
