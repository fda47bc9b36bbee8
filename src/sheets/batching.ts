import { fixedSlotDelay, yieldThroughput } from '../dispatch/fixed-slots';
import { delayBesideHogsMs } from '../dispatch/oracles';
import { BACKUP, hogs } from '../dispatch/hosts';
import type { ExperimentInput } from '../dispatch/experiment';
import { inDispatch, oneProcessor } from './loads';
import { question, type NumberAnswer, type Rerun, type Sheet } from './question';

/** Requests to the web guest: so few and short that each is alone. */
const WEB = { perSecond: 20, serviceMs: 0.05 } as const;

const web = (weight = 1): ExperimentInput['guests'][number] => ({
  name: 'web',
  weight,
  threads: [
    {
      arrivals: { perSecond: WEB.perSecond },
      service: { kind: 'constant', meanMs: WEB.serviceMs },
      process: 'http',
    },
  ],
});

const beside = (others: number, sliceMs: number, more: Partial<ExperimentInput> = {}): ExperimentInput =>
  oneProcessor([web(), hogs(others)], { sliceMs, durationS: 100, replications: 30, ...more });

const delay = (input: ExperimentInput): Rerun => ({
  input,
  pick: ({ guests: [guest] }) => guest.interruptDelayMs.mean,
  stat: 'mean',
});
const undelayed = (input: ExperimentInput): Rerun => ({
  input,
  pick: ({ guests: [guest] }) => 100 * guest.interruptDelayMs.undelayed,
  stat: 'mean',
});

const backup = (guests: number, sliceMs: number): ExperimentInput =>
  oneProcessor([BACKUP, hogs(guests - 1)], { sliceMs, durationS: 100, replications: 20 });

