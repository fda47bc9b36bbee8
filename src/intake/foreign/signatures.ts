import { InputError } from '../../estate/finding';

interface Signature {
  readonly what: string;
  readonly bytes: readonly number[];
  /** Where they stand; at the beginning where nothing is said. */
  readonly at?: number;
  readonly fix: string;
}

const TABLE = 'Save the counters as CSV and drop that.';

/** Files that are no text, by their first bytes. */
const BINARY: readonly Signature[] = [
  { what: 'a PNG image', bytes: [0x89, 0x50, 0x4e, 0x47], fix: TABLE },
  { what: 'a JPEG image', bytes: [0xff, 0xd8, 0xff], fix: TABLE },
  { what: 'a GIF image', bytes: [0x47, 0x49, 0x46, 0x38], fix: TABLE },
  { what: 'a PDF', bytes: [0x25, 0x50, 0x44, 0x46], fix: TABLE },
  {
    what: 'an old Excel workbook (xls)',
    bytes: [0xd0, 0xcf, 0x11, 0xe0],
    fix: 'Open it in Excel and save the sheet as CSV (UTF-8).',
  },
  { what: 'a gzip archive', bytes: [0x1f, 0x8b], fix: 'Unpack it and drop the log that is in it.' },
  {
    what: 'a 7-Zip archive',
    bytes: [0x37, 0x7a, 0xbc, 0xaf],
    fix: 'Unpack it and drop the log that is in it.',
  },
  {
    what: 'a RAR archive',
    bytes: [0x52, 0x61, 0x72, 0x21],
    fix: 'Unpack it and drop the log that is in it.',
  },
  {
    // `ustar` (POSIX.1-1988): files of text behind each other would be read as one log.
    what: 'a tar archive',
    bytes: [0x75, 0x73, 0x74, 0x61, 0x72],
    at: 257,
    fix: 'Unpack it (tar -xf FILE) and drop the logs that are in it, all at once or as a zip.',
  },
  {
    what: 'a cabinet archive',
    bytes: [0x4d, 0x53, 0x43, 0x46],
    fix: 'Unpack it and drop the log that is in it.',
  },
  {
    what: 'a Windows event log (evtx)',
    bytes: [0x45, 0x6c, 0x66, 0x46, 0x69, 0x6c, 0x65],
    fix: 'Counters are in Performance Monitor logs: drop one of those.',
  },
  {
    // SYSSTAT_MAGIC 0xd596 of sysstat's sa.h, as a little-endian machine writes it.
    what: 'a binary file of sysstat (sar)',
    bytes: [0x96, 0xd5],
    fix: 'On a machine with sysstat, run:  sadf -d FILE -- -u -r -b -n DEV > NAME.csv  and drop the file that it makes.',
  },
  { what: 'a program', bytes: [0x4d, 0x5a, 0x90], fix: TABLE },
];

/** A path as a Windows command line takes it. */
function asArgument(path: string): string {
  return /[\s&()^;,=%]/.test(path) ? `"${path}"` : path;
}

/** The line that turns a binary log into one that can be read. */
export function relogLine(name: string): string {
  const file = name.split(/[\\/]/).at(-1)!;
  return `relog ${asArgument(file)} -f csv -o ${asArgument(`${file.replace(/\.blg$/i, '')}.csv`)}`;
}

/**
 * Refuses what is empty or no text, and says what it is and what to do.
 * @param bytes the beginning of the file
 * @throws InputError
 */
export function refuseBinary(name: string, bytes: Uint8Array): void {
  if (bytes.length === 0) {
    throw new InputError(name, 'the file is empty.', 'Copy it again, or look whether the collector has run.');
  }
  if (isBlg(name, bytes)) {
    throw new InputError(
      name,
      'a binary Performance Monitor log (blg), which only Windows can open.',
      `On a Windows machine, run:  ${relogLine(name)}  and drop the file that it makes.`,
    );
  }
  if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] <= 7) refuseZip(name, bytes);
  for (const { what, bytes: first, at = 0, fix } of BINARY) {
    if (first.every((byte, k) => bytes[at + k] === byte))
      throw new InputError(name, `${what}, not a counter log.`, fix);
  }
  if (looksBinary(bytes)) {
    throw new InputError(
      name,
      'binary data of no known kind; expected text: a counter log or a table of guests.',
      'Save the counters as CSV and drop that.',
    );
  }
}

/** An Excel workbook is a zip archive that begins with one of these files. */
export function looksLikeWorkbook(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes[2] > 7) return false;
  return /xl\/|\[Content_Types\]\.xml|docProps\//.test(String.fromCharCode(...bytes.subarray(0, 2048)));
}

function refuseZip(name: string, bytes: Uint8Array): never {
  if (looksLikeWorkbook(bytes)) {
    throw new InputError(
      name,
      'an Excel workbook (xlsx) where text was expected.',
      'Open it and save each sheet as CSV (File, Save As, CSV UTF-8), with the times formatted yyyy-mm-dd hh:mm:ss.',
    );
  }
  throw new InputError(
    name,
    'a zip archive, not a counter log.',
    'Unpack it and drop the logs that are in it.',
  );
}

/** Binary counter logs (BLG, ETL) begin with a record of type 0 and version 0x00010000, and name no format in text. */
function isBlg(name: string, bytes: Uint8Array): boolean {
  const header = bytes[0] === 0 && bytes[1] === 0 && bytes[2] === 1 && bytes[3] === 0;
  if (header && bytes.length > 64 && bytes.subarray(0, 512).some((byte) => byte > 127)) return true;
  return /\.(blg|etl)$/i.test(name) && looksBinary(bytes);
}

/** Control characters where text has none. NULs are left to UTF-16 and to logs that were padded. */
function looksBinary(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, 4096);
  let odd = 0;
  for (let k = 0; k < length; k++) {
    const byte = bytes[k];
    if ((byte < 9 && byte > 0) || (byte > 13 && byte < 32 && byte !== 27 && byte !== 26)) odd++;
  }
  return odd * 50 > length;
}
