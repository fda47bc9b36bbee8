import { NEXT, readPair, BESIDE } from './measured';

/**
 * Texts of experiments in links of versions 0 and 1 were written under other rules. One that these touch is marked, and
 * whoever opens it puts it into today's (`earlier-rules.ts`): presets are not needed to read a link.
 * - The host's service routine ran at the end of each wait too, not only for completions and arrivals.
 * - f was a fraction of all instructions, not of those in kernel mode.
 */
export const RULES = 'rules';

/** What says that a text is of those rules: fields that changed their meaning, and presets that set them. */
const TOUCHED = /interruptUs|privileged|^(?:interrupted|kernel-work)(?:;|$)/;

/** The texts of a link of version 0 or 1, as this version writes them. */
export function ofEarlierRules(both: string): string {
  const marked = (text: string) => (TOUCHED.test(text) ? `${text}${NEXT}${RULES}=1` : text);
  const [first, second] = readPair(both);
  return second === null ? marked(first) : `${marked(first)}${BESIDE}${marked(second)}`;
}
