import type { Recording } from '../estate/recording';
import { toMeans } from '../estate/slots';
import { medianInterval, pearson } from '../estate/statistics';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Zones lie a multiple of this from UTC, which esxtop writes, and so far at most; those of Nepal and Chatham are not tried. */
const ZONE_STEP = 30 * MINUTE;
const FARTHEST = 14 * HOUR;
/** Clocks that are set by hand or by nobody drift apart about so far, ms. */
const DRIFT = 10 * MINUTE;
/** Intervals that two logs must share before their likeness says anything. */
export const ENOUGH = 8;

/** Correlation from which on two logs look alike. */
const LIKE = 0.5;

/** How far the host's times are moved to stand on the guest's clock, and how that is known. */
export interface Shift {
  readonly ms: number;
  readonly how: 'both zones' | 'likeness' | 'overlap' | 'same clock';
}

/**
 * From the host's clock to the guest's: by the zones that both logs name; else by whole half hours, those under which
 * the guest's meter looks most like the host's figures; else by those under which the logs overlap.
 */
export function guessShift(guest: Recording, host: Recording): Shift {
  const from = host.zone?.biasMinutes;
  const to = guest.zone?.biasMinutes;
  if (typeof from === 'number' && typeof to === 'number')
    return { ms: (from - to) * MINUTE, how: 'both zones' };
  const unmoved = overlap(guest, host, 0);
  const likeness = likenessOf(guest, host);
  const shorter = Math.min(lengthOf(spanOf(guest)), lengthOf(spanOf(host)));
  // Another shift has to be clearly better than none.
  let alike = { ms: 0, r: Math.max(LIKE, likeness(0) + 0.1 || 0) };
  let most = { ms: 0, overlap: unmoved };
  for (let ms = -FARTHEST; ms <= FARTHEST; ms += ZONE_STEP) {
    const own = overlap(guest, host, ms);
    if (own > most.overlap || (own === most.overlap && Math.abs(ms) < Math.abs(most.ms)))
      most = { ms, overlap: own };
    if (own < shorter / 2) continue;
    const r = likeness(ms);
    if (r > alike.r) alike = { ms, r };
  }
  if (alike.ms !== 0) return { ms: alike.ms, how: 'likeness' };
  if (unmoved < shorter / 2 && most.overlap > unmoved) return { ms: most.ms, how: 'overlap' };
  return { ms: 0, how: 'same clock' };
}

/** The shift near a given one under which the two logs look most alike; null where that says nothing. */
export function fittedShift(guest: Recording, host: Recording, near: number): number | null {
  const step = Math.max(intervalOf(guest), intervalOf(host), 1000);
  const likeness = likenessOf(guest, host);
  let best = { ms: near, r: likeness(near) };
  for (let k = 1; k * step <= DRIFT; k++) {
    for (const ms of [near - k * step, near + k * step]) {
      const r = likeness(ms);
      if (r > best.r || (r === r && best.r !== best.r)) best = { ms, r };
    }
  }
  return best.r > 0.3 ? best.ms : null;
}

/** Below this correlation two logs that both move are not alike. */
const UNLIKE = 0.2;
/** Points of processor, and samples, from which on a log moves by more than the chance of its ticks. */
const MOVES = 5;
const LONG = 16;

function moves({ measures, facts }: Recording): boolean {
  const { busy, usedCores, runCores } = measures;
  const values = busy ?? (runCores ?? usedCores)?.map((v) => (100 * v) / (facts.cores ?? 1));
  const known = [...(values ?? [])].filter((v) => v === v);
  const mean = known.reduce((a, b) => a + b, 0) / known.length;
  return known.length >= LONG && known.reduce((a, v) => a + (v - mean) ** 2, 0) > known.length * MOVES ** 2;
}

/**
 * Says so where two logs that both move do not move together, and under which shift they would; null where they are
 * alike, or too short or too even to tell.
 */
export function unlike(
  guest: Recording,
  host: Recording,
  shiftMs: number,
): { readonly text: string; readonly fix: string } | null {
  const likeness = likenessOf(guest, host);
  const r = likeness(shiftMs);
  if (!(r < UNLIKE) || !moves(guest) || !moves(host)) return null;
  const shorter = Math.min(lengthOf(spanOf(guest)), lengthOf(spanOf(host)));
  const near = fittedShift(guest, host, shiftMs);
  let best = { ms: near ?? shiftMs, r: near === null ? r : likeness(near) };
  for (let ms = -FARTHEST; ms <= FARTHEST; ms += ZONE_STEP) {
    if (overlap(guest, host, ms) < shorter / 2) continue;
    const other = likeness(ms);
    if (other > best.r) best = { ms, r: other };
  }
  const text = `Meter and host do not move together (correlation ${r.toFixed(2)}): the clocks are apart, or the logs are of different guests.`;
  return best.r > LIKE
    ? {
        text,
        fix: `They would be alike (${best.r.toFixed(2)}) with ${best.ms / MINUTE} minutes added to the host's times: say so if that is right.`,
      }
    : { text, fix: 'They are alike under no shift: look whether it is the same guest and the same day.' };
}

/** The time that both logs were kept, ms of the guest's clock; it ends before it starts where they never were. */
export function shared(guest: Recording, host: Recording, shiftMs: number): LogSpan {
  const [own, other] = [spanOf(guest), spanOf(host)];
  return {
    start: Math.max(own.start, other.start + shiftMs),
    end: Math.min(own.end, other.end + shiftMs),
  };
}

/** How long both logs were kept, ms; 0 or less: never. */
export function overlap(guest: Recording, host: Recording, shiftMs: number): number {
  return lengthOf(shared(guest, host, shiftMs));
}

/**
 * Correlation of the guest's meter with what its host saw it use and wait, for each shift; NaN where too little is
 * shared.
 */
function likenessOf(guest: Recording, host: Recording): (shiftMs: number) => number {
  const meter = guest.measures.busy;
  const { usedCores, runCores, ready } = host.measures;
  const had = runCores ?? usedCores;
  if (!meter || !had) return () => NaN;
  const [interval, hostInterval] = [intervalOf(guest), intervalOf(host)];
  const step = Math.max(interval, hostInterval, 1000);
  const wanted = ready ? had.map((v, i) => v + (ready[i] || 0) / 100) : had;
  return (shiftMs) => {
    const { start, end } = shared(guest, host, shiftMs);
    const slots = Math.floor((end - start) / step) + 1;
    if (!(slots >= ENOUGH)) return NaN;
    const hostTimes = host.times.map((t) => t + shiftMs);
    return pearson(
      toMeans(guest.times, meter, interval, start, step, slots),
      toMeans(hostTimes, wanted, hostInterval, start, step, slots),
      ENOUGH,
    );
  };
}

/** Distance of two samples, ms, in whatever order they stand; 0 for a log of one moment. */
export function intervalOf({ times }: Recording): number {
  return medianInterval(Float64Array.from(times).sort()) || 0;
}

/** From the first to the last moment of a log, ms. */
export interface LogSpan {
  readonly start: number;
  readonly end: number;
}

/** When a log was kept: its rows may stand in any order. */
export function spanOf({ times }: Recording): LogSpan {
  let [start, end] = [Infinity, -Infinity];
  for (const time of times) {
    if (time < start) start = time;
    if (time > end) end = time;
  }
  return { start, end };
}

const lengthOf = ({ start, end }: LogSpan): number => end - start;
