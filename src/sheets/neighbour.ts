import { repairman } from '../dispatch/oracles';
import { HOG } from '../dispatch/hosts';
import { lostTicks, saturatedMeter } from '../sampling/oracles';
import { inMeter, oneProcessor, TICK_MS, working } from './loads';
import { question, type NumberAnswer, type Rerun, type Sheet } from './question';

const SLICE_MS = 50;

const alike = (count: number, b: number, w: number) =>
  oneProcessor([working(b, w), working(b, w, { name: 'neighbour', count: count - 1 })], {
    durationS: 120,
    replications: 40,
  });

/** What each of so many guests uses of one processor, and for how much of its time it is ready, %. */
function shared(count: number, b: number, w: number) {
  const { usedEach, readyEach } = repairman(count, 1, b, w);
  return { used: 100 * usedEach, ready: 100 * readyEach };
}

const used = (input: Rerun['input']): Rerun => ({
  input,
  pick: ({ guests: [guest] }) => 100 * guest.used,
  stat: 'mean',
});
const shown = (input: Rerun['input']): Rerun => ({
  input,
  pick: ({ guests: [guest] }) => 100 * guest.measured.processor,
  stat: 'mean',
});

const FATES = [
  ['burst', 'All handed over later'],
  ['merge', 'One kept for each wait'],
  ['discard', 'Dropped'],
  ['catchup', 'Caught up'],
] as const;

