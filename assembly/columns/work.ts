/**
 * Work is counted, never timed: one unit is about a thousand elementary operations. A call that is resumable stops
 * once its budget is used, so that the same budget gives the same answer on every machine.
 */
let operations: i64 = 0;
let ceiling: i64 = 0;

/** Allows `units` of work from now on. */
export function allow(units: i32): void {
  ceiling = operations + <i64>units * 1000;
}

/** Counts `n` elementary operations. */
export function spend(n: i64): void {
  operations += n;
}

/** Whether the budget is used up. */
export function exhausted(): bool {
  return operations >= ceiling;
}

/** Units of work done since the kernel was made. */
export function workDone(): f64 {
  return <f64>operations / 1000.0;
}
