/** The greatest common divisor of two whole numbers of at least 0. */
export function divisor(a: number, b: number): number {
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
