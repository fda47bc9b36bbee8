import { busyShare, effectiveTicks, tickMeanVariance } from '../sampling/oracles';
import { inMeter, oneProcessor, TICK_MS, working } from './loads';
import { plain, question, type Rerun, type Sheet } from './question';

const MINUTE = 60_000 / TICK_MS;

/** A guest alone, looked at for so long. */
const alone = (b: number, w: number, seconds: number, replications = 200) =>
  oneProcessor([working(b, w)], { durationS: seconds, warmupS: 1, replications });

const shown = (b: number, w: number, seconds: number, stat: Rerun['stat']): Rerun => ({
  input: alone(b, w, seconds, 400),
  pick: ({ guests: [guest] }) => 100 * guest.measured.processor,
  stat,
});

const deviation = (b: number, w: number, ticks: number) =>
  100 * Math.sqrt(tickMeanVariance({ burstMs: b, waitMs: w }, TICK_MS, ticks));

/** What 64 looks a second can know of a processor. */
export const SAMPLING_ERROR: Sheet = {
  number: 1,
  title: 'Sampling error',
  given:
    'A machine of its own. Its clock ticks every 15.625 ms and charges the whole tick to whoever runs then. Bursts and waits are exponential.',
  questions: [
    question({
      number: 1,
      draws: { b: [5, 4, 6, 8], w: [15, 12, 18, 20] },
      holds: ({ b, w }) => b > 0 && w > 0,
      pose: ({ b, w }) => ({
        ask: `A thread works for ${b} ms and waits for ${w} ms, on average. What does Processor Time show over one minute, on average over many minutes, and what is the standard deviation of one such reading?`,
        answers: [
          {
            kind: 'number',
            id: 'mean',
            label: 'Mean reading',
            unit: '%',
            value: 100 * busyShare({ burstMs: b, waitMs: w }),
            tolerance: 0.1,
            traps: [
              { value: (100 * b) / w, words: 'That is work over wait: the whole cycle is work and wait.' },
            ],
            rerun: shown(b, w, 60, 'mean'),
          },
          {
            kind: 'number',
            id: 'sd',
            label: 'Standard deviation',
            unit: 'points',
            value: deviation(b, w, MINUTE),
            tolerance: 0.05,
            traps: [
              {
                value:
                  100 *
                  Math.sqrt(
                    (busyShare({ burstMs: b, waitMs: w }) * (1 - busyShare({ burstMs: b, waitMs: w }))) / 64,
                  ),
                words: 'That is one second’s: a minute has 3,840 looks.',
              },
            ],
            rerun: shown(b, w, 60, 'sd'),
          },
        ],
        why: 'Mean p = b / (b + w): the meter is right on average. Looks a tick apart are nearly independent here, ρ = e^(-(1/b + 1/w) T); variance p (1 - p) / n times (1 + ρ) / (1 - ρ), n = 3,840.',
        shown: inMeter(alone(b, w, 60), 'Two hundred such minutes'),
      }),
    }),
    question({
      number: 2,
      draws: { b: [0.5, 0.4, 0.6], w: [1.5, 1.2, 2] },
      holds: ({ b, w }) => Math.exp(-(1 / b + 1 / w) * TICK_MS) < 1e-6,
      pose: ({ b, w }) => ({
        ask: `Bursts of ${b} ms and waits of ${w} ms, looked at for one second. What is the standard deviation of the reading?`,
        answers: [
          {
            kind: 'number',
            id: 'sd',
            label: 'Standard deviation',
            unit: 'points',
            value: deviation(b, w, 64),
            tolerance: 0.2,
            traps: [
              {
                value: deviation(b, w, MINUTE),
                words: 'That is a minute’s: one second has 64 looks only.',
              },
            ],
            rerun: shown(b, w, 1, 'sd'),
          },
        ],
        why: 'A tick is so long beside a burst that looks are independent: a coin of p = b / (b + w) tossed 64 times, sqrt(p (1 - p) / 64). That bursts are short makes no bias, only noise.',
        shown: inMeter(alone(b, w, 1, 1000), 'A thousand such seconds'),
      }),
    }),
    question({
      number: 3,
      draws: { b: [200, 150, 250], w: [600, 450, 500] },
      holds: ({ b, w }) => MINUTE * TICK_MS > 20 * (b + w),
      pose: ({ b, w }) => ({
        ask: `Longer pieces: bursts of ${b} ms, waits of ${w} ms, one minute. What is the standard deviation of the reading, and how many independent looks would tell as much as the 3,840 ticks?`,
        answers: [
          {
            kind: 'number',
            id: 'sd',
            label: 'Standard deviation',
            unit: 'points',
            value: deviation(b, w, MINUTE),
            tolerance: 0.3,
            traps: [
              {
                value:
                  100 *
                  Math.sqrt(
                    (busyShare({ burstMs: b, waitMs: w }) * (1 - busyShare({ burstMs: b, waitMs: w }))) /
                      MINUTE,
                  ),
                words: 'That takes neighbouring ticks for independent: here they mostly see the same burst.',
              },
            ],
            rerun: shown(b, w, 60, 'sd'),
          },
          {
            kind: 'number',
            id: 'effective',
            label: 'Independent looks',
            unit: '',
            value: effectiveTicks({ burstMs: b, waitMs: w }, TICK_MS, MINUTE),
            tolerance: 0.075 * effectiveTicks({ burstMs: b, waitMs: w }, TICK_MS, MINUTE),
          },
        ],
        why: `ρ = e^(-(1/b + 1/w) T) is near 1, and n (1 - ρ) / (1 + ρ) looks are left. More ticks of the same bursts tell nothing new; this is the noise of the load itself, and a finer clock does not mend it.`,
        shown: inMeter(alone(b, w, 60), 'Two hundred such minutes'),
      }),
    }),
    question({
      number: 4,
      draws: { b: [0.5, 0.4, 0.6], w: [1.5, 1.2, 2], margin: [1, 1.5, 2] },
      holds: ({ b, w }) => Math.exp(-(1 / b + 1 / w) * TICK_MS) < 1e-6,
      pose: ({ b, w, margin }) => {
        const p = busyShare({ burstMs: b, waitMs: w });
        const seconds = (ticks: number) => (ticks * TICK_MS) / 1000;
        const value = seconds((1.96 ** 2 * p * (1 - p)) / (margin / 100) ** 2);
        return {
          ask: `For how long must bursts of ${b} ms and waits of ${w} ms be watched, so that 95 % of the readings are within ${margin} ${margin === 1 ? 'point' : 'points'} of the truth?`,
          answers: [
            {
              kind: 'number',
              id: 'time',
              label: 'Time',
              unit: 's',
              value,
              tolerance: value * (5 / 112.5),
              traps: [
                {
                  value: value / 1.96 ** 2,
                  words:
                    'That holds for one standard deviation, 68 % of the readings; 95 % are within 1.96 of them.',
                },
              ],
            },
            {
              kind: 'number',
              id: 'check',
              label: 'Half of the interval after so long',
              unit: 'points',
              value: margin,
              tolerance: margin * 0.06,
              rerun: {
                ...shown(b, w, Number(value.toFixed(1)), 'sd'),
                pick: ({ guests: [guest] }) => 196 * guest.measured.processor,
              },
            },
          ],
          why: 'n = 1.96² p (1 - p) / m² ticks, each of 15.625 ms. Half the margin takes four times as long.',
          shown: inMeter(alone(b, w, Number(value.toFixed(1))), `A reading of ${plain(value)} s`),
        };
      },
    }),
  ],
};
