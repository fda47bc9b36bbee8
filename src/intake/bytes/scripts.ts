import { decodeOem } from './oem';
import type { CodePage } from './pages';

/**
 * Words of the names of zones, as Windows writes them into a log's first cell, in languages whose counters have English
 * names or none that are known here.
 */
export const ZONE_WORDS: readonly string[] = [
  '東京',
  '標準時',
  '标准时间',
  '標準時間',
  '대한민국',
  '표준시',
  'ώρα',
  'standart saati',
  'yaz saati',
];

/** This much of a text is written in a script's frequent signs; in any other, far less. */
const MOST = 0.8;
/** Of Greek letters every eighth or so has an accent; the same bytes are three of a hundred Russian ones. */
const ACCENTS = 0.07;

/**
 * Which page of East Asia some bytes are written in, told by the part of their pairs that lies where the page keeps its
 * frequent signs: JIS X 0208 level 1 and kana, KS X 1001 syllables, GB 2312 level 1, Big5 level 1. Null: none.
 */
export function eastAsianPage(bytes: Uint8Array): CodePage | null {
  const rows: [CodePage, (lead: number, trail: number) => boolean][] = [
    ['euc-kr', (lead, trail) => lead >= 0xb0 && lead <= 0xc8 && trail >= 0xa1],
    ['gbk', (lead, trail) => lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1],
    ['big5', (lead, trail) => lead >= 0xa4 && lead <= 0xc6 && (trail < 0x7f || trail >= 0xa1)],
    [
      'shift_jis',
      (lead, trail) => (lead === 0x82 && trail >= 0x9f) || lead === 0x83 || (lead >= 0x88 && lead <= 0x97),
    ],
  ];
  let best: CodePage | null = null;
  let most = 0;
  for (const [page, frequent] of rows) {
    const part = share(bytes, frequent);
    if (part < MOST || part <= most) continue;
    best = page;
    most = part;
  }
  return best;
}

/** The part of the pairs that begin with a byte above 127 which are frequent; what stands alone among letters is none. */
function share(bytes: Uint8Array, frequent: (lead: number, trail: number) => boolean): number {
  let pairs = 0;
  let hits = 0;
  for (let at = 0; at + 1 < bytes.length; at++) {
    if (bytes[at] < 0x81) continue;
    const [lead, trail] = [bytes[at], bytes[at + 1]];
    pairs++;
    if (trail >= 0x40 && frequent(lead, trail)) hits++;
    at++;
  }
  return pairs === 0 ? 0 : hits / pairs;
}

/** Which page of letters some bytes are written in where no known word tells. */
export function alphabetOf(bytes: Uint8Array): CodePage {
  const letters = (page: CodePage, wanted: RegExp) => {
    const upper = [...decoded(bytes, page)].filter((sign) => sign > '\u007f');
    return upper.filter((sign) => wanted.test(sign)).length / Math.max(1, upper.length);
  };
  if (mostlyPaired(bytes)) {
    if (
      letters('windows-1253', /[άέήίόύώΆΈΉΊΌΎΏ]/) >= ACCENTS &&
      letters('windows-1253', /\p{Script=Greek}/u) > MOST
    )
      return 'windows-1253';
    const small = /[а-яё]/;
    return letters('ibm866', small) > letters('windows-1251', small) ? 'ibm866' : 'windows-1251';
  }
  // In a console's page, what Windows reads as marks and signs are letters.
  const word = /\p{L}/u;
  return letters('windows-1252', word) < 0.5 && letters('cp850', word) > MOST ? 'cp850' : 'windows-1252';
}

function decoded(bytes: Uint8Array, page: CodePage): string {
  if (page === 'cp437' || page === 'cp850') return decodeOem(bytes, page);
  return new TextDecoder(page).decode(bytes, { stream: true });
}

/** Words written wholly in letters above 127, as Cyrillic and Greek ones are; Latin ones have them one at a time. */
function mostlyPaired(bytes: Uint8Array): boolean {
  let paired = 0;
  let high = 0;
  for (let k = 1; k < bytes.length; k++) {
    if (bytes[k] < 0x80) continue;
    high++;
    if (bytes[k - 1] >= 0x80) paired++;
  }
  return paired * 2 > high;
}
