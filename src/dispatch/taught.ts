import { backupBesideHog, crowdedHost, halfIdle, hogs, runaway, shelden, weights } from './hosts';
import type { Preset } from './preset';

/** The presets that are also figures of their own: each in a constant, so that a figure carries no others. */

export const SHELDEN_STRICT: Preset = {
  id: 'shelden-strict',
  title: "Shelden's test, co-scheduled in fixed slots",
  claim: 24,
  paper: 'Two guests of two processors, 55 % busy on each, could not bring a two-processor host above 65 %.',
  look: 'The host stands idle in slots whose guest waits, while the other guest is ready: about 65 % busy.',
  plan: 'Do not plan for more than two thirds of a host full of two-processor guests that start together.',
  experiment: shelden('strict-cosched', { slots: 'fixed' }),
};

export const BACKUP_FIXED: Preset = {
  id: 'backup-fixed',
  title: 'A back-up beside a hog, fixed slots',
  claim: 16,
  paper: 'A back-up, one of two guests on one processor, loses half of its throughput or more.',
  look: "Completions that come in the hog's slot wait for its end: about 41 % of the throughput is lost.",
  plan: 'I/O with one request outstanding suffers from waiting, not from a lack of processor: add no megahertz.',
  experiment: backupBesideHog({ slots: 'fixed' }),
};

export const TWO_STAGE: Preset = {
  id: 'two-stage',
  figure: 'delay',
  title: 'Delivery in two stages',
  claim: 14,
  paper: 'An interrupt that the host has taken pends until its guest is dispatched again.',
  look: 'The delays against the thin line of theory: half come at once, the others evenly over the slot of the other guest.',
  plan: 'On fixed slots each request waits (N-1)² Q / 2N on average: 12.5 ms here, before any work is done.',
  experiment: crowdedHost(1, {
    slots: 'fixed',
    guests: [
      {
        name: 'web',
        threads: [
          { arrivals: { perSecond: 20 }, service: { kind: 'constant', meanMs: 0.05 }, process: 'http' },
        ],
      },
      hogs(1),
    ],
    durationS: 100,
  }),
};

export const BY_WEIGHT: Preset = {
  id: 'weights',
  figure: 'share',
  title: 'Weights',
  claim: 18,
  paper: 'Shares of the processor follow the weights when guests contend for it.',
  look: 'Three guests that never wait get 1/2, 1/3 and 1/6 of the processor.',
  plan: 'Weights protect only against contention, and make nobody who wakes wait less: give them by what must go on when all want to run, not by what is large.',
  experiment: weights(),
};

export const RUNAWAY: Preset = {
  id: 'runaway',
  figure: 'ready',
  title: 'A runaway thread',
  claim: 22,
  paper: 'A thread that loops takes all that the scheduler gives it, and the other guests feel it.',
  look: 'One guest uses a whole processor; the ready time of the others jumps.',
  plan: 'Leave a processor of head-room, or cap guests: on a shared host one loop is felt by everybody.',
  experiment: runaway(true),
};

export const IDLE_UNSEEN: Preset = {
  id: 'idle-unseen',
  figure: 'burnt',
  title: 'Idle, never found',
  claim: 20,
  paper: 'When the idle loop is not detected, a guest wastes the rest of its slice.',
  look: 'The office guest keeps its processor for whole slices with next to no work in them, and the hog waits.',
  plan: 'An operating system that does not halt when idle must be left native, or counted as busy all day.',
  experiment: halfIdle('none'),
};
