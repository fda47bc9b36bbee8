import { breath } from '../engine/door/breath';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import { guessClock } from './bytes/dates';
import { decoderFor, narrow } from './bytes/encoding';
import { LineCutter } from './bytes/lines';
import { RowScanner } from './bytes/scan';
import { ByteSource } from './bytes/source';
import { refuseBinary } from './foreign/signatures';
import { refuseKnownText } from './foreign/text';
import { DecimalWatch } from './bytes/decimal-signs';
import { withDecimals, withSign } from './decimals';
import type { Format, Input } from './format';
import { place } from './format';
import type { Head } from './head';
import { lookAt } from './head';
import { optionsFor } from './mapping';
import { linesAreQuoted, QUOTED_LINES, unquotedLines } from './quoted-lines';
import type { IntakeData, IntakeOptions, IntakeProgress } from './options';
import { FORMATS } from './registry';
import { shapeKey } from './shape-key';
import { askAbout, EXPECTED, isTable } from './table/ask';
import { speaksOfTime } from './table/shape';
import { quoted } from './words';

/**
 * How much of a file is scanned at a time. The first slices are small, so that a scanner has met the end of one before an
 * engine optimizes it: else that is thrown away and made again, which costs as much as some tens of megabytes.
 */
const FIRST_SLICE = 1 << 11;
const LARGEST_SLICE = 1 << 20;
/** How long to work before others (a cancel message) get a turn. */
const TURN_MS = 40;

/**
 * Reads one text file; see `readFile` of the index, which takes workbooks too.
 * @throws InputError
 */
export async function readBytes(
  name: string,
  data: IntakeData,
  options: IntakeOptions = {},
  onProgress?: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  return readSource(name, new ByteSource(data), options, onProgress, signal);
}

/** The same from a source whose beginning was looked at already. */
export async function readSource(
  name: string,
  source: ByteSource,
  options: IntakeOptions,
  onProgress?: (progress: IntakeProgress) => void,
  signal?: AbortSignal,
): Promise<Reading> {
  try {
    signal?.throwIfAborted();
    refuseBinary(name, await source.peek(4096));
    const head = await lookAt(source);
    signal?.throwIfAborted();
    if (linesAreQuoted(head)) {
      const lines = new ByteSource(unquotedLines(source.read()), source.total);
      const reading = await readSource(name, lines, options, onProgress, signal);
      return {
        ...reading,
        findings: [...reading.findings, { level: 'info', where: name, text: QUOTED_LINES }],
      };
    }
    const said = optionsFor(shapeKey(head), options);
    const format = chooseFormat(name, head, said);
    const read = withSign(head, said);
    const watch = format?.numbers && !head.decimalSure ? new DecimalWatch(head.dialect.delimiter) : null;
    const input = inputOf(name, read, said, source, watch, onProgress, signal);
    if (!format) return askAbout(input);
    return withDecimals(await format.read(input), head, read, watch, said, format);
  } finally {
    await source.close();
  }
}

/** The reader of a file; null where it is a table that nobody can tell without a person. @throws InputError */
function chooseFormat(name: string, head: Head, options: IntakeOptions): Format | null {
  if (options.format) {
    const format = FORMATS.find(({ id }) => id === options.format);
    if (format) return format;
    throw new InputError(
      name,
      `format ${quoted(options.format)} is not known; expected one of ${FORMATS.map(({ id }) => id).join(', ')}.`,
    );
  }
  if (head.rows.length === 0) {
    throw new InputError(
      name,
      'the file holds nothing but blanks.',
      'Copy it again, or look whether the collector has run.',
    );
  }
  let best: Format | null = null;
  let sure = 0;
  for (const format of FORMATS) {
    const own = format.recognise(head, options);
    if (own > sure) {
      best = format;
      sure = own;
    }
  }
  if (best && sure > 0.9) return best;
  refuseKnownText(name, head);
  if (best) return best;
  const { line, cells } = head.rows[0];
  if (guessClock([cells[0]])?.kind === 'calendar') {
    throw new InputError(
      place(name, line),
      `the first line is a sample (${quoted(cells[0])}); expected the names of the columns above it.`,
      'Put a line such as "timestamp, guest1, guest2" on top.',
    );
  }
  const below = head.rows.find((row) => row.line > line)?.cells ?? [];
  if (cells.length > 1 && speaksOfTime(cells[0]) && below.length > 1) {
    const longer = below.length > cells.length;
    throw new InputError(
      place(name, head.rows[1].line, 1),
      `found ${quoted(longer ? below.slice(0, 2).join(',') : below[0])} under ${quoted(cells[0])}; expected a date and a time${longer ? ': a comma within it parts it from its year' : ''}.`,
      longer
        ? 'Put quotes round the times, or write 2026-11-22 14:05:00.'
        : 'Write times as 2026-11-22 14:05:00.',
    );
  }
  if (isTable(head)) return null;
  throw new InputError(
    place(name, line),
    `found ${quoted(cells.slice(0, 5).join(', '))}; ${EXPECTED}`,
    'Put the names of the columns into the first line, or choose the format by hand.',
  );
}

function inputOf(
  name: string,
  head: Head,
  options: IntakeOptions,
  source: ByteSource,
  watch: DecimalWatch | null,
  onProgress: ((progress: IntakeProgress) => void) | undefined,
  signal: AbortSignal | undefined,
): Input {
  const wide = head.encoding.encoding.startsWith('utf-16');
  const decode = decoderFor(wide ? 'utf-8' : head.encoding.encoding);
  /** Pushes the whole file, with progress and cancel. */
  const pass = async (push: (piece: Uint8Array) => void, rows: () => number) => {
    let turn = performance.now();
    let slice = FIRST_SLICE;
    for await (const piece of narrow(source.read(), head.encoding)) {
      watch?.push(piece);
      // A piece of some megabytes is cut up, so that no turn is long.
      for (let at = 0; at < piece.length;) {
        push(piece.subarray(at, at + slice));
        at += slice;
        slice = Math.min(2 * slice, LARGEST_SLICE);
        if (performance.now() - turn < TURN_MS) continue;
        onProgress?.({ bytes: source.bytes, total: source.total, rows: rows() });
        await breath();
        signal?.throwIfAborted();
        turn = performance.now();
      }
    }
  };
  const done = (rows: number) => onProgress?.({ bytes: source.bytes, total: source.total, rows });
  return {
    name,
    head,
    options,
    bytes: () => source.bytes,
    async scan(handler, clock) {
      const scanner = new RowScanner(head.dialect, decode, handler, clock);
      await pass(
        (piece) => scanner.push(piece),
        () => scanner.line,
      );
      scanner.finish();
      done(scanner.line);
      return scanner;
    },
    async lines(take) {
      const cutter = new LineCutter(name, decode, take);
      await pass(
        (piece) => cutter.push(piece),
        () => cutter.line,
      );
      cutter.finish();
      done(cutter.line);
    },
  };
}
