import { nextUnit } from '../random';
import { take } from '../memory';
import { at64, put64 } from '../words';
import {
  lawTable,
  lawTableFields,
  partTable,
  partTableFields,
  readRecord,
  traces,
  whole,
  word,
} from './wire';

/**
 * Distributions of times, drawn in whole units of 100 ns. A law in memory: kind (i32), count (i32), mean (f64),
 * then for a trace its values (f64 each), for a mixture its parts (label, weight so far, weight x mean so far, law).
 */
const CONSTANT: i32 = 0;
const UNIFORM: i32 = 1;
const EXPONENTIAL: i32 = 2;
const TRACE: i32 = 3;
const MIXTURE: i32 = 4;

const BODY: usize = 16;
const PART: usize = 32;

/** The label of the part that the last mixture drew; -1 where the law has no labels. */
export let drawnLabel: i32 = -1;

/** Makes law `i` of the wire's table in the arena; 0 for none (-1). */
export function readLaw(i: i32): usize {
  if (i < 0) return 0;
  readRecord(lawTable, i, lawTableFields);
  const kind = whole();
  const mean = word();
  const from = whole();
  const count = whole();
  if (kind == TRACE) return readTrace(from, count);
  if (kind == MIXTURE) return readMixture(from, count);
  const law = take(BODY);
  store<i32>(law, kind);
  store<f64>(law + 8, mean);
  return law;
}

function readTrace(from: i32, count: i32): usize {
  const law = take(BODY + 8 + ((<usize>count) << 3));
  store<i32>(law, TRACE);
  store<i32>(law + 4, count);
  let sum = 0.0;
  for (let i = 0; i < count; i++) {
    const value = at64(traces, from + i);
    put64(law + BODY + 8, i, value);
    sum += value;
  }
  store<f64>(law + 8, sum / <f64>count);
  return law;
}

function readMixture(from: i32, count: i32): usize {
  const law = take(BODY + <usize>count * PART);
  store<i32>(law, MIXTURE);
  store<i32>(law + 4, count);
  let weights = 0.0;
  let mass = 0.0;
  for (let i = 0; i < count; i++) {
    const part = law + BODY + <usize>i * PART;
    readRecord(partTable, from + i, partTableFields);
    const label = whole();
    const weight = word();
    const inner = readLaw(whole());
    weights += weight;
    mass += weight * lawMean(inner);
    store<i32>(part, label);
    store<f64>(part + 8, weights);
    store<f64>(part + 16, mass);
    store<usize>(part + 24, inner);
  }
  store<f64>(law + 8, mass / weights);
  return law;
}

export function lawMean(law: usize): f64 {
  return load<f64>(law + 8);
}

/** Puts a law back to its beginning (a trace to its first value). */
export function rewindLaw(law: usize): void {
  if (!law) return;
  const kind = load<i32>(law);
  if (kind == TRACE) store<i32>(law + BODY, 0);
  if (kind == MIXTURE)
    for (let i = 0, n = load<i32>(law + 4); i < n; i++)
      rewindLaw(load<usize>(law + BODY + <usize>i * PART + 24));
}

/** An exponential time of the given mean, to the nearest unit. */
export function drawExponential(mean: f64): f64 {
  return nearest(-mean * NativeMath.log(nextUnit()));
}

/** Draws from a law; 0 or more. Sets `drawnLabel`. */
export function drawLaw(law: usize): i64 {
  drawnLabel = -1;
  if (load<i32>(law) == EXPONENTIAL) return <i64>drawExponential(load<f64>(law + 8));
  return draw(law);
}

/** The mean of an exponential law; 0 of none, and of any other. */
export function exponentialMean(law: usize): f64 {
  return law && load<i32>(law) == EXPONENTIAL ? lawMean(law) : 0;
}

function draw(law: usize): i64 {
  const kind = load<i32>(law);
  const mean = load<f64>(law + 8);
  if (kind == EXPONENTIAL) return <i64>drawExponential(mean);
  if (kind == CONSTANT) return <i64>nearest(mean);
  if (kind == UNIFORM) return <i64>nearest(2.0 * mean * nextUnit());
  if (kind == TRACE) return nextOfTrace(law);
  return draw(pickPart(law, 8));
}

/** The rest of a law's time, seen at a moment without regard to it (the equilibrium residual). Sets `drawnLabel`. */
export function drawResidual(law: usize): i64 {
  drawnLabel = -1;
  return residual(law);
}

function residual(law: usize): i64 {
  const kind = load<i32>(law);
  const mean = load<f64>(law + 8);
  if (kind == EXPONENTIAL) return <i64>drawExponential(mean);
  if (kind == CONSTANT) return <i64>nearest(mean * nextUnit());
  if (kind == UNIFORM) return <i64>nearest(2.0 * mean * (1.0 - sqrt(nextUnit())));
  if (kind == TRACE) return placeInTrace(law, mean);
  return residual(pickPart(law, 16));
}

/** Picks a part of a mixture by the running sums at `offset`: weights, or weights x means. */
function pickPart(law: usize, offset: usize): usize {
  const count = load<i32>(law + 4);
  const last = law + BODY + <usize>(count - 1) * PART;
  const at = nextUnit() * load<f64>(last + offset);
  let part = law + BODY;
  while (part < last && at >= load<f64>(part + offset)) part += PART;
  drawnLabel = load<i32>(part);
  return load<usize>(part + 24);
}

function nextOfTrace(law: usize): i64 {
  const i = load<i32>(law + BODY);
  store<i32>(law + BODY, i + 1 < load<i32>(law + 4) ? i + 1 : 0);
  return <i64>nearest(at64(law + BODY + 8, i));
}

/** Stands somewhere in a trace, evenly over its time; the values after it follow. */
function placeInTrace(law: usize, mean: f64): i64 {
  const count = load<i32>(law + 4);
  let at = nextUnit() * mean * <f64>count;
  let i = 0;
  while (i < count - 1 && at >= at64(law + BODY + 8, i)) {
    at -= at64(law + BODY + 8, i);
    i++;
  }
  store<i32>(law + BODY, i + 1 < count ? i + 1 : 0);
  return <i64>nearest(max(0.0, at64(law + BODY + 8, i) - at));
}
