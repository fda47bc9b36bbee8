/** What two gangs that give their slots away come to, as fractions of elapsed time for each vCPU. */
export interface GangShares {
  readonly used: number;
  readonly ready: number;
}

/** Steps in which a slice is followed. */
const STEPS = 400;
/** Rounds after which no more is to be learnt of what slices begin with. */
const ROUNDS = 200;

/**
 * Two guests of two vCPUs on two processors, dispatched as gangs in turns of Q; a gang whose vCPUs all idle gives the
 * rest of its turn away. Each vCPU has one thread of exponential bursts and waits; waits of the gang that is off end,
 * its bursts do not. Within a turn the numbers k and m of vCPUs with work, of the gang that is on and of the other, are a
 * Markov chain, followed in small steps (Runge and Kutta, fourth order); what turns begin with is one more, whose
 * stationary state is found by going round. Times in ms; bursts and waits no shorter than a hundredth of a turn, which the
 * steps would be too coarse for.
 */
export function yieldingGangs(burstMs: number, waitMs: number, sliceMs: number): GangShares {
  const turns = TURNS.map((begin) => turnOf(begin, { burstMs, waitMs, sliceMs }));
  let weights: number[] = TURNS.map(() => 1 / TURNS.length);
  for (let round = 0; round < ROUNDS; round++)
    weights = TURNS.map((_, to) => turns.reduce((sum, { next }, from) => sum + weights[from] * next[to], 0));
  const over = (pick: (turn: Turn) => number) =>
    turns.reduce((sum, turn, i) => sum + weights[i] * pick(turn), 0);
  const time = over(({ lengthMs }) => lengthMs);
  return {
    used: over(({ workMs }) => workMs) / (4 * time),
    ready: over(({ readyMs }) => readyMs) / (4 * time),
  };
}

/** What a turn may begin with: vCPUs with work of the gang that is on, and of the other. */
const TURNS = [1, 2].flatMap((on) => [0, 1, 2].map((off) => [on, off] as const));
const turnWith = (on: number, off: number) => TURNS.findIndex(([k, m]) => k === on && m === off);

/** A turn, with the idle time that follows it. */
interface Turn {
  readonly lengthMs: number;
  /** Processor time of its gang, and time of vCPUs with work of the other. */
  readonly workMs: number;
  readonly readyMs: number;
  /** Probabilities of what the next turn begins with. */
  readonly next: readonly number[];
}

interface Load {
  readonly burstMs: number;
  readonly waitMs: number;
  readonly sliceMs: number;
}

/** Probabilities of (k, m), at 3 k + m; k = 0: the turn is over. */
type State = readonly number[];

function turnOf([on, off]: readonly [number, number], { burstMs, waitMs, sliceMs }: Load): Turn {
  const step = sliceMs / STEPS;
  const change = (state: State): State => flow(state, 1 / burstMs, 1 / waitMs);
  let state: State = Array.from({ length: 9 }, (_, i) => (i === 3 * on + off ? 1 : 0));
  const sums = { lengthMs: 0, workMs: 0, readyMs: 0 };
  const count = (weight: number) => {
    state.forEach((p, i) => {
      const [k, m] = [Math.floor(i / 3), i % 3];
      if (k === 0) return;
      sums.lengthMs += weight * p;
      sums.workMs += weight * p * k;
      sums.readyMs += weight * p * m;
    });
  };
  for (let i = 0; i < STEPS; i++) {
    count(step / 2);
    state = rungeKutta(state, change, step);
    count(step / 2);
  }
  const next = TURNS.map(() => 0);
  state.forEach((p, i) => {
    const [k, m] = [Math.floor(i / 3), i % 3];
    // Nobody has work: the first of four waits that ends begins the next turn.
    if (k === 0 && m === 0) sums.lengthMs += (p * waitMs) / 4;
    next[k === 0 ? turnWith(Math.max(1, m), 0) : m === 0 ? turnWith(k, 0) : turnWith(m, k)] += p;
  });
  return { ...sums, next };
}

/** How fast probabilities change: bursts end and waits begin; a turn whose gang has no work left stays as it is. */
function flow(state: State, ends: number, wakes: number): State {
  const change = state.map(() => 0);
  state.forEach((p, i) => {
    const [k, m] = [Math.floor(i / 3), i % 3];
    if (k === 0) return;
    const move = (to: number, rate: number) => {
      change[i] -= rate * p;
      change[to] += rate * p;
    };
    move(i - 3, k * ends);
    if (k < 2) move(i + 3, (2 - k) * wakes);
    if (m < 2) move(i + 1, (2 - m) * wakes);
  });
  return change;
}

function rungeKutta(state: State, change: (state: State) => State, step: number): State {
  const along = (by: State, part: number) => state.map((p, i) => p + part * step * by[i]);
  const first = change(state);
  const second = change(along(first, 0.5));
  const third = change(along(second, 0.5));
  const fourth = change(along(third, 1));
  return state.map((p, i) => p + (step / 6) * (first[i] + 2 * second[i] + 2 * third[i] + fourth[i]));
}
