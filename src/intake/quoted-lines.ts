import type { Head } from './head';

const QUOTE = 34;
const LF = 10;
const CR = 13;

/** What is said of such a file. */
export const QUOTED_LINES =
  'Whole lines of CSV stand in quotes, as a spreadsheet writes a column of lines that it did not split. They are split here.';

/** Whether each line is one cell in quotes that holds as many delimiters as the first. */
export function linesAreQuoted({ rows, encoding }: Head): boolean {
  if (rows.length < 2 || encoding.encoding.startsWith('utf-16')) return false;
  if (rows.some(({ cells }) => cells.length > 1)) return false;
  return [',', ';', '\t'].some((sign) => {
    const parts = rows.map(({ cells }) => cells[0].split(sign).length);
    return parts[0] > 1 && parts.every((count) => count === parts[0]);
  });
}

/** The lines without the quotes around them, and quotes in them once. */
export async function* unquotedLines(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let fresh = true;
  /** Behind a quote: a second one is a quote of the line, anything else its end. */
  let open = false;
  for await (const piece of pieces) {
    const plain = new Uint8Array(piece.length);
    let length = 0;
    for (const byte of piece) {
      if (byte === QUOTE) {
        if (open) plain[length++] = QUOTE;
        open = !open && !fresh;
        fresh = false;
        continue;
      }
      open = false;
      fresh = byte === LF || byte === CR;
      plain[length++] = byte;
    }
    yield plain.subarray(0, length);
  }
}
