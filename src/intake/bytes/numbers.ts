/** What `parseNumber` gives for a cell that holds something, but not a number. */
export const NOT_A_NUMBER = Infinity;

/** No counter reaches this; what does would not fit into the singles that series are kept in. */
export const LARGEST_NUMBER = 1e30;

/** Powers of ten that a double holds exactly. */
export const POWERS = Float64Array.from({ length: 23 }, (_, k) => Number(`1e${k}`));
/** Beyond this a further digit could pass 2^53: the rest only moves the decimal point. */
export const FULL = 900_000_000_000_000;

/**
 * A number from the bytes of a cell, without decoding it.
 * Reads `12`, `-0.5`, `8.57e-005`, `12,5` (decimal comma), `1.234,5` and `1 234,5` (grouping), `45 %`; white space, NUL
 * and an empty cell are blank. Right to one unit in the 15th digit.
 * @param decimal byte of the decimal sign, 46 or 44
 * @param share it is a share, as one with a per cent sign is: none has thousands
 * @returns NaN when blank, NOT_A_NUMBER when it holds anything else, or a number beyond 10^30
 */
export function parseNumber(
  bytes: Uint8Array,
  from: number,
  to: number,
  decimal: number,
  share = false,
): number {
  while (from < to && bytes[from] <= 32) from++;
  while (to > from && bytes[to - 1] <= 32) to--;
  if (from === to) return NaN;

  let at = from;
  const negative = bytes[at] === 45;
  if (negative || bytes[at] === 43) at++;
  let mantissa = 0;
  let scale = 0;
  const digits = at;
  for (; at < to; at++) {
    const digit = bytes[at] - 48;
    if (digit < 0 || digit > 9) break;
    if (mantissa < FULL) mantissa = mantissa * 10 + digit;
    else scale++;
  }
  let seen = at - digits;
  if (at < to && bytes[at] === decimal) {
    const fraction = ++at;
    for (; at < to; at++) {
      const digit = bytes[at] - 48;
      if (digit < 0 || digit > 9) break;
      if (mantissa < FULL) {
        mantissa = mantissa * 10 + digit;
        scale--;
      }
    }
    seen += at - fraction;
  }
  if (at < to) return parseUnusual(bytes, from, to, decimal, share);
  if (seen === 0) return NOT_A_NUMBER;
  const value = scaled(mantissa, scale);
  if (value > LARGEST_NUMBER) return NOT_A_NUMBER;
  return negative ? -value : value;
}

function scaled(mantissa: number, scale: number): number {
  if (scale === 0 || mantissa === 0) return mantissa;
  if (scale < 0) return scale >= -22 ? mantissa / POWERS[-scale] : (mantissa / 1e22) * 10 ** (scale + 22);
  return scale <= 22 ? mantissa * POWERS[scale] : mantissa * 10 ** scale;
}

/** Exponents, grouping and percent signs: rare enough to go through a string. */
function parseUnusual(bytes: Uint8Array, from: number, to: number, decimal: number, share: boolean): number {
  if (to - from > 64) return NOT_A_NUMBER;
  let text = '';
  for (let k = from; k < to; k++) {
    // A no-break space is A0 in the Windows code pages and C2 A0 in UTF-8; E2 80 AF is the narrow one.
    const byte = bytes[k];
    const width =
      byte === 0xa0
        ? 1
        : byte === 0xc2 && bytes[k + 1] === 0xa0
          ? 2
          : byte === 0xe2 && bytes[k + 1] === 0x80 && bytes[k + 2] === 0xaf
            ? 3
            : 0;
    text += width ? ' ' : String.fromCharCode(byte);
    if (width) k += width - 1;
  }
  return fromText(text, decimal === 44 ? ',' : '.', share);
}

/** The same for a cell that is already text. */
export function fromText(text: string, decimal: '.' | ',', share = false): number {
  const cell = text.replaceAll('\0', ' ').replace(/\s+/g, ' ').trim();
  if (cell === '') return NaN;
  let plain = cell.replace(/ ?%$/, '');
  const group = decimal === ',' ? "[. ']" : "[, ']";
  const mark = decimal === ',' ? ',' : '\\.';
  if (new RegExp(`^[+-]?\\d{1,3}(${group}\\d{3})+(${mark}\\d+)?$`).test(plain)) {
    // As a decimal sign it is not the one of its file: the number may be either.
    if (share || plain !== cell) return NOT_A_NUMBER;
    plain = plain.replace(new RegExp(group, 'g'), '');
  }
  if (decimal === ',') plain = plain.replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)) return NOT_A_NUMBER;
  const value = Number(plain);
  return Math.abs(value) > LARGEST_NUMBER ? NOT_A_NUMBER : value;
}
