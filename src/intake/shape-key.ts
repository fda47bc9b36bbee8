import type { Head } from './head';

/** Cells of a header that tell two kinds of file apart, and to spare. */
const MOST = 2000;

/**
 * A name for the shape of a file: the same for files with the same columns, and for logs of the same counters whatever
 * machine they are of, so that what a person said of one is used for the next. It tells nothing of what it is made from.
 */
export function shapeKey({ rows }: Pick<Head, 'rows'>): string {
  const cells = rows.find((row) => row.cells.filter((cell) => cell !== '').length >= 2)?.cells ?? [];
  const paths = cells.slice(0, MOST).filter((cell) => /^\\\\[^\\]+\\./.test(cell));
  const words = paths.length > 0 ? [...new Set(paths.map(counterOf))].sort() : cells.slice(0, MOST);
  return `${words.length}-${hash(words.join('\u0001').toLowerCase())}`;
}

/** `\\HOST\Object(instance)\Counter` without the host and the instance. */
const counterOf = (path: string) => path.replace(/^\\\\[^\\]+\\/, '').replace(/\(.*\)\\/s, '\\');

/** FNV-1a, twice over, for 64 bits. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0xcbf29ce4];
  for (let k = 0; k < text.length; k++) {
    a = Math.imul(a ^ text.charCodeAt(k), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(k), 0x01000197);
  }
  return [a, b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('');
}
