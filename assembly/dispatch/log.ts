import { take } from '../memory';
import { Vcpu } from './layout';

/**
 * The first part of a run, change by change, for pictures and for the comparison with the reference. A record has
 * 32 bytes: time (i64), for a tick the time it was due (i64), vCPU or device (i32), processor or -1 (i16), kind (u8),
 * value (u8), thread or -1 (i32), detail (i32).
 */
export const logBytes: i32 = 32;
const RECORD: usize = logBytes;
const OF_STATE: u8 = 0;
const OF_TICK: u8 = 1;
const OF_REQUESTS: u8 = 2;
const OF_BATCH: u8 = 3;

/** What a tick was charged to. */
export const TO_USER: u8 = 1;
export const TO_KERNEL: u8 = 2;
export const TO_INTERRUPT: u8 = 3;
export const TO_DPC: u8 = 4;
export const TO_IDLE: u8 = 5;
export const TO_NONE: u8 = 6;

/** Whether this moment is recorded. */
export let logging: bool = false;

/** Where the records are, 0 for no log, and how many there are by now. */
export let log: usize = 0;
export let logCount: i32 = 0;

let capacity: i32 = 0;
let until: i64 = 0;

/** Gives the log room for `size` records (0 = no log) of the time up to `end`. */
export function makeLog(size: i32, end: i64): void {
  log = size > 0 ? take(<usize>size * RECORD) : 0;
  capacity = size;
  until = end;
}

export function clearLog(): void {
  logCount = 0;
  logging = capacity > 0;
}

/** The end of the time that is recorded. */
export function logEnd(): i64 {
  return until;
}

export function stopLog(): void {
  logging = false;
}

function add(
  index: i32,
  time: i64,
  due: i64,
  processor: i32,
  kind: u8,
  value: u8,
  thread: i32,
  detail: i32,
): void {
  if (logCount >= capacity) {
    logging = false;
    return;
  }
  const at = log + <usize>logCount * RECORD;
  logCount++;
  store<i64>(at, time);
  store<i64>(at + 8, due);
  store<i32>(at + 16, index);
  store<i16>(at + 20, <i16>processor);
  store<u8>(at + 22, kind);
  store<u8>(at + 23, value);
  store<i32>(at + 24, thread);
  store<i32>(at + 28, detail);
}

/** A vCPU is from `time` on in its present state; detail is the segment in which it runs. */
export function logState(v: Vcpu, time: i64, processor: i32, thread: i32): void {
  add(v.index, time, time, processor, OF_STATE, v.state, thread, v.segment);
}

/** A tick; detail is 1 when the charge says whether the guest really ran at the moment that the tick was due. */
export function logTick(v: Vcpu, time: i64, due: i64, charge: u8, thread: i32, truth: bool): void {
  add(v.index, time, due, -1, OF_TICK, charge, thread, truth ? 1 : 0);
}

/** One request more (1) or less (-1) at a device, in service or in its queue. */
export function logRequest(device: i32, time: i64, change: i32): void {
  add(device, time, time, -1, OF_REQUESTS, 0, -1, change);
}

/** Interrupts that a vCPU takes at one moment. */
export function logBatch(v: Vcpu, time: i64, size: i32): void {
  add(v.index, time, time, -1, OF_BATCH, 0, -1, size);
}
