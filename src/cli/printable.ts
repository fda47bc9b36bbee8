import { onOneLine } from '../report/document/model';

/** Text for a terminal: what it would obey is written as JSON escapes it, so that a document stays the same. Lines stay. */
export function visible(text: string): string {
  return text.split('\n').map(onOneLine).join('\n');
}

/** The same on one line, for text that holds names from outside. */
export function oneLine(text: string): string {
  return visible(text.replaceAll('\n', '\\n'));
}
