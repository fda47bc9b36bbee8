/** Months in full, in small letters. */
export const MONTH_NAMES =
  'january february march april may june july august september october november december'.split(' ');
/** Words that stand beside a date and change nothing. */
export const BESIDE_DATES =
  /^(mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(day|nesday|sday|rsday|urday)?$|^(at|of|the|st|nd|rd|th|t|utc|gmt|z|[ecmp][sd]t|cest?|bst)$/;
const utf8 = new TextEncoder();
/** Halves of the day that stand before the hour, as bytes of UTF-8, GBK, Big5, code page 932 and EUC-KR. */
export const HALVES: readonly { readonly before: string; readonly afternoon: 0 | 1 }[] = [
  ...(['上午', '午前', '오전'] as const).map((word) => ({
    before: bytesOf(utf8.encode(word)),
    afternoon: 0 as const,
  })),
  ...(['下午', '午後', '오후'] as const).map((word) => ({
    before: bytesOf(utf8.encode(word)),
    afternoon: 1 as const,
  })),
  ...['\xc9\xcf\xce\xe7', '\xa4\x57\xa4\xc8', '\x8c\xdf\x91\x4f', '\xbf\xc0\xc0\xfc'].map((before) => ({
    before: before.toLowerCase(),
    afternoon: 0 as const,
  })),
  ...['\xcf\xc2\xce\xe7', '\xa4\x55\xa4\xc8', '\x8c\xdf\x8c\xe3', '\xbf\xc0\xc8\xc4'].map((before) => ({
    before: before.toLowerCase(),
    afternoon: 1 as const,
  })),
];

/** Bytes as a text of one character each, in small letters as the text that is looked through. */
function bytesOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes).toLowerCase();
}
/** Their first three letters. */
export const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
