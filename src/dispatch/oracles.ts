/**
 * Closed forms for one host: what the simulation must reproduce. Times are in ms, shares are fractions of elapsed
 * time. Those about guests that share one processor beside others that never wait are in `fixed-slots`.
 */

/**
 * Mean delay of the interrupts of a guest beside `hogs` that never wait, idle yield, no boost, its own slice without
 * end, ms. The first arrival of a busy period waits D, those that come meanwhile the rest of D, and those that find the
 * guest running nothing:
 * (1 - rho)(E[D] + lambda E[D²] / 2) / (1 + lambda E[D]). One hog: (1 - rho) Q / 2.
 */
export function delayBesideHogsMs(
  perSecond: number,
  serviceMs: number,
  sliceMs: number,
  hogs: number,
): number {
  const perMs = perSecond / 1000;
  const { mean, square } = setUpByHogs(perMs, sliceMs, hogs);
  return ((1 - perMs * serviceMs) * (mean + (perMs * square) / 2)) / (1 + perMs * mean);
}

/** Moments of D, the rest of the slice in which the first arrival falls and (hogs - 1) Q, ms and ms². */
export function setUpByHogs(perMs: number, sliceMs: number, hogs: number) {
  const falls = -Math.expm1(-perMs * sliceMs);
  const rest = sliceMs / falls - 1 / perMs;
  const restSquared = sliceMs ** 2 / falls - (2 * rest) / perMs;
  const others = (hogs - 1) * sliceMs;
  return { mean: rest + others, square: restSquared + 2 * others * rest + others ** 2 };
}

/**
 * Processor time burnt in the idle loop in each idle period, ms. The period is exponential of mean m; a check that
 * runs freely every delta notices with a given probability. The time to detection D is uniform on a period plus a
 * geometric number of periods, and E[min(X, D)] = m (1 - E[e^(-D/m)]).
 */
export function burntPerIdleMs(idleMs: number, checkMs: number, probability = 1): number {
  const miss = Math.exp(-checkMs / idleMs);
  const uniform = (idleMs / checkMs) * (1 - miss);
  return idleMs * (1 - (uniform * probability) / (1 - (1 - probability) * miss));
}

/** Stationary state of a closed population that alternates exponential work on few servers and exponential rest. */
export interface Repairman {
  /** Probability that k of the population work or wait for a server, k = 0..population. */
  readonly probabilities: readonly number[];
  /** Mean number of busy servers. */
  readonly busyServers: number;
  /** Work that each member gets done, as a fraction of time. */
  readonly usedEach: number;
  /** Time that each member waits for a server, as a fraction of time. */
  readonly readyEach: number;
  /** Mean time from wanting to work to being done, ms. */
  readonly responseMs: number;
  /** Completions per second over all. */
  readonly perSecond: number;
}

/**
 * Machine repairman M/M/c//N (Kleinrock 1975, section 3.9): p_k proportional to a^k N! / (N-k)! over k! or
 * c! c^(k-c), a = work over rest. With exponential bursts it holds for round robin of any slice.
 */
export function repairman(population: number, servers: number, workMs: number, restMs: number): Repairman {
  const a = workMs / restMs;
  const weights = [1];
  for (let k = 1; k <= population; k++)
    weights.push((weights[k - 1] * (population - k + 1) * a) / Math.min(k, servers));
  const sum = weights.reduce((x, y) => x + y, 0);
  const probabilities = weights.map((weight) => weight / sum);
  const busyServers = probabilities.reduce((mean, p, k) => mean + p * Math.min(k, servers), 0);
  const present = probabilities.reduce((mean, p, k) => mean + p * k, 0);
  const perMs = busyServers / workMs;
  return {
    probabilities,
    busyServers,
    usedEach: busyServers / population,
    readyEach: (present - busyServers) / population,
    responseMs: present / perMs,
    perSecond: perMs * 1000,
  };
}

/**
 * Utilisation of two processors by two guests of two vCPUs each, dispatched as strict gangs in fixed slots of Q in
 * turn. Each vCPU has one thread of exponential bursts and waits; within the slot it turns over freely, outside it
 * waits end but bursts do not. With alpha, beta the rates out of busy and idle, l = alpha + beta, p = beta / l,
 * E = e^(-l Q), G = e^(-beta Q): busy at the start of the slot P0 = (1 - G + Gp - GpE) / (1 - GE), and over the slot
 * U = p + (P0 - p)(1 - E) / (l Q).
 */
export function gangUtilisation(burstMs: number, waitMs: number, sliceMs: number): number {
  const alpha = 1 / burstMs;
  const beta = 1 / waitMs;
  const rate = alpha + beta;
  const p = beta / rate;
  const E = Math.exp(-rate * sliceMs);
  const G = Math.exp(-beta * sliceMs);
  const atStart = (1 - G + G * p - G * p * E) / (1 - G * E);
  return p + ((atStart - p) * (1 - E)) / (rate * sliceMs);
}

/**
 * Shares of `processors` processors among single vCPUs that never wait, by weight: U_i = min(1, theta w_i) with theta
 * such that the sum is the number of processors (or every vCPU has one).
 */
export function weightedShares(weights: readonly number[], processors: number): number[] {
  const shares = weights.map(() => 0);
  const open = weights.map((_, i) => i).sort((i, j) => weights[j] - weights[i]);
  let left = processors;
  let weight = weights.reduce((x, y) => x + y, 0);
  // The heaviest first: whoever reaches a whole processor leaves the rest to be shared by the others.
  for (const i of open) {
    shares[i] = Math.min(1, (left * weights[i]) / weight);
    left -= shares[i];
    weight -= weights[i];
  }
  return shares;
}

/** Part of a processor lost to switches while guests that never wait take turns: s / (Q + s), however many they are. */
export function switchLoss(sliceMs: number, switchUs: number): number {
  const switchMs = switchUs / 1000;
  return switchMs / (sliceMs + switchMs);
}

/**
 * How much longer a burst takes of which a share q is in kernel mode, where a fraction f of kernel-mode instructions is
 * emulated over k instructions each.
 */
export function emulationSlowdown(q: number, f: number, k: number): number {
  return 1 + q * f * (k - 1);
}
