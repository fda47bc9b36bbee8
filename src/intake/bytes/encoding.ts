import { decodeOem } from './oem';
import { CODE_PAGES, type Encoding } from './pages';
import { alphabetOf, eastAsianPage, ZONE_WORDS } from './scripts';

/** An encoding, and whether anything in the bytes could have spoken against it. */
export interface DetectedEncoding {
  readonly encoding: Encoding;
  /** Bytes of the mark at the beginning. */
  readonly mark: number;
  /** All bytes seen are ASCII: any of the code pages would read them alike. */
  readonly plain: boolean;
}

/**
 * The encoding of a file from its first bytes: a byte order mark; else NULs in every other byte; else valid UTF-8; else
 * the code page under which most known words appear, counters or zones; else what scripts are told by.
 * @param score how many known words a text holds
 * @param whole nothing comes behind these bytes
 */
export function detectEncoding(
  head: Uint8Array,
  score: (text: string) => number,
  whole: boolean,
): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', mark: 3, plain: false };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2, plain: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2, plain: false };
  const wide = wideOrder(head);
  if (wide) return { encoding: wide, mark: 0, plain: false };

  const sample = head.subarray(0, 1 << 18);
  if (sample.every((byte) => byte < 128)) return { encoding: 'utf-8', mark: 0, plain: true };
  if (isUtf8(sample, whole && sample.length === head.length))
    return { encoding: 'utf-8', mark: 0, plain: false };
  let best: Encoding | null = null;
  let most = 0;
  for (const encoding of CODE_PAGES) {
    const text = decodeAll(sample, encoding);
    const lower = text.toLowerCase();
    const found = score(text) + ZONE_WORDS.filter((word) => lower.includes(word)).length;
    if (found <= most) continue;
    most = found;
    best = encoding;
  }
  return { encoding: best ?? eastAsianPage(sample) ?? alphabetOf(sample), mark: 0, plain: false };
}

/**
 * UTF-16 without a mark: its ASCII characters have a NUL for their high byte. Other signs have one for their low byte now
 * and then (U+0100, U+4E00), and their two bytes may look like two of ASCII: both are few beside the former. NULs among
 * single bytes stand in either place, or beside many pairs of ASCII.
 */
function wideOrder(head: Uint8Array): Encoding | null {
  const units = Math.min(head.length >> 1, 2048);
  let [first, second, pairs] = [0, 0, 0];
  for (let k = 0; k < 2 * units; k += 2) {
    const [a, b] = [head[k], head[k + 1]];
    if (a === 0 && b !== 0) first++;
    else if (b === 0 && a !== 0) second++;
    else if (isPrinted(a) && isPrinted(b)) pairs++;
  }
  if (units < 4) return null;
  const told = (high: number, low: number) => high * 8 > units && high > 8 * low && high * 2 > pairs * 3;
  return told(second, first) ? 'utf-16le' : told(first, second) ? 'utf-16be' : null;
}

const isPrinted = (byte: number) => (byte >= 32 && byte < 127) || (byte >= 9 && byte <= 13);

/** @param whole the last character may not be cut */
function isUtf8(sample: Uint8Array, whole: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: !whole });
    return true;
  } catch {
    return false;
  }
}

/** All of some bytes as text. */
export function decodeAll(bytes: Uint8Array, encoding: Encoding): string {
  return decoderFor(encoding)(bytes);
}

/**
 * A function that decodes one cell. Streaming, because Node's one-shot decoder takes windows-1252 for Latin-1 and loses
 * the euro sign (0x80) and its neighbours; the single-byte encodings hold no state between cells. Those of two bytes are
 * cut into cells safely: no second byte of theirs is a comma, a semicolon, a tab, a quote or a line's end.
 */
export function decoderFor(encoding: Encoding): (bytes: Uint8Array) => string {
  if (encoding === 'cp437' || encoding === 'cp850') return (bytes) => decodeOem(bytes, encoding);
  if (encoding.startsWith('windows') || encoding === 'ibm866') {
    const decoder = new TextDecoder(encoding);
    return (bytes) => decoder.decode(bytes, { stream: true });
  }
  const decoder = new TextDecoder(encoding);
  return (bytes) => decoder.decode(bytes);
}

/** The same text with the mark left out, in an encoding that extends ASCII: UTF-16 becomes UTF-8 on the way. */
export async function* narrow(
  pieces: AsyncIterable<Uint8Array>,
  { encoding, mark }: DetectedEncoding,
): AsyncGenerator<Uint8Array, void, undefined> {
  let skip = mark;
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const decoder = wide ? new TextDecoder(encoding) : null;
  const encoder = new TextEncoder();
  for await (let piece of pieces) {
    const part = Math.min(skip, piece.length);
    skip -= part;
    piece = piece.subarray(part);
    yield decoder ? encoder.encode(decoder.decode(piece, { stream: true })) : piece;
  }
  if (decoder) yield encoder.encode(decoder.decode());
}
