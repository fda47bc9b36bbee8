/**
 * What the host writes before `readModel`, and reads after a run: the words of this kernel's wire. Tables are records of
 * doubles, one after the other; src/engine/dispatch/wire.ts has the names of their fields, and both sides hold how
 * many a record has. Times are in 100 ns.
 */
import { at64, skip64 } from '../words';
import { BUCKETS } from './layout';

export const wireVersion: i32 = 4;
export const wireWords: i32 = 59;

export let processorCount: i32 = 0;
export let vcpuCount: i32 = 0;
export let guestCount: i32 = 0;
export let threadCount: i32 = 0;
export let deviceCount: i32 = 0;
export let queueCount: i32 = 0;
/** Slots of the event queue. */
export let slotCount: i32 = 0;

/** Traits of the policy: an ORDER_, flags, and a SKEW_ (layout.ts). */
export let order: i32 = 0;
export let gangs: i32 = 0;
export let gangsHold: i32 = 0;
export let skewStops: i32 = 0;

export let fixed: i32 = 0;
export let boost: i32 = 0;
export let detect: i32 = 0;
export let skew: f64 = 0;
export let check: f64 = 0;
export let probability: f64 = 0;
export let switchCost: f64 = 0;
/** Housekeeping as a fraction of each processor. */
export let eta: f64 = 0;
/** What the host's service routine takes for each completion and arrival, and for each end of a wait. */
export let serviceTime: f64 = 0;
export let timerTime: f64 = 0;
export let warmup: f64 = 0;
export let duration: f64 = 0;

export let processorTable: usize = 0;
export let queueTable: usize = 0;
export let deviceTable: usize = 0;
export let guestTable: usize = 0;
export let vcpuTable: usize = 0;
export let threadTable: usize = 0;
export let lawTable: usize = 0;
export let partTable: usize = 0;
/** f64: the times of all traces. */
export let traces: usize = 0;

export const processorTableFields: i32 = 1;
export const queueTableFields: i32 = 8;
export const deviceTableFields: i32 = 2;
export const guestTableFields: i32 = 19;
export const vcpuTableFields: i32 = 1;
export const threadTableFields: i32 = 10;
export const lawTableFields: i32 = 4;
export const partTableFields: i32 = 3;

/** Where `writeStatistics` writes: one record for the run, each processor, device, vCPU, guest, thread, label. */
export let runFigures: usize = 0;
export let processorFigures: usize = 0;
export let deviceFigures: usize = 0;
export let vcpuFigures: usize = 0;
export let guestFigures: usize = 0;
export let threadFigures: usize = 0;
export let labelFigures: usize = 0;
/** f64[guests x buckets]: how many interrupts were delayed by so much. */
export let histograms: usize = 0;

export const runFiguresFields: i32 = 4;
export const processorFiguresFields: i32 = 5;
export const deviceFiguresFields: i32 = 3;
export const vcpuFiguresFields: i32 = 15;
export const guestFiguresFields: i32 = 13;
export const threadFiguresFields: i32 = 9;
export const labelFiguresFields: i32 = 3;
export const buckets: i32 = BUCKETS;

let field: usize = 0;

/** Turns to record `i` of a table, whose fields `word`, `whole`, `time` and `flag` then read one after the other. */
export function readRecord(table: usize, i: i32, fields: i32): void {
  field = skip64(table, i * fields);
}

export function word(): f64 {
  const value = at64(field, 0);
  field += 8;
  return value;
}
export function whole(): i32 {
  return <i32>word();
}
export function time(): i64 {
  return <i64>word();
}
export function flag(): u8 {
  return word() != 0 ? 1 : 0;
}
