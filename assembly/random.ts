/**
 * The one seeded generator of all kernels: xorshift128+ (Vigna, "Further scramblings of Marsaglia's xorshift
 * generators", 2017, shifts 23, 18, 5), seeded through splitmix64. Integers only, so every engine gives the same bits.
 */

let s0: u64 = 0x9e3779b97f4a7c15;
let s1: u64 = 0xd1b54a32d192ed03;

/** The splitmix64 finaliser: spreads nearby seeds apart. */
export function splitmix(x: u64): u64 {
  let z = x + 0x9e3779b97f4a7c15;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

/** Starts the stream of `seed`; the state is never all zero. */
export function seedRandom(seed: u64): void {
  s0 = splitmix(seed);
  s1 = splitmix(s0 ^ 0xd1b54a32d192ed03) | 1;
}

/** 64 random bits. @inline */
export function nextBits(): u64 {
  let a = s0;
  const b = s1;
  s0 = b;
  a ^= a << 23;
  a = a ^ b ^ (a >> 18) ^ (b >> 5);
  s1 = a;
  return a + b;
}

/** A uniform number in (0, 1): never 0, so that its logarithm is finite. */
export function nextUnit(): f64 {
  return (<f64>(nextBits() >> 11) + 0.5) * (1.0 / 9007199254740992.0);
}

/** A uniform integer in [0, n), n > 0, by multiplication (Lemire 2019, without the rejection step: bias below n / 2^32). @inline */
export function nextBelow(n: u32): u32 {
  return scaled(nextBits() >> 32, n);
}

/** 32 random bits as an integer in [0, n). @inline */
export function scaled(bits: u64, n: u32): u32 {
  return <u32>((bits * <u64>n) >> 32);
}
