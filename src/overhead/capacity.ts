import { RESOURCES } from '../estate/resource';

/** A machine as its processors are counted. */
export interface Processors {
  readonly cores: number;
  /** Hardware threads; null: as many as cores. */
  readonly threads: number | null;
  /** Of one core. */
  readonly rating: number;
}

/**
 * What the processors of a machine can do when all are busy, in cores x rating: c x rating x (1 + y (T / c - 1)), for
 * the server that was measured and for the host that it goes to.
 * @param threadYield y, what a second hardware thread adds to its core, 0..1
 */
export function processorCapacity({ cores, threads, rating }: Processors, threadYield: number): number {
  return cores * rating * (1 + threadYield * secondThreads({ cores, threads }));
}

/** Hardware threads for each core beyond the first; 0 where there are none. */
export function secondThreads({ cores, threads }: Pick<Processors, 'cores' | 'threads'>): number {
  return Math.max(0, (threads ?? cores) / cores - 1);
}

/** Quotients closer than this to an integer are that integer: one millionth of the fold's unit. */
export const SLACK = 1e-6;

/**
 * The capacity of a server in whole units of the fold, rounded down as that of a host is, so that a server that is 100 %
 * busy just fits a host like itself.
 */
export function wholeCapacity(processors: Processors, threadYield: number): number {
  return roundedDown(processorCapacity(processors, threadYield), RESOURCES.cpu.quantum);
}

/** The largest multiple of the quantum that is no larger. */
export function roundedDown(value: number, quantum: number): number {
  return Math.floor(value / quantum + SLACK) * quantum;
}
