import type { ExperimentInput } from '../dispatch/experiment';
import { gangUtilisation, repairman, switchLoss, weightedShares } from '../dispatch/oracles';
import { hogs } from '../dispatch/hosts';
import { inDispatch, oneProcessor, working } from './loads';
import { plain, question, type NumberAnswer, type Rerun, type Sheet } from './question';

type Policy = ExperimentInput['policy'];

/** Shelden's test: two guests of two vCPUs on two processors. */
const pairs = (
  policy: Policy,
  b: number,
  w: number,
  more: Partial<ExperimentInput> = {},
): ExperimentInput => {
  const load = {
    burst: { kind: 'exponential', meanMs: b } as const,
    wait: { kind: 'exponential', meanMs: w } as const,
  };
  const threads = [0, 1].map((vcpu) => ({ vcpu, ...load }));
  const guests = [{ name: 'guest', count: 2, vcpus: 2, threads }];
  return { processors: 2, policy, guests, durationS: 100, warmupS: 5, replications: 30, ...more };
};

const busy = (input: ExperimentInput): Rerun => ({
  input,
  pick: ({ host }) => 100 * host.busy,
  stat: 'mean',
});

const SETS = [
  { two: [3, 1, 1], one: [3, 2, 1] },
  { two: [4, 1, 1], one: [4, 3, 1] },
  { two: [5, 2, 2], one: [5, 3, 2] },
] as const;

const weighted = (weights: readonly number[], processors: number): ExperimentInput => ({
  processors,
  policy: 'weighted',
  guests: weights.map((weight, i) => ({ ...hogs(1), name: `weight ${weight}${'abc'[i]}`, weight })),
  durationS: 120,
  warmupS: 5,
  replications: 8,
});

const shares = (id: string, weights: readonly number[], processors: number): readonly NumberAnswer[] =>
  weightedShares(weights, processors).map((share, i) => ({
    kind: 'number',
    id: `${id}${i}`,
    label: `${['First', 'Second', 'Third'][i]}, weight ${weights[i]}, ${processors === 1 ? 'one processor' : `${processors} processors`}`,
    unit: '%',
    value: 100 * share,
    tolerance: 0.1,
    rerun: { input: weighted(weights, processors), pick: ({ guests }) => 100 * guests[i].used, stat: 'mean' },
  }));

