import type { CounterSeen } from '../estate/recording';
import type { Head } from './head';

/** Cells of a header that tell two kinds of file apart, and to spare. */
const MOST = 400;

/**
 * A name for the shape of a file: the same for files with the same columns, whatever machines a log of counters is of, so
 * that what a person said of one is used for the next. It tells nothing of what it was made from.
 */
export function shapeKey({ rows }: Head, counters: readonly CounterSeen[]): string {
  const paths = counters.filter(({ object }) => object !== '');
  const words = paths.length
    ? [...new Set(paths.map(({ object, counter }) => `${object}\\${counter}`))].sort()
    : (rows.find(({ cells }) => cells.filter((cell) => cell !== '').length >= 2)?.cells ?? []);
  const text = words.slice(0, MOST).join('\u0001').toLowerCase();
  return `${words.length}-${hash(text)}`;
}

/** FNV-1a, twice over, for 64 bits. */
function hash(text: string): string {
  let [a, b] = [0x811c9dc5, 0xcbf29ce4];
  for (let k = 0; k < text.length; k++) {
    a = Math.imul(a ^ text.charCodeAt(k), 0x01000193);
    b = Math.imul(b ^ text.charCodeAt(k), 0x01000197);
  }
  return [a, b].map((n) => (n >>> 0).toString(16).padStart(8, '0')).join('');
}
