/**
 * Closed forms for guests that share one processor in slices of Q, times in ms: what the simulation must reproduce,
 * and what the page draws as the thin line of theory.
 */

/** Delay of a virtual interrupt that comes at a random moment to one of N guests in fixed slots of Q. */
export interface SlotDelay {
  readonly meanMs: number;
  /** Part of the interrupts that find the guest in its slot. */
  readonly undelayed: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/**
 * Fixed slots: a random moment lies in the guest's own slot with probability 1/N, else it waits for the next one,
 * uniformly up to (N - 1) Q. Mean (N - 1)² Q / 2N.
 */
export function fixedSlotDelay(guests: number, sliceMs: number): SlotDelay {
  const away = (guests - 1) * sliceMs;
  return {
    meanMs: (guests - 1) ** 2 * (sliceMs / (2 * guests)),
    undelayed: 1 / guests,
    p95Ms: Math.max(0, (0.95 - 1 / guests) * guests * sliceMs),
    maxMs: away,
  };
}

/** A guest with one I/O outstanding beside N - 1 guests that never wait. */
export interface BesideHogs {
  /** All guests of the processor, the hogs included. */
  readonly guests: number;
  readonly sliceMs: number;
  /** Constant, shorter than the slice. */
  readonly burstMs: number;
  readonly waitMs: number;
  readonly wait: 'exponential' | 'constant';
}

/**
 * Throughput against a machine of its own, yield when idle, no wake boost. The wake falls into some hog's slice, waits
 * for its end, and then for the N - 2 other hogs: a cycle of b + Q / (1 - e^(-Q/w)) + (N - 2) Q for exponential w,
 * b + Q ceil(w/Q) + (N - 2) Q for constant w.
 */
export function yieldThroughput({ guests, sliceMs, burstMs, waitMs, wait }: BesideHogs): number {
  const untilSliceEnd =
    wait === 'exponential' ? sliceMs / -Math.expm1(-sliceMs / waitMs) : sliceMs * Math.ceil(waitMs / sliceMs);
  return (burstMs + waitMs) / (burstMs + untilSliceEnd + (guests - 2) * sliceMs);
}

/** Points across a slice at which the density of burst starts is held. */
const SLOT_GRID = 4000;

/**
 * Throughput against a machine of its own in fixed slots. Bursts start at a moment s of the guest's slot; the moments
 * are a Markov chain. Constant waits: its orbit is walked. Exponential waits: its density is carried from one burst to
 * the next on a grid (error of the order of the slice over the grid, squared).
 */
export function fixedSlotThroughput(load: BesideHogs): number {
  return load.wait === 'constant' ? fixedSlotOrbit(load) : fixedSlotChain(load);
}

function fixedSlotOrbit({ guests, sliceMs, burstMs, waitMs }: BesideHogs): number {
  const cycle = guests * sliceMs;
  const bursts = 20_000;
  let now = 0;
  for (let i = 0; i < bursts; i++) {
    const start = now % cycle;
    // A burst that its slot cannot hold ends in the next one.
    now += burstMs + (start + burstMs > sliceMs ? cycle - sliceMs : 0) + waitMs;
    const phase = now % cycle;
    if (phase >= sliceMs) now += cycle - phase;
  }
  return (bursts * (burstMs + waitMs)) / now;
}

/** What of the bursts may be under way still when the chain is left. */
const UNFINISHED = 1e-9;

/**
 * Followed from a burst that starts with its slot until the next one that does: the bursts between are counted and
 * their times added up (a renewal reward, exact however slowly the chain forgets, as it does for short waits).
 */
function fixedSlotChain({ guests, sliceMs, burstMs, waitMs }: BesideHogs): number {
  const cycle = guests * sliceMs;
  const away = cycle - sliceMs;
  const width = sliceMs / SLOT_GRID;
  const decay = Math.exp(-width / waitMs);
  const half = Math.sqrt(decay);
  const shift = Math.round(burstMs / width);
  const again = -Math.expm1(-cycle / waitMs);
  // The mean time lost by sleeping past the slot, and the chance of it from the end of the burst.
  const stay = away - waitMs * -Math.expm1(-away / waitMs);
  const missed = (end: number) => Math.exp((end - sliceMs) / waitMs) / again;
  const laps = (end: number) => Math.exp((end - cycle) / waitMs) / again;
  const across = (at: (ms: number) => number, offset: number) =>
    Float64Array.from({ length: SLOT_GRID }, (_, i) => at((i + offset) * width));
  const missedFrom = across(missed, 0.5);
  const lapsFrom = across(laps, 0.5);
  const fallOff = across((ms) => Math.exp(-ms / waitMs), 0);
  // starts[i]: probability that a burst starts in cell i, atom: with the slot, before the next one that does.
  let starts = new Float64Array(SLOT_GRID);
  let atom = 1;
  let bursts = 0;
  let time = 0;
  for (let open = 1; open > UNFINISHED;) {
    const ends = new Float64Array(SLOT_GRID);
    for (let i = 0; i < SLOT_GRID; i++) ends[(i + shift) % SLOT_GRID] += starts[i];
    let straddled = 0;
    for (let i = SLOT_GRID - shift; i < SLOT_GRID; i++) straddled += starts[i];
    let past = atom * missed(burstMs);
    // Wakes within the slot: an exponential step from the end of the burst, or the same whole laps later.
    let everywhere = atom * laps(burstMs);
    for (let i = 0; i < SLOT_GRID; i++) {
      past += ends[i] * missedFrom[i];
      everywhere += ends[i] * lapsFrom[i];
    }
    bursts += open;
    time += open * (burstMs + waitMs) + straddled * away + past * stay;
    const landed = new Float64Array(SLOT_GRID);
    let asleep = 0;
    open = 0;
    for (let i = 0; i < SLOT_GRID; i++) {
      if (i === shift) asleep += atom;
      landed[i] = (asleep + everywhere * fallOff[i]) * (1 - decay) + ends[i] * (1 - half);
      asleep = asleep * decay + ends[i] * half;
      open += landed[i];
    }
    starts = landed;
    atom = 0;
  }
  return (bursts * (burstMs + waitMs)) / time;
}
