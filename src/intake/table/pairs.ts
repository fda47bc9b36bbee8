/** Above every number of a name: a Map holds no more than 2^24 of them, and two of these make a whole number of a double. */
const MOST = 2 ** 26;

/** Numbers pairs of numbers, each from 0 and below 2^26, in the order in which they come. */
export class Pairs {
  private readonly known = new Map<number, number>();

  /** @returns the number of a pair, from 0; that of a new one is the count of those before it */
  number(first: number, second: number): number {
    const key = first * MOST + second;
    let number = this.known.get(key);
    if (number === undefined) this.known.set(key, (number = this.known.size));
    return number;
  }
}
