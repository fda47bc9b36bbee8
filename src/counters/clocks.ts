import type { Recording } from '../estate/recording';
import { toSlots } from '../estate/slots';
import { medianInterval } from '../estate/statistics';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Zones lie a multiple of this apart, as far as the widest two. */
const ZONE_STEP = 30 * MINUTE;
const FARTHEST = 14 * HOUR;
/** Clocks that are set by hand or by nobody drift apart about so far, ms. */
const DRIFT = 10 * MINUTE;
/** Intervals that two logs must share before their likeness says anything. */
const ENOUGH = 8;

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
  const shared = overlap(guest, host, 0);
  const shorter = Math.min(spanOf(guest), spanOf(host));
  // Another shift has to be clearly better than none.
  let alike = { ms: 0, r: Math.max(LIKE, likeness(guest, host, 0) + 0.1 || 0) };
  let most = { ms: 0, shared };
  for (let ms = -FARTHEST; ms <= FARTHEST; ms += ZONE_STEP) {
    const own = overlap(guest, host, ms);
    if (own > most.shared || (own === most.shared && Math.abs(ms) < Math.abs(most.ms)))
      most = { ms, shared: own };
    if (own < shorter / 2) continue;
    const r = likeness(guest, host, ms);
    if (r > alike.r) alike = { ms, r };
  }
  if (alike.ms !== 0) return { ms: alike.ms, how: 'likeness' };
  if (shared < shorter / 2 && most.shared > shared) return { ms: most.ms, how: 'overlap' };
  return { ms: 0, how: 'same clock' };
}

/** The shift near a given one under which the two logs look most alike; null where that says nothing. */
export function fittedShift(guest: Recording, host: Recording, near: number): number | null {
  const step = Math.max(medianInterval(guest.times), medianInterval(host.times), 1000);
  let best = { ms: near, r: likeness(guest, host, near) };
  for (let k = 1; k * step <= DRIFT; k++) {
    for (const ms of [near - k * step, near + k * step]) {
      const r = likeness(guest, host, ms);
      if (r > best.r || (r === r && best.r !== best.r)) best = { ms, r };
    }
  }
  return best.r > 0.3 ? best.ms : null;
}

/** How long both logs were kept, ms; 0 or less: never. */
export function overlap(guest: Recording, host: Recording, shiftMs: number): number {
  const end = Math.min(lastOf(guest), lastOf(host) + shiftMs);
  return end - Math.max(guest.times[0], host.times[0] + shiftMs);
}

/** Correlation of the guest's meter with what its host saw it use and wait; NaN where too little is shared. */
function likeness(guest: Recording, host: Recording, shiftMs: number): number {
  const meter = guest.measures.busy;
  const { usedCores, ready } = host.measures;
  if (!meter || !usedCores) return NaN;
  const step = Math.max(medianInterval(guest.times), medianInterval(host.times), 1000);
  const start = Math.max(guest.times[0], host.times[0] + shiftMs);
  const slots = Math.floor(overlap(guest, host, shiftMs) / step) + 1;
  if (slots < ENOUGH) return NaN;
  const wanted = ready ? usedCores.map((v, i) => v + (ready[i] || 0) / 100) : usedCores;
  const x = toSlots(guest.times, meter, start, step, slots, 'mean');
  const y = toSlots(
    host.times.map((t) => t + shiftMs),
    wanted,
    start,
    step,
    slots,
    'mean',
  );
  return correlation(x, y);
}

function correlation(x: Float32Array, y: Float32Array): number {
  let n = 0;
  let [sx, sy, xx, yy, xy] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i], y[i]];
    if (a !== a || b !== b) continue;
    n++;
    sx += a;
    sy += b;
    xx += a * a;
    yy += b * b;
    xy += a * b;
  }
  if (n < ENOUGH) return NaN;
  const spread = Math.sqrt((xx - (sx * sx) / n) * (yy - (sy * sy) / n));
  return spread > 0 ? (xy - (sx * sy) / n) / spread : NaN;
}

function lastOf({ times }: Recording): number {
  return times[times.length - 1];
}

function spanOf(recording: Recording): number {
  return lastOf(recording) - recording.times[0];
}
