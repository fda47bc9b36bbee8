/**
 * What a terminal would obey and not show: C0 and C1 (escape among them), marks of direction that turn text around, and
 * separators of lines and paragraphs that some take for a new line.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** Text for a terminal: what it would obey is written as JSON escapes it, so that a document stays the same. Lines stay. */
export function visible(text: string): string {
  return text.replace(OBEYED, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** The same on one line, for text that holds names from outside. */
export function oneLine(text: string): string {
  return visible(text.replaceAll('\n', '\\n'));
}
