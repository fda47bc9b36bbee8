import { setUpByHogs } from '../../src/dispatch/oracles';

// Closed forms of queues that no page draws. Times are in ms, shares are fractions of elapsed time.

/** First two moments of a service time, ms and ms². */
export interface Service {
  readonly meanMs: number;
  readonly secondMomentMs2: number;
}

/**
 * Mean time from arrival to the start of service, M/G/1 with vacations: Poisson arrivals served to exhaustion, and
 * constant vacations V, taken again and again while nothing is there (Fuhrmann and Cooper 1985, decomposition):
 * Wq = lambda E[S²] / (2 (1 - rho)) + V / 2. With V = 0: Pollaczek and Khinchine's M/G/1.
 * @returns Infinity from rho = 1 on.
 */
export function queueWaitMs(perSecond: number, service: Service, vacationMs = 0): number {
  const perMs = perSecond / 1000;
  const rho = perMs * service.meanMs;
  if (rho >= 1) return Infinity;
  return (perMs * service.secondMomentMs2) / (2 * (1 - rho)) + vacationMs / 2;
}

/**
 * The same beside `hogs` guests that never wait, idle yield, no boost, its own slice without end. The first request
 * of a busy period waits D = the rest of the slice that runs + (hogs - 1) Q: a set-up time, M/G/1 with it (Welch 1964):
 * Wq = lambda E[S²] / (2 (1 - rho)) + (2 E[D] + lambda E[D²]) / (2 (1 + lambda E[D])). One hog: Q/2, as a vacation.
 */
export function queueWaitBesideHogsMs(
  perSecond: number,
  service: Service,
  sliceMs: number,
  hogs: number,
): number {
  const perMs = perSecond / 1000;
  const { mean, square } = setUpByHogs(perMs, sliceMs, hogs);
  const more = (2 * mean + perMs * square) / (2 * (1 + perMs * mean));
  return queueWaitMs(perSecond, service) + more;
}

/** Mean time from arrival to completion, ms: the wait and the service. */
export function queueResponseMs(perSecond: number, service: Service, vacationMs = 0): number {
  return queueWaitMs(perSecond, service, vacationMs) + service.meanMs;
}

/**
 * Closed cycle of N threads between one processor and one device of one server, both exponential (Gordon and Newell
 * 1967; two stations: truncated geometric). Round robin on the processor does not change it.
 */
export function cyclic(threads: number, burstMs: number, serviceMs: number) {
  const r = serviceMs / burstMs;
  let sum = 0;
  let present = 0;
  for (let k = 0; k <= threads; k++) {
    sum += r ** k;
    present += k * r ** k;
  }
  // k counts the requests at the device: the processor is idle when all threads are there.
  const processorBusy = 1 - r ** threads / sum;
  const perMs = processorBusy / burstMs;
  return { processorBusy, perSecond: perMs * 1000, transferMs: present / sum / perMs };
}
