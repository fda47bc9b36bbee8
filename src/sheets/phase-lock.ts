import { phaseLockDeviation } from '../sampling/oracles';
import { clockwork } from '../sampling/watched';
import { inMeter, oneProcessor } from './loads';
import { plain, question, type Posed, type Exercise, type Rerun, type Sheet } from './question';

const CYCLE_MS = 10;

const locked = (burstMs: number, tickMs: number, replications = 400) =>
  oneProcessor([clockwork(burstMs, CYCLE_MS - burstMs, { tickMs })], {
    durationS: 30,
    warmupS: 0,
    replications,
  });

const reading = (burstMs: number, tickMs: number, stat: Rerun['stat']): Rerun => ({
  input: locked(burstMs, tickMs),
  pick: ({ guests: [guest] }) => 100 * guest.measured.processor,
  stat,
});

/** A question about a tick that is r/q of the cycle: q moments are seen, and which of them are busy is luck. */
function lockedAt(number: number, tickMs: number, q: number, tolerance: number): Exercise {
  return question({
    number,
    draws: { burst: [3, 2, 4] },
    holds: ({ burst }) => burst > 0 && burst < CYCLE_MS && (q * burst) % CYCLE_MS !== 0,
    pose: ({ burst }): Posed => {
      const p = burst / CYCLE_MS;
      const busy = Math.floor(q * p + 1e-9);
      const often = q * p - busy;
      return {
        ask: `The tick comes every ${tickMs} ms. Which two readings does the meter show, how often the higher one, and what is the standard deviation over all moments at which the clock may have started? The thread works exactly ${burst} of every 10 ms.`,
        answers: [
          {
            kind: 'number',
            id: 'low',
            label: 'Lower reading',
            unit: '%',
            value: (100 * busy) / q,
            tolerance: 0.6,
            traps: [
              {
                value: 100 * p,
                words: 'That is the truth, and no reading: each look sees one of a few moments.',
              },
            ],
          },
          {
            kind: 'number',
            id: 'high',
            label: 'Higher reading',
            unit: '%',
            value: (100 * (busy + 1)) / q,
            tolerance: 0.6,
          },
          {
            kind: 'number',
            id: 'often',
            label: 'The higher one in',
            unit: '% of the cases',
            value: 100 * often,
            tolerance: 1,
          },
          {
            kind: 'number',
            id: 'sd',
            label: 'Standard deviation',
            unit: 'points',
            value: 100 * phaseLockDeviation(p, q),
            tolerance,
            rerun: reading(burst, tickMs, 'sd'),
          },
          {
            kind: 'number',
            id: 'mean',
            label: 'Mean of all readings',
            unit: '%',
            value: 100 * p,
            tolerance: 1.5,
            rerun: reading(burst, tickMs, 'mean'),
          },
        ],
        why: `Tick over cycle is ${plain(tickMs / CYCLE_MS, 5)} = r/${q} in lowest terms: always the same ${q === 1 ? 'moment is' : `${q} moments of the cycle are`} seen. The mean over all starts is right and no single meter is; sqrt({qp}(1 - {qp})) / q does not fall with time.`,
        shown: inMeter(locked(burst, tickMs, 200), 'Two hundred meters of it'),
      };
    },
  });
}

/** Work in step with the clock that measures it. */
export const PHASE_LOCK: Sheet = {
  number: 2,
  title: 'Phase lock',
  given:
    'A machine of its own. A thread works for a part of every 10 ms and sleeps for the rest, to the microsecond; its clock started at some random moment.',
  questions: [
    lockedAt(5, 10, 1, 1.5),
    lockedAt(6, 15, 2, 1),
    lockedAt(7, 12.5, 4, 0.3),
    lockedAt(8, 15.625, 16, 0.2),
    question({
      number: 9,
      draws: { burst: [8, 7, 9, 6] },
      holds: ({ burst }) => burst > 0 && burst < 9.5,
      pose: ({ burst }) => {
        const input = oneProcessor([clockwork(burst, CYCLE_MS - burst, { tickMs: 10, phase: 0.95 })], {
          durationS: 10,
          warmupS: 0,
          replications: 4,
        });
        return {
          ask: `A thread starts after each tick of 10 ms, works for ${burst} ms and sleeps when the next tick comes. How much of the processor does it use, and how much is it shown to use?`,
          answers: [
            {
              kind: 'number',
              id: 'used',
              label: 'Used',
              unit: '%',
              value: 10 * burst,
              tolerance: 0,
              rerun: { input, pick: ({ guests: [guest] }) => 100 * guest.used, stat: 'mean' },
            },
            {
              kind: 'number',
              id: 'shown',
              label: 'Shown',
              unit: '%',
              value: 0,
              tolerance: 0,
              traps: [
                {
                  value: 10 * burst,
                  words: 'A tick is charged to whoever runs when it comes, and that is never this thread.',
                },
              ],
              rerun: { input, pick: ({ guests: [guest] }) => 100 * guest.measured.processor, stat: 'mean' },
            },
          ],
          why: 'No tick ever finds it running (Tsafrir, Etsion and Feitelson 2007): not noise but a hole, and a longer look does not fill it.',
          shown: inMeter({ ...input, replications: 50 }, 'The tick-dodger'),
        };
      },
    }),
  ],
};
