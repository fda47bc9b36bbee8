import { lazy } from '../../engine/door/lazy';
import { fromPlainHash } from '../../scenario/link';
import type { Scenario } from '../../scenario/scenario';
import { wordsOf } from '../text/words-of';

/** What an address says. */
export interface Opened {
  /** Null where it cannot be read at all. */
  readonly scenario: Scenario | null;
  /** What in it is not used, and why; null where all is. */
  readonly problem: string | null;
}

/** What reads choices comes with the first link that holds some: the page that opens without any needs none of it. */
const reader = lazy(() => import('../../scenario/parse'));

/** Reads an address, at once where it holds no choices. @param hash with its `#`, or empty */
export function readAddress(hash: string): Opened | Promise<Opened> {
  const plain = fromPlainHash(hash);
  return plain ? { scenario: plain, problem: null } : readChoices(hash);
}

async function readChoices(hash: string): Promise<Opened> {
  try {
    const { scenario, findings } = (await reader()).fromHash(hash);
    // What is said of a link begins with that word, for those who read it elsewhere.
    const said = findings.map(({ where, text }) => `${where.replace(/^link: /, '')}: ${text}`);
    return { scenario, problem: said.length > 0 ? `In the link, ${said.join(' And ')}` : null };
  } catch (error) {
    return { scenario: null, problem: `The choices of the link could not be read (${wordsOf(error)}).` };
  }
}
