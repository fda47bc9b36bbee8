/**
 * Natural logarithms by sums and products alone, which IEEE 754 fixes to the last bit: Math.log may differ between
 * browsers, and an estimate must not.
 */

/** ln 2. */
const LN2 = 0.6931471805599453;
/** Terms of the series: for arguments in [1/sqrt 2, sqrt 2] the rest is below 1e-16. */
const TERMS = 12;

/** ln x, x above 0, to about 1e-15: 2 atanh((m - 1) / (m + 1)) of the mantissa m, and the exponent's part. */
export function ln(x: number): number {
  let m = x;
  let exponent = 0;
  for (; m > Math.SQRT2; exponent++) m /= 2;
  for (; m < Math.SQRT1_2; exponent--) m *= 2;
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum = 0;
  for (let k = TERMS - 1; k >= 0; k--) sum = sum * square + 1 / (2 * k + 1);
  return 2 * z * sum + exponent * LN2;
}

/** ln of x!, x of 0 or more and not whole at need: Stirling's series from 20 on. */
export function lnFactorial(x: number): number {
  let at = x + 1;
  let below = 0;
  for (; at < 20; at++) below += ln(at);
  return (at - 0.5) * ln(at) - at + 0.5 * ln(2 * Math.PI) + 1 / (12 * at) - 1 / (360 * at ** 3) - below;
}
