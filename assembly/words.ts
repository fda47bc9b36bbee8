/** Arrays in linear memory by index: 32-bit integers and doubles. Beside the arena, all that kernels know of bytes. */
import { take } from './memory';

/** The i-th 32-bit integer at `at`. */
export function at32(at: usize, i: usize): i32 {
  return load<i32>(at + (i << 2));
}

/** Sets the i-th 32-bit integer at `at`. */
export function put32(at: usize, i: usize, value: i32): void {
  store<i32>(at + (i << 2), value);
}

/** The i-th double at `at`. */
export function at64(at: usize, i: usize): f64 {
  return load<f64>(at + (i << 3));
}

/** Sets the i-th double at `at`. */
export function put64(at: usize, i: usize, value: f64): void {
  store<f64>(at + (i << 3), value);
}

/** Where the i-th 32-bit integer of those at `at` lies. */
export function skip32(at: usize, i: usize): usize {
  return at + (i << 2);
}

/** Where the i-th double of those at `at` lies. */
export function skip64(at: usize, i: usize): usize {
  return at + (i << 3);
}

/** Zeroed room for `count` 32-bit integers. */
export function take32(count: usize): usize {
  return take(count << 2);
}

/** Zeroed room for `count` doubles. */
export function take64(count: usize): usize {
  return take(count << 3);
}
