/** A number for people, without an exponent: whole from 100 on, one digit behind the point from 10 on, else two; `-` for none. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
}

/** A sum of money in the unit in which prices were given, with two digits where there are cents. */
export const moneyWords = (sum: number): string => (Number.isInteger(sum) ? String(sum) : sum.toFixed(2));
