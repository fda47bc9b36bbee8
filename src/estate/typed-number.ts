/** Groups of three behind commas; a number that begins with 0 has none. */
const THOUSANDS = /^[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;

/**
 * A number as people type it: spaces and apostrophes part thousands, and so do commas before three digits each; any other
 * comma stands for the point. Null where it is none, or not finite.
 */
export function typedNumber(text: string): number | null {
  const bare = text.replace(/[\s'’]/g, '').replace('−', '-');
  const plain = THOUSANDS.test(bare) ? bare.replaceAll(',', '') : bare.replace(',', '.');
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(plain)) return null;
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}
