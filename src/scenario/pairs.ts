/**
 * A flat object as a short text for a link: `cores:8,rating:3,name:old`. Values are JSON; words stand without quotes
 * where they cannot be taken for anything else.
 */

/** Stands between two such texts. */
export const BETWEEN = ';';

/** Marks of the text itself, and of those who put several side by side. */
const MARKS = /[,:;]/g;
const WORD = /^[a-z][a-z-]*$/i;
const OF_JSON = /^(?:true|false|null)$/;

export function writePairs(entries: readonly (readonly [string, unknown])[]): string {
  return entries.map(([name, value]) => `${write(name)}:${write(value)}`).join(',');
}

/** Whatever the text is, an object comes out; what in it makes no sense is refused later, by its name. */
export function readPairs(text: string): Readonly<Record<string, unknown>> {
  const parts = text.split(',').filter((part) => part !== '');
  return Object.fromEntries(
    parts.map((part) => {
      const [name, ...value] = part.split(':');
      return [String(read(name)), value.length === 0 ? null : read(value.join(':'))];
    }),
  );
}

function write(value: unknown): string {
  if (typeof value === 'string' && WORD.test(value) && !OF_JSON.test(value)) return value;
  // The marks can only stand within a JSON string, where this is the same text.
  return JSON.stringify(value).replace(MARKS, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`);
}

function read(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
