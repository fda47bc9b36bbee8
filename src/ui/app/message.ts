import { InputError } from '../../estate/finding';
import { wordsOf } from '../text/words-of';

/** Where something is wrong, where no file or server is to blame: words of the program, which tell a person nothing. */
const NOWHERE = new Set(['estate', 'slot']);

/** What is said of what went wrong. @param where a file, or what was being done */
export function messageOf(error: unknown, where: string): string {
  if (error instanceof InputError) {
    const { where: place, text, fix } = error.finding;
    if (!NOWHERE.has(place)) return error.message;
    return [text[0].toUpperCase() + text.slice(1), ...(fix ? [fix] : [])].join(' ');
  }
  return `${where}: ${wordsOf(error)}`;
}
