import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeAll, decoderFor, detectEncoding, narrow } from '../../../src/intake/bytes/encoding';
import type { Encoding } from '../../../src/intake/bytes/pages';
import { countKnownNames } from '../../../src/intake/perfmon/counters';
import { encode } from './encode';
import { often } from '../../often';

const detect = (bytes: Uint8Array, whole = true) => detectEncoding(bytes, countKnownNames, whole).encoding;

describe('the encoding of a log', () => {
  test.each([
    ['windows-1252', '\\\\H\\Arbeitsspeicher\\Verfügbare MB'],
    ['windows-1252', '\\\\H\\Mémoire\\Octets disponibles'],
    ['windows-1252', '\\\\H\\Disco físico(_Total)\\Transferencias de disco/s'],
    ['windows-1251', '\\\\H\\Процессор(_Total)\\% загруженности процессора'],
    ['windows-1250', '\\\\H\\Pamięć\\Dostępne MB'],
    ['utf-8', '\\\\H\\Mémoire\\Octets disponibles'],
    ['cp850', '\\\\H\\Arbeitsspeicher\\Verfügbare MB'],
    ['cp850', '\\\\H\\Mémoire\\Octets disponibles'],
    ['ibm866', '\\\\H\\Процессор(_Total)\\% загруженности процессора'],
    ['windows-1254', '\\\\H\\İşlemci(_Total)\\% İşlemci Zamanı'],
    ['windows-1253', '(PDH-CSV 4.0) (Χειμερινή ώρα GTB)(-120)'],
    ['shift_jis', '(PDH-CSV 4.0) (東京 (標準時))(-540)'],
    ['gbk', '(PDH-CSV 4.0) (中国标准时间)(-480)'],
    ['big5', '(PDH-CSV 4.0) (台北標準時間)(-480)'],
    ['euc-kr', '(PDH-CSV 4.0) (대한민국 표준시)(-540)'],
  ] as [Encoding, string][])('%s is told by %s', (encoding, text) => {
    expect(detect(encode(text, encoding))).toBe(encoding);
  });

  test('unknown Cyrillic words are not taken for Latin ones', () => {
    expect(detect(encode('время;сервер;нагрузка', 'windows-1251'))).toBe('windows-1251');
    expect(detect(encode('größe;zähler', 'windows-1252'))).toBe('windows-1252');
  });

  test.each([
    ['cp850', 'Zähler;größe;übrig;prüfen'],
    ['cp850', 'température;mémoire;réseau'],
    ['ibm866', 'время;сервер;нагрузка процессора'],
    ['windows-1253', 'χρόνος;διακομιστής;επεξεργαστής;μνήμη'],
    ['shift_jis', 'サーバー;時刻;プロセッサの使用率'],
    ['gbk', '时间;服务器名称;处理器利用率;内存'],
    ['big5', '時間;伺服器名稱;處理器使用率;記憶體'],
    ['euc-kr', '시간;서버 이름;프로세서 사용률;메모리'],
    ['windows-1252', 'Größe;Straße;Öl;Ñandú;façade'],
    ['windows-1251', 'имя;память;сеть;диск'],
  ] as [Encoding, string][])('%s is told by its script alone: %s', (encoding, text) => {
    expect(detect(encode(text, encoding))).toBe(encoding);
    expect(decodeAll(encode(text, encoding), encoding)).toBe(text);
  });

  test('no second byte of a sign is taken for the end of a cell', () => {
    for (const encoding of ['shift_jis', 'gbk', 'euc-kr', 'big5'] as const) {
      for (const sign of [...'東京標準時表能']) {
        let bytes: Uint8Array;
        try {
          bytes = encode(sign, encoding);
        } catch {
          continue;
        }
        expect([...bytes].some((byte) => ',;\t"\r\n'.includes(String.fromCharCode(byte)))).toBe(false);
      }
    }
  });

  test('UTF-16 is told with a mark and without', () => {
    const text = '"(PDH-CSV 4.0)","\\\\H\\Memory\\Available MBytes"\r\n';
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      expect(detect(encode(text, encoding))).toBe(encoding);
      expect(detect(encode(`\ufeff${text}`, encoding))).toBe(encoding);
    }
  });

  test.each([
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, 0x61], 'utf-8', 3, false],
    ['the first byte of one', [0xef, 0x61, 0xbf, 0x62, 0x63, 0x64], 'windows-1252', 0, false],
    ['little ends first, with a mark', [0xff, 0xfe, 0x61, 0], 'utf-16le', 2, false],
    ['big ends first, with a mark', [0xfe, 0xff, 0, 0x61], 'utf-16be', 2, false],
    ['the first byte of such a mark', [0xff, 0x61, 0x62, 0x63, 0x64], 'windows-1252', 0, false],
    ['the second', [0x61, 0xfe, 0x62, 0x63, 0x64, 0x65], 'windows-1252', 0, false],
    ['the other first byte', [0xfe, 0x61, 0x62, 0x63, 0x64], 'windows-1252', 0, false],
    ['the other second', [0x61, 0xff, 0x62, 0x63, 0x64, 0x65], 'windows-1252', 0, false],
    ['ASCII', [0x61, 0x62], 'utf-8', 0, true],
    ['ASCII to its end', [0x61, 0x7f], 'utf-8', 0, true],
    ['UTF-8', [0x61, 0xc3, 0xa9], 'utf-8', 0, false],
    ['one letter of Latin-1 at the beginning', [0xe9, 0x61, 0x62, 0x63, 0x64], 'windows-1252', 0, false],
    ['nothing', [], 'utf-8', 0, true],
  ] as [string, number[], Encoding, number, boolean][])('%s', (_, bytes, encoding, mark, plain) => {
    expect(detectEncoding(Uint8Array.from(bytes), countKnownNames, true)).toEqual({ encoding, mark, plain });
  });

  // At least four characters; more than an eighth is ASCII, which is more than half as much again as what looks like two of
  // it, and more than eight times what has no low byte.
  test.each([
    ['abcd', true],
    ['abc', false],
    ['abcdefg\u4e2d\u4e2d\u4e2d', true],
    ['abcdef\u4e2d\u4e2d\u4e2d\u4e2d', false],
    ['Час;Сервер;Завантаження', false],
    ['Час;Сервер;Завантаження\n1;a;2\n', true],
    ['Āāabcdefghi', true],
    ['Āabcdefgh', false],
    ['名前,負荷\nサーバ一,12\nサーバ二,7\n', true],
  ])('%s without a mark is told for UTF-16: %j', (text, told) => {
    for (const encoding of ['utf-16le', 'utf-16be'] as const)
      expect(detect(encode(text, encoding)) === encoding).toBe(told);
  });

  test.each([1, 2, 3, 7])('a mark is left out however it comes, in pieces of %d', async (size) => {
    for (const [encoding, mark] of [
      ['utf-8', 3],
      ['utf-16le', 2],
      ['utf-16be', 2],
    ] as const) {
      const bytes = encode('\ufeffab\u00e9c', encoding);
      async function* pieces() {
        for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
      }
      const back: number[] = [];
      for await (const piece of narrow(pieces(), { encoding, mark, plain: false })) back.push(...piece);
      expect(back).toEqual([...new TextEncoder().encode('ab\u00e9c')]);
    }
  });

  test('a character cut at the end of the look ahead does not hide UTF-8', () => {
    const bytes = encode('Mémoire €', 'utf-8');
    for (let cut = 1; cut < 3; cut++) expect(detect(bytes.slice(0, bytes.length - cut), false)).toBe('utf-8');
  });

  test.each([
    ['a row of it', 'host;load\ncafé;12\n'],
    ['the last line', 'a;b\nc;é\n'],
    ['the last three bytes', 'a;b\nc;é12'],
    ['the last two bytes', 'a;b\nc;é1'],
    ['the last byte', 'a;b\nc;é'],
  ])('a letter of a code page in %s is no UTF-8', (_, text) => {
    expect(detect(encode(text, 'windows-1252'))).toBe('windows-1252');
    expect(detect(encode(text, 'utf-8'))).toBe('utf-8');
  });

  test.each([
    ['cells of a NUL each', '"a","b"\n"\0","\0"\n'],
    ['rows of an even length', 'a,b\n1,\0\n2,\0\n'],
    ['a run of them at the end', `a,b\n1,2\n${'\0'.repeat(400)}`],
  ])('NULs among single bytes are no UTF-16: %s', (_, text) => {
    expect(detect(new TextEncoder().encode(text.repeat(20)))).toBe('utf-8');
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
      { seed: 21, numRuns: often(200) },
    );
  });
});
