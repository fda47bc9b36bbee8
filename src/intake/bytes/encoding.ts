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
 */
export function detectEncoding(head: Uint8Array, score: (text: string) => number): DetectedEncoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
    return { encoding: 'utf-8', mark: 3, plain: false };
  }
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', mark: 2, plain: false };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', mark: 2, plain: false };
  const wide = wideOrder(head);
  if (wide) return { encoding: wide, mark: 0, plain: false };

  const sample = head.subarray(0, 1 << 18);
  if (sample.every((byte) => byte < 128)) return { encoding: 'utf-8', mark: 0, plain: true };
  if (isUtf8(sample)) return { encoding: 'utf-8', mark: 0, plain: false };
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

/** UTF-16 without a mark: its ASCII characters put a NUL into every other byte. */
function wideOrder(head: Uint8Array): Encoding | null {
  const length = Math.min(head.length & ~1, 4096);
  let even = 0;
  let odd = 0;
  for (let k = 0; k < length; k += 2) {
    if (head[k] === 0 && head[k + 1] !== 0) even++;
    if (head[k + 1] === 0 && head[k] !== 0) odd++;
  }
  if (length < 8) return null;
  if (odd * 10 > (length / 2) * 6 && even === 0) return 'utf-16le';
  if (even * 10 > (length / 2) * 6 && odd === 0) return 'utf-16be';
  return null;
}

function isUtf8(sample: Uint8Array): boolean {
  // The sample may end inside a character: up to three bytes are left out of the verdict.
  for (let trim = 0; trim < 4; trim++) {
    try {
      new TextDecoder('utf-8', { fatal: true }).decode(sample.subarray(0, sample.length - trim));
      return true;
    } catch {
      continue;
    }
  }
  return false;
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
