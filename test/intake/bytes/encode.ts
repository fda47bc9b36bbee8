import { decoderFor } from '../../../src/intake/bytes/encoding';
import type { Encoding } from '../../../src/intake/bytes/pages';

const TWO_BYTES = new Set<Encoding>(['shift_jis', 'gbk', 'euc-kr', 'big5']);

/** Writes text in an encoding, for fixtures. Throws when the encoding lacks a character. */
export function encode(text: string, encoding: Encoding): Uint8Array<ArrayBuffer> {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const bytes = new Uint8Array(text.length * 2);
    const view = new DataView(bytes.buffer);
    for (let k = 0; k < text.length; k++) view.setUint16(2 * k, text.charCodeAt(k), encoding === 'utf-16le');
    return bytes;
  }
  const decode = decoderFor(encoding);
  const table = new Map<string, readonly number[]>();
  const put = (...bytes: number[]) => {
    const text = decode(Uint8Array.from(bytes));
    if (!text.includes('\ufffd') && [...text].length === 1 && !table.has(text)) table.set(text, bytes);
  };
  for (let lead = 0; lead < 256; lead++) put(lead);
  if (TWO_BYTES.has(encoding)) {
    for (let lead = 0x81; lead < 0xff; lead++) for (let trail = 0x40; trail < 0xff; trail++) put(lead, trail);
  }
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const bytes = table.get(character);
      if (bytes === undefined) throw new Error(`${encoding} has no ${character}`);
      return bytes;
    }),
  );
}