/** Guests of two processors, and who gets how much. */
export const SHARING_SHEET: Sheet = {
  number: 5,
  title: 'Co-scheduling and sharing',
  given:
    'Bursts and waits are exponential; “busy” is the part of all processors’ time that is work. Slices are 50 ms where nothing else is said.',
  questions: [
    question({
      number: 20,
      draws: { b: [27.5, 25, 30], w: [22.5, 25, 20] },
      holds: ({ b, w }) => b > 0 && w > 0,
      pose: ({ b, w }) => ({
        ask: `Two guests of two vCPUs on two processors; each vCPU has a thread of ${b} ms work and ${w} ms waiting. Both vCPUs of a guest start together, in fixed slots. How busy are the processors with slots of 50, 20 and 200 ms?`,
        answers: [50, 20, 200].map((slice): NumberAnswer => ({
          kind: 'number',
          id: `q${slice}`,
          label: `Slots of ${slice} ms`,
          unit: '%',
          value: 100 * gangUtilisation(b, w, slice),
          tolerance: 0.4,
          traps: [
            {
              value: 100 * repairman(4, 2, b, w).busyServers * 0.5,
              words:
                'That is with each vCPU dispatched by itself: nothing would stand idle while somebody wants to run.',
            },
          ],
          rerun: busy(pairs('strict-cosched', b, w, { slots: 'fixed', sliceMs: slice, durationS: 400 })),
        })),
        why: 'Within the slot of one guest its threads go on and off while the other guest’s only wake: P₀ = (1 - G + Gp - GpE) / (1 - GE), U = p + (P₀ - p)(1 - E) / ((α + β) Q).',
        shown: inDispatch(
          pairs('strict-cosched', b, w, { slots: 'fixed' }),
          'Busy against the slot',
          'slice',
        ),
      }),
    }),
    question({
      number: 21,
      draws: { b: [27.5, 25, 30], w: [22.5, 25, 20] },
      holds: ({ b, w }) => b > 0 && w > 0,
      pose: ({ b, w }) => ({
        ask: `Two guests of two vCPUs on two processors again, threads of ${b} ms work and ${w} ms waiting; but each vCPU is dispatched as soon as a processor is free. How busy are the processors? And which of the others comes near it?`,
        answers: [
          {
            kind: 'number',
            id: 'busy',
            label: 'When ready',
            unit: '%',
            value: 50 * repairman(4, 2, b, w).busyServers,
            tolerance: 0.4,
            traps: [
              {
                value: 100 * Math.min(1, (2 * b) / (b + w)),
                words:
                  'That is what the threads want, at most all: now and then too few of them want to run at once.',
              },
            ],
            rerun: busy(pairs('when-ready', b, w, { durationS: 400 })),
          },
          {
            kind: 'choice',
            id: 'near',
            label: 'As busy, to half a point',
            options: [
              'Strict co-scheduling, yielding',
              'Relaxed co-scheduling, each vCPU by its own skew',
              'Both in pairs, fixed slots',
            ],
            right: 1,
          },
        ],
        why: 'Machine repairman M/M/2//4: four threads, two processors. Relaxed co-scheduling stops only who is too far ahead, and costs next to nothing; strict co-scheduling that yields stays some 16 points below (by simulation).',
        shown: inDispatch(pairs('when-ready', b, w), 'The policies side by side'),
      }),
    }),
    question({
      number: 22,
      draws: { ratio: [4, 3, 5], w: [80] },
      holds: ({ ratio }) => ratio > 1,
      pose: ({ ratio, w }) => {
        const pool = (cores: number): ExperimentInput => ({
          processors: cores,
          policy: 'when-ready',
          guests: [working(20, w, { name: 'office', count: ratio * cores })],
          durationS: 200,
          warmupS: 5,
          replications: 20,
        });
        return {
          ask: `${ratio} vCPUs for each core, each busy 20 % (20 ms work, ${w} ms waiting). For how much of its time is a vCPU ready, on a host of one, two and four cores?`,
          answers: [1, 2, 4].map((cores): NumberAnswer => ({
            kind: 'number',
            id: `c${cores}`,
            label: cores === 1 ? 'One core' : `${cores} cores`,
            unit: '%',
            value: 100 * repairman(ratio * cores, cores, 20, w).readyEach,
            tolerance: 0.3,
            rerun: {
              input: pool(cores),
              pick: ({ guests }) => (100 * guests.reduce((sum, each) => sum + each.ready, 0)) / guests.length,
              stat: 'mean',
            },
          })),
          why: 'Machine repairman M/M/c//N: (Σ k pₖ - Σ min(k, c) pₖ) / N. A ratio says little: the same one on a larger pool waits far less.',
          shown: inDispatch(pool(1), 'Ready against the size of the pool', 'pool'),
        };
      },
    }),
    question({
      number: 23,
      draws: { set: [0, 1, 2] },
      holds: ({ set }) => set in SETS,
      pose: ({ set }) => {
        const { two, one } = SETS[set as 0 | 1 | 2];
        return {
          ask: `Guests of one vCPU that never wait, shared by weight. What does each get of a processor: of weights ${two.join(', ')} on two processors; of weights ${one.join(', ')} on one?`,
          answers: [...shares('two', two, 2), ...shares('one', one, 1)],
          why: 'U = min(1, θ w), θ such that all is given out: no vCPU can have more than a processor, and what it cannot use goes to the others.',
          shown: inDispatch(weighted(two, 2), 'Shares by weight', 'weight.0'),
        };
      },
    }),
    question({
      number: 24,
      draws: { slice: [50, 20, 40], cost: [1, 0.5, 2], n: [4, 3, 6] },
      holds: ({ n, cost }) => n > 1 && cost > 0,
      pose: ({ slice, cost, n }) => {
        const keep = 0.005 * n;
        const input = oneProcessor([hogs(n)], {
          sliceMs: slice,
          switchUs: 1000 * cost,
          housekeeping: 0.005,
          replications: 8,
        });
        return {
          ask: `${n} guests that never wait on one processor, slices of ${slice} ms. A switch costs ${cost} ms, and each guest costs the host 0.5 % of a processor for housekeeping. How much of the processor is overhead?`,
          answers: [
            {
              kind: 'number',
              id: 'overhead',
              label: 'Overhead',
              unit: '%',
              value: 100 * (keep + (1 - keep) * switchLoss(slice, 1000 * cost)),
              tolerance: 0.05,
              traps: [
                {
                  value: 100 * (keep + cost / slice),
                  words: 'Near: but a switch is not within the slice, it comes on top, s / (Q + s).',
                },
                {
                  value: 100 * n * switchLoss(slice, 1000 * cost),
                  words:
                    'The switches do not grow with the number of guests: there is one after each slice, whoever has it.',
                },
              ],
              rerun: { input, pick: ({ host }) => 100 * host.overhead, stat: 'mean' },
            },
          ],
          why: `h n + (1 - h n) s / (Q + s) = ${plain(100 * keep)} % + ${plain(100 * (1 - keep) * switchLoss(slice, 1000 * cost))} %.`,
          shown: inDispatch(input, 'Overhead against the slice', 'slice'),
        };
      },
    }),
  ],
};