/** Interrupts that wait for their guest. */
export const BATCHING: Sheet = {
  number: 4,
  title: 'Batching of I/O',
  given:
    'One processor. A web guest gets 20 requests a second at random moments and works 0.05 ms on each, beside guests that never wait (hogs). An interrupt for a guest that does not run pends until it does.',
  questions: [
    question({
      number: 16,
      draws: { slice: [50, 40, 60, 30] },
      holds: ({ slice }) => slice > 100 * WEB.serviceMs,
      pose: ({ slice }) => {
        const { meanMs, undelayed: part } = fixedSlotDelay(2, slice);
        const input = beside(1, slice, { slots: 'fixed' });
        return {
          ask: `Fixed slots of ${slice} ms, one hog. What is the mean delay of an interrupt, and what part is not delayed at all?`,
          answers: [
            {
              kind: 'number',
              id: 'mean',
              label: 'Mean delay',
              unit: 'ms',
              value: meanMs,
              tolerance: 0.2,
              traps: [
                {
                  value: slice / 2,
                  words: 'That is the mean of those that are delayed; the others wait for nothing.',
                },
                { value: slice, words: 'That is the longest. The mean counts all.' },
              ],
              rerun: delay(input),
            },
            {
              kind: 'number',
              id: 'undelayed',
              label: 'Not delayed',
              unit: '%',
              value: 100 * part,
              tolerance: 1,
              rerun: undelayed(input),
            },
          ],
          why: 'A random moment lies in the guest’s own slot with 1/N, else it waits evenly up to (N - 1) Q: on average (N - 1)² Q / 2N.',
          shown: inDispatch(input, 'The delays, with the line of theory', 'slice'),
        };
      },
    }),
    question({
      number: 17,
      draws: { short: [20, 10, 30], hogs: [3, 2, 4], slice: [50, 40] },
      holds: ({ short }) => short > 100 * WEB.serviceMs,
      pose: ({ short, hogs: others, slice }) => {
        const more = fixedSlotDelay(others + 1, slice);
        const many = beside(others, slice, { slots: 'fixed' });
        return {
          ask: `Still fixed slots. What is the mean delay with slots of ${short} ms and one hog? And with slots of ${slice} ms and ${others} hogs, and what part is undelayed then?`,
          answers: [
            {
              kind: 'number',
              id: 'short',
              label: `One hog, ${short} ms`,
              unit: 'ms',
              value: fixedSlotDelay(2, short).meanMs,
              tolerance: 0.1,
              rerun: delay(beside(1, short, { slots: 'fixed' })),
            },
            {
              kind: 'number',
              id: 'many',
              label: `${others} hogs, ${slice} ms`,
              unit: 'ms',
              value: more.meanMs,
              tolerance: 0.5,
              traps: [
                {
                  value: (others * slice) / 2,
                  words: 'That leaves out those who come in their own slot: 1/N of them wait for nothing.',
                },
              ],
              rerun: delay(many),
            },
            {
              kind: 'number',
              id: 'undelayed',
              label: 'Undelayed then',
              unit: '%',
              value: 100 * more.undelayed,
              tolerance: 1,
              rerun: undelayed(many),
            },
          ],
          why: '(N - 1)² Q / 2N again: the delay is in proportion to the slot, and grows faster than the number of guests.',
          shown: inDispatch(many, 'Delays against the number of hogs', 'count.1'),
        };
      },
    }),
    question({
      number: 18,
      draws: { slice: [50, 40, 30] },
      holds: ({ slice }) => slice > 100 * WEB.serviceMs,
      pose: ({ slice }) => {
        const input = beside(1, slice);
        return {
          ask: `Now the web guest yields when it has nothing to do, slices of ${slice} ms, one hog, no wake boost. What is the mean delay? And if weights count and the web guest has four times the weight of the hog?`,
          answers: [
            {
              kind: 'number',
              id: 'mean',
              label: 'Mean delay',
              unit: 'ms',
              value: delayBesideHogsMs(WEB.perSecond, WEB.serviceMs, slice, 1),
              tolerance: 0.3,
              traps: [
                {
                  value: slice / 4,
                  words:
                    'That is with fixed slots. Whoever yields is never on its processor when something comes.',
                },
              ],
              rerun: delay(input),
            },
            {
              kind: 'number',
              id: 'weighted',
              label: 'With weight 4',
              unit: 'ms',
              value: delayBesideHogsMs(WEB.perSecond, WEB.serviceMs, slice, 1),
              tolerance: 0.3,
              traps: [
                {
                  value: slice / 8,
                  words:
                    'A weight is a share of what is contended for; it makes no hog give up its slice sooner.',
                },
              ],
              rerun: delay({ ...input, policy: 'weighted', guests: [web(4), hogs(1)] }),
            },
          ],
          why: 'It waits for the rest of the hog’s slice, Q/2 on average, whatever its weight: only a shorter slice, a boost on waking or a processor of its own helps.',
          shown: inDispatch(input, 'Delays against the slice', 'slice'),
        };
      },
    }),
    question({
      number: 19,
      draws: { slice: [50, 40, 30] },
      holds: ({ slice }) => slice > 1,
      pose: ({ slice }) => ({
        ask: `A back-up works for exactly 1 ms, then waits for its disk, 10 ms on average (exponential), and yields meanwhile; slices of ${slice} ms. What does it get done, of what it does alone, as one of two, three and four guests? The others are hogs.`,
        answers: [2, 3, 4].map((guests): NumberAnswer => {
          const load = { guests, sliceMs: slice, burstMs: 1, waitMs: 10, wait: 'exponential' } as const;
          const value = 100 * yieldThroughput(load);
          return {
            kind: 'number',
            id: `n${guests}`,
            label: `${guests} guests`,
            unit: '% of alone',
            value,
            tolerance: value / 100,
            rerun: {
              input: backup(guests, slice),
              pick: ({ guests: [guest] }) => 100 * guest.cyclesPerSecond * 0.011,
              stat: 'mean',
            },
          };
        }),
        why: 'Each I/O ends within some slice and waits for its end: a cycle of b + Q / (1 - e^(-Q/w)) + (N - 2) Q, against b + w alone. Not a lack of processor, but of turns.',
        shown: inDispatch(backup(2, slice), 'The back-up beside hogs', 'count.1'),
      }),
    }),
  ],
};
