import { RULES } from './earlier';
import type { ExperimentInput } from './experiment';
import type { LinkedExperiment } from './link';

type Guest = ExperimentInput['guests'][number];
type Thread = NonNullable<Guest['threads']>[number];

/** Takes the mark of earlier rules out of a text's changes. */
export function withoutRules(changes: LinkedExperiment['changes']): {
  changes: LinkedExperiment['changes'];
  earlier: boolean;
} {
  const rest = changes.filter(([path]) => path !== RULES);
  return { changes: rest, earlier: rest.length < changes.length };
}

/** An experiment of links of versions 0 and 1 in today's terms: the same host, guests and figures. */
export function todays(input: ExperimentInput): ExperimentInput {
  const { interruptUs, guests } = input;
  return {
    ...input,
    ...(interruptUs && guests.some(({ threads = [{}] }) => threads.some(waits))
      ? { timerUs: interruptUs }
      : {}),
    guests: guests.map((guest): Guest => {
      if (!guest.threads?.some(({ privileged }) => privileged?.f)) return guest;
      return { ...guest, threads: guest.threads.map(ofKernelMode) };
    }),
  };
}

/** Whether a thread has waits that end; none at all after I/O is no wait. */
function waits({ arrivals, wait, io }: Thread): boolean {
  if (arrivals || wait?.kind === 'never') return false;
  return !(io && wait?.kind === 'constant' && wait.meanMs === 0);
}

/**
 * f of all instructions is f / q of those in kernel mode, where a share q is. What is emulated runs in kernel mode, so
 * that q cannot be below f: there, all of kernel mode was emulated.
 */
function ofKernelMode(thread: Thread): Thread {
  const { f = 0, share = 0 } = thread.privileged ?? {};
  if (f === 0) return thread;
  return {
    ...thread,
    privileged: { ...thread.privileged, share: Math.max(share, f), f: Math.min(1, f / share) },
  };
}