/** Somebody else on the same processor. */
export const NEIGHBOUR: Sheet = {
  number: 3,
  title: 'The neighbour',
  given:
    'Guests share one processor in turn, slices of 50 ms, ticks of 15.625 ms; bursts and waits are exponential. Ticks that fall due while a guest waits for the processor are handed over, all at once, when it runs again.',
  questions: [
    question({
      number: 10,
      draws: { b: [5, 4, 6], w: [15, 16, 12, 20] },
      holds: ({ b, w }) => b < SLICE_MS && w > 0,
      pose: ({ b, w }) => ({
        ask: `Two guests, each working ${b} ms and waiting ${w} ms. How much of the processor does each use?`,
        answers: [
          {
            kind: 'number',
            id: 'used',
            label: 'Used by each',
            unit: '%',
            value: shared(2, b, w).used,
            tolerance: 0.2,
            traps: [
              {
                value: (100 * b) / (b + w),
                words: 'That is what it would use alone: while it waits for the other its cycle is longer.',
              },
            ],
            rerun: used(alike(2, b, w)),
          },
        ],
        why: 'Machine repairman with two machines and one repairman, a = b / w: p₀ = 1 / (1 + 2a + 2a²), each uses (1 - p₀) / 2.',
        shown: inMeter(alike(2, b, w), 'One neighbour'),
      }),
    }),
    question({
      number: 11,
      draws: { b: [5, 4, 6], w: [15, 16, 12, 20] },
      holds: ({ b, w }) => b < SLICE_MS && w > 0,
      pose: ({ b, w }) => {
        const { used: uses, ready } = shared(2, b, w);
        return {
          ask: `Two guests, each working ${b} ms and waiting ${w} ms. What does the meter of one show, if a tick that falls due while it has nothing to do costs nothing?`,
          answers: [
            {
              kind: 'number',
              id: 'shown',
              label: 'Its meter shows',
              unit: '%',
              value: uses + ready,
              tolerance: 0.3,
              traps: [
                {
                  value: uses,
                  words:
                    'That is what it uses. Ticks of the time in which it waited are charged to it as well.',
                },
                {
                  value: (100 * b) / (b + w),
                  words: 'That is what it wants. Used and waited together are more.',
                },
              ],
              rerun: shown(alike(2, b, w)),
            },
          ],
          why: 'Ticks of its ready time are all charged to the thread that wakes: the meter shows used + ready. The host sees both apart: % Used and % Ready.',
          shown: inMeter(alike(2, b, w), 'One neighbour'),
        };
      },
    }),
    question({
      number: 12,
      draws: {},
      holds: () => true,
      pose: () => {
        const clock = { idleTick: 'dispatch' } as const;
        const input = oneProcessor(
          [working(5, 15, { clock }), working(5, 15, { name: 'neighbour', clock })],
          { durationS: 120, replications: 40 },
        );
        return {
          ask: 'Two guests, each working 5 ms and waiting 15 ms; but now a guest with nothing to do must be dispatched to take its tick. No closed form is known: let the page run it. What does the meter show now?',
          answers: [
            {
              kind: 'number',
              id: 'shown',
              label: 'Its meter shows',
              unit: '%',
              value: 33.8,
              tolerance: 0.5,
              traps: [{ value: 29.41, words: 'That is with ticks of an idle guest handed over at once.' }],
              rerun: shown(input),
            },
          ],
          why: 'By simulation (two of them, 33.8 both): an idle guest’s tick now waits for the processor, too, and often lands on a thread that woke meanwhile.',
          shown: inMeter(input, 'An idle guest’s tick waits its turn'),
        };
      },
    }),
    question({
      number: 13,
      draws: { n: [8, 6, 10], b: [5], w: [15, 20] },
      holds: ({ n, b }) => n > 1 && b < SLICE_MS,
      pose: ({ n, b, w }) => {
        const each = shared(n, b, w);
        const input = alike(n, b, w);
        return {
          ask: `${n} guests, each working ${b} ms and waiting ${w} ms. What does each use, and for how much of its time is it ready?`,
          answers: [
            {
              kind: 'number',
              id: 'used',
              label: 'Used',
              unit: '%',
              value: each.used,
              tolerance: 0.3,
              rerun: used(input),
            },
            {
              kind: 'number',
              id: 'ready',
              label: 'Ready',
              unit: '%',
              value: each.ready,
              tolerance: 0.3,
              rerun: { input, pick: ({ guests: [guest] }) => 100 * guest.ready, stat: 'mean' },
            },
          ],
          why: 'Machine repairman M/M/1//N: pₖ from N! / (N - k)! aᵏ; used is (1 - p₀) / N, ready the rest of Σ k pₖ / N. The meter of each shows the sum of both.',
          shown: inMeter(input, `${n} guests on one processor`),
        };
      },
    }),
    question({
      number: 14,
      draws: { n: [4, 3, 5], rate: [3, 2] },
      holds: ({ n }) => (n - 1) * SLICE_MS >= TICK_MS,
      pose: ({ n, rate }) => {
        const saturated = (delivery: (typeof FATES)[number][0], replications = 4) =>
          oneProcessor(
            [
              { name: 'watched', threads: [HOG], clock: { delivery, rate } },
              { name: 'neighbour', count: n - 1, threads: [HOG] },
            ],
            { durationS: 60, replications },
          );
        return {
          ask: `${n} guests that never wait. What does the process of one show (% Processor Time of the process), by what becomes of the ticks that fall due while it waits? Caught up means: at ${rate} times the usual rate.`,
          answers: FATES.map(([delivery, label]): NumberAnswer => ({
            kind: 'number',
            id: delivery,
            label,
            unit: '%',
            value: 100 * saturatedMeter(delivery, n, SLICE_MS, TICK_MS, rate),
            tolerance: 0.1,
            rerun: {
              input: saturated(delivery),
              pick: ({ guests: [guest] }) => 100 * guest.measured.threads[0].share,
              stat: 'mean',
            },
          })),
          why: `Stacked up, it is charged for everybody’s time: 100 %. One kept: 1/N + T / (NQ). Dropped: its true 1/N. Caught up at rate r: r/N, at most all.`,
          shown: inMeter(saturated('burst', 100), 'Ticks stacked up'),
        };
      },
    }),
    question({
      number: 15,
      draws: { lose: [70, 50, 80, 60] },
      holds: ({ lose }) => lose > 0 && lose < 100,
      pose: ({ lose }) => {
        const { processor, process } = lostTicks(1 - lose / 100, 0.4);
        const input = oneProcessor([working(20, 30, { clock: { lose: lose / 100 } })], { replications: 60 });
        return {
          ask: `A guest alone works 20 ms and waits 30 ms, but ${lose} % of its ticks are never delivered while its clock is kept right. What does Processor Time show, and what do all processes together?`,
          answers: [
            {
              kind: 'number',
              id: 'processor',
              label: 'Processor Time',
              unit: '%',
              value: 100 * processor,
              tolerance: 0.3,
              traps: [
                {
                  value: 100 * process,
                  words:
                    'That is the sum of its processes. Processor Time is what is not charged to the idle thread.',
                },
              ],
              rerun: shown(input),
            },
            {
              kind: 'number',
              id: 'processes',
              label: 'Processes together',
              unit: '%',
              value: 100 * process,
              tolerance: 0.3,
              rerun: {
                input,
                pick: ({ guests: [guest] }) => 100 * guest.measured.threads[0].share,
                stat: 'mean',
              },
            },
          ],
          why: 'Processor Time is 1 less the idle ticks that arrive, 1 - d × 60 %; processes are d × 40 %: an idle guest looks busy, and nobody in the list is to blame.',
          shown: inMeter(input, 'Ticks that never arrive'),
        };
      },
    }),
  ],
};
