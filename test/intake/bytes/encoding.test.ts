import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAll, decoderFor, detectEncoding, narrow } from '../../../src/intake/bytes/encoding';
import type { Encoding } from '../../../src/intake/bytes/encoding';
import { countKnownNames } from '../../../src/intake/perfmon/counters';
import { encode } from './encode';

const detect = (bytes: Uint8Array) => detectEncoding(bytes, countKnownNames).encoding;

describe('the encoding of a log', () => {
  test.each([
    ['windows-1252', '\\\\H\\Arbeitsspeicher\\Verfügbare MB'],
    ['windows-1252', '\\\\H\\Mémoire\\Octets disponibles'],
    ['windows-1252', '\\\\H\\Disco físico(_Total)\\Transferencias de disco/s'],
    ['windows-1251', '\\\\H\\Процессор(_Total)\\% загруженности процессора'],
    ['windows-1250', '\\\\H\\Pamięć\\Dostępne MB'],
    ['utf-8', '\\\\H\\Mémoire\\Octets disponibles'],
  ] as [Encoding, string][])('%s is told by %s', (encoding, text) => {
    expect(detect(encode(text, encoding))).toBe(encoding);
  });

  test('unknown Cyrillic words are not taken for Latin ones', () => {
    expect(detect(encode('время;сервер;нагрузка', 'windows-1251'))).toBe('windows-1251');
    expect(detect(encode('größe;zähler', 'windows-1252'))).toBe('windows-1252');
  });

  test('UTF-16 is told with a mark and without', () => {
    const text = '"(PDH-CSV 4.0)","\\\\H\\Memory\\Available MBytes"\r\n';
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      expect(detect(encode(text, encoding))).toBe(encoding);
      expect(detect(encode(`\ufeff${text}`, encoding))).toBe(encoding);
    }
  });

  test('a character cut at the end of the look ahead does not hide UTF-8', () => {
    const bytes = encode('Mémoire €', 'utf-8');
    for (let cut = 1; cut < 3; cut++) expect(detect(bytes.slice(0, bytes.length - cut))).toBe('utf-8');
  });

  test('the euro sign survives in each of its code pages', () => {
    expect(decodeAll(Uint8Array.of(0x80), 'windows-1252')).toBe('€');
    expect(decodeAll(Uint8Array.of(0x80), 'windows-1250')).toBe('€');
    expect(decodeAll(Uint8Array.of(0x88), 'windows-1251')).toBe('€');
    const decode = decoderFor('windows-1252');
    expect(decode(Uint8Array.of(0x80)) + decode(Uint8Array.of(0x99))).toBe('€™');
  });

  test('UTF-16 becomes UTF-8 whatever the pieces, surrogate pairs too', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.integer({ min: 1, max: 5 }),
        fc.constantFrom('utf-16le' as const, 'utf-16be' as const),
        async (text, length, encoding) => {
          const bytes = encode(text, encoding);
          async function* pieces() {
            for (let at = 0; at < bytes.length; at += length) yield bytes.slice(at, at + length);
          }
          let back = '';
          const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
          for await (const piece of narrow(pieces(), { encoding, mark: 0, plain: false })) {
            back += decoder.decode(piece, { stream: true });
          }
          expect(back).toBe(text.replace(/^\ufeff/, ''));
        },
      ),
      { seed: 21, numRuns: 200 },
    );
  });
});
