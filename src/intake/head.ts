import type { DetectedEncoding } from './bytes/encoding';
import { decodeAll, decoderFor, detectEncoding } from './bytes/encoding';
import type { Dialect } from './bytes/scan';
import { RowScanner } from './bytes/scan';
import { ClockReader } from './bytes/dates';
import type { ByteSource } from './bytes/source';
import { signIn } from './bytes/decimal-signs';
import { countKnownNames } from './perfmon/counters';

const FIRST_LOOK = 1 << 16;
const LONGEST_LOOK = 1 << 24;
const SAMPLE_ROWS = 60;
/** Of a file of very wide rows a few tell as much. */
const FEW_ROWS = 4;
const WIDE_ROWS = 1 << 20;
const [COMMA, SEMICOLON, TAB, STROKE, POINT] = [',', ';', '\t', '|', '.'].map((sign) => sign.charCodeAt(0));
const DELIMITERS = [COMMA, SEMICOLON, TAB, STROKE];

/** A row of the beginning, as text. */
export interface HeadRow {
  /** From 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** What the beginning of a file shows: enough to tell its format, its encoding and how it is cut. */
export interface Head {
  readonly bytes: Uint8Array;
  /** The beginning is all there is. */
  readonly whole: boolean;
  readonly encoding: DetectedEncoding;
  readonly text: string;
  readonly dialect: Dialect;
  /** The numbers of the first rows tell the decimal sign: else the whole file is looked through, and the other files. */
  readonly decimalSure: boolean;
  /** The first rows that hold anything. */
  readonly rows: readonly HeadRow[];
  /** A `sep=;` line, as Excel writes and obeys it, was found and left out. */
  readonly separatorLine: boolean;
}

/** Looks at the beginning: as much as it takes to see a header and some rows. */
export async function lookAt(source: ByteSource): Promise<Head> {
  let size = FIRST_LOOK;
  for (;;) {
    const bytes = await source.peek(size);
    const lines = countLines(bytes);
    const enough = lines >= SAMPLE_ROWS || (bytes.length > WIDE_ROWS && lines > FEW_ROWS);
    if (source.whole || bytes.length >= LONGEST_LOOK || enough) {
      return headOf(bytes, source.whole);
    }
    size = bytes.length * 4;
  }
}

/** The same for text that is all there. */
export function headOf(bytes: Uint8Array, whole: boolean): Head {
  const encoding = detectEncoding(bytes, countKnownNames, whole);
  const body = bytes.subarray(encoding.mark);
  const text = decodeAll(whole ? body : upToLine(body), encoding.encoding);
  const wide = encoding.encoding.startsWith('utf-16');
  const plain = wide ? new TextEncoder().encode(text) : whole ? body : upToLine(body);
  const sample = firstLines(plain, SAMPLE_ROWS);
  const decode = decoderFor(wide ? 'utf-8' : encoding.encoding);

  const directive = /^\s*"?sep=(.)"?\s*[\r\n]/i.exec(text);
  const asked = directive ? directive[1].charCodeAt(0) : 0;
  let best: { delimiter: number; rows: HeadRow[]; score: number } | null = null;
  for (const delimiter of asked ? [asked] : DELIMITERS) {
    const rows = rowsOf(sample, delimiter, decode);
    if (directive) rows.shift();
    const score = evenness(rows);
    if (!best || score > best.score) best = { delimiter, rows, score };
  }
  const { delimiter, rows } = best!;
  const { decimal, sure } = decimalOf(rows, delimiter);
  return {
    bytes,
    whole,
    encoding,
    text,
    dialect: { delimiter, decimal },
    decimalSure: sure,
    rows,
    separatorLine: directive !== null,
  };
}

function rowsOf(sample: Uint8Array, delimiter: number, decode: (bytes: Uint8Array) => string): HeadRow[] {
  const rows: HeadRow[] = [];
  const clock = new ClockReader('calendar');
  const scanner = new RowScanner(
    { delimiter, decimal: POINT },
    decode,
    {
      header: (cells, line) => {
        if (cells.some((cell) => cell !== '')) rows.push({ line, cells });
        return null;
      },
      row: () => undefined,
    },
    () => clock,
  );
  scanner.push(sample);
  scanner.finish();
  return rows;
}

/** How well a delimiter fits: many cells in a row, and the same number in most. */
function evenness(rows: readonly HeadRow[]): number {
  const tally = new Map<number, number>();
  for (const { cells } of rows) tally.set(cells.length, (tally.get(cells.length) ?? 0) + 1);
  let score = 0;
  for (const [cells, times] of tally) {
    if (cells > 1) score = Math.max(score, (times / rows.length) * (1 + Math.log2(cells) / 8));
  }
  return score;
}

/** The decimal sign that the sample's numbers are written with, and whether they tell. */
function decimalOf(rows: readonly HeadRow[], delimiter: number): { decimal: number; sure: boolean } {
  let points = 0;
  let commas = 0;
  let commaGroups = 0;
  let pointGroups = 0;
  for (const { cells } of rows.slice(1)) {
    for (const cell of cells.slice(1, 400)) {
      const told = signIn(cell);
      if (told === '.') points++;
      else if (told === ',') commas++;
      else if (told === 'open' && cell.includes(',')) commaGroups++;
      else if (told === 'open') pointGroups++;
    }
  }
  if (commas > points) return { decimal: COMMA, sure: true };
  // Between commas a point parts no thousands.
  if (points > 0 || (pointGroups > 0 && delimiter === COMMA)) return { decimal: POINT, sure: true };
  // `1,234` and `1.234` alone may be thousands or three decimals.
  const byComma = pointGroups === 0 && (commaGroups > 0 ? delimiter !== COMMA : delimiter === SEMICOLON);
  return { decimal: byComma ? COMMA : POINT, sure: false };
}

/** Line ends, no more of them counted than are asked for. */
function countLines(bytes: Uint8Array): number {
  let lines = 0;
  let returns = 0;
  for (let k = 0; k < bytes.length && lines < SAMPLE_ROWS && returns < SAMPLE_ROWS; k++) {
    if (bytes[k] === 10) lines++;
    else if (bytes[k] === 13) returns++;
  }
  return Math.max(lines, returns);
}

/** All complete lines; everything when there is no complete one. */
function upToLine(bytes: Uint8Array): Uint8Array {
  const end = Math.max(bytes.lastIndexOf(10), bytes.lastIndexOf(13));
  if (end < 0) return bytes;
  // The other half of a UTF-16 line feed may follow: keep pairs whole.
  const next = end + 1;
  return bytes.subarray(0, next % 2 === 1 && bytes[next] === 0 ? next + 1 : next);
}

function firstLines(bytes: Uint8Array, lines: number): Uint8Array {
  let at = 0;
  for (let k = 0; k < lines; k++) {
    let next = bytes.indexOf(10, at);
    if (next < 0) next = bytes.indexOf(13, at);
    if (next < 0) return bytes;
    at = next + 1;
    if (k >= FEW_ROWS && at > WIDE_ROWS) break;
  }
  return bytes.subarray(0, at);
}
