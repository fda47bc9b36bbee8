import { BACKUP, backupBesideHog, hogs } from '../dispatch/hosts';
import { fixedSlotThroughput, yieldThroughput } from '../dispatch/fixed-slots';
import type { ExperimentInput } from '../dispatch/experiment';
import type { Answer } from '../dispatch/answer';
import type { Claim, Found, KnobsAt } from './claim';
import { all, by, difference, exactly, knob, ratio, simulated } from './claim';
import { yieldForm } from './formulas';
import { formula, fourDigits } from './how';

const BACKUP_LOAD = { guests: 2, burstMs: 1, wait: 'exponential' } as const;

/** The back-up whose disk takes so long. */
const backup = (waitMs: number): typeof BACKUP => ({
  ...BACKUP,
  threads: [{ ...BACKUP.threads![0], wait: { kind: 'exponential', meanMs: waitMs } }],
});

/** It beside a guest that never waits. */
const besideHog = (waitMs: number, sliceMs: number, change: Partial<ExperimentInput> = {}): ExperimentInput =>
  backupBesideHog({ sliceMs, ...change, guests: [backup(waitMs), hogs(1)] });
const atKnobs = (at: KnobsAt, change: Partial<ExperimentInput> = {}) =>
  besideHog(at('disk'), at('slice'), change);

/** It on a processor of its own. */
const dedicated = (at: KnobsAt): ExperimentInput =>
  backupBesideHog({ processors: 2, guests: [{ ...backup(at('disk')), dedicated: true }, hogs(1)] });

/** Requests of the back-up in a second, of those that it would make alone. */
const speed = ({ guests }: Answer, waitMs: number) =>
  ratio(guests[0].cyclesPerSecond, exactly(1000 / (1 + waitMs)));

/** What a loss in fixed slots is held against. */
const slotsWords = (waitMs: number, sliceMs: number, loss: number) =>
  `No closed form is known: the moment of the slot at which a burst starts is a Markov chain, followed over 4,000 places of it. Work of 1 ms, a disk of ${waitMs} ms on average and slots of ${sliceMs} ms come to ${fourDigits(loss)} lost.`;

/** Disk, and slice. */
const knobs = [
  knob('disk', 'The disk takes', 'ms', [1, 10, 200]),
  knob('slice', 'Slice', 'ms', [2, 50, 100]),
];

/** Sections 4.3 and 5: a back-up, with one request outstanding. */
export const BACK_UPS: readonly Claim[] = [
  {
    number: 16,
    section: '4.3, paragraph on back-up',
    title: 'A back-up beside a busy guest',
    claim:
      'A back-up that idles while its disk works, one of two guests on one processor, loses 50 % of its throughput or more.',
    expected: 'at least half of the throughput lost',
    conditions:
      "The other guest never waits; bursts of 1 ms, slice 50 ms. The paper's own mechanism is a guest that idles out its fixed slot: there the loss is 13.1 % with disk times of 80 ms, 41.1 % at 10 ms and 49.5 % at 1 ms, and never more than half. The loss of 78.6 % needs a guest that yields when idle and gets no boost when it wakes, which the paper describes elsewhere.",
    quotes: [
      { says: '13.1', label: 'throughput lost, fixed slots, disk of 80 ms', times: 100 },
      { says: '41.1', label: 'throughput lost, fixed slots', times: 100 },
      { says: '49.5', label: 'throughput lost, fixed slots, disk of 1 ms', times: 100 },
      { says: '78.6', label: 'throughput lost, yielding', times: 100 },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'backup-yield',
      beside: 'fixed slots',
      shows: (at) => [atKnobs(at), atKnobs(at, { slots: 'fixed' })],
    },
    knobs,
    async check(lab, at) {
      const [waitMs, sliceMs] = [at('disk'), at('slice')];
      const load = { ...BACKUP_LOAD, sliceMs };
      const lost = async (wait: number, change: Partial<ExperimentInput> = {}) =>
        difference(exactly(1), speed(await lab.run(besideHog(wait, sliceMs, change)), wait));
      /** What is lost in fixed slots, held against theory. */
      const inSlots = (label: string, found: Found, wait: number, slack: number) => {
        const loss = 1 - fixedSlotThroughput({ ...load, waitMs: wait });
        return by(simulated(label, found, '', loss - slack, loss + slack), slotsWords(wait, sliceMs, loss));
      };
      const yielding = await lost(waitMs);
      const theory = 1 - yieldThroughput({ ...load, waitMs });
      const fixed = await lost(waitMs, { slots: 'fixed' });
      const boosted = await lost(waitMs, { boost: true });
      const [least, most] = await all([80, 1], (wait) => lost(wait, { slots: 'fixed' }));
      const { form, numbers, symbols } = yieldForm(1, waitMs, sliceMs);
      return [
        by(simulated('throughput lost, yielding', yielding, '', 0.5, 1), {
          form: `1 − ${form}`,
          numbers: `1 − ${numbers}`,
          value: theory,
          unit: '',
          symbols,
        }),
        by(
          simulated('the same against theory', difference(yielding, exactly(theory)), '', -0.002, 0.002),
          `The figure above less ${fourDigits(theory)}, which its closed form gives.`,
        ),
        inSlots('throughput lost, fixed slots', fixed, waitMs, 0.005),
        inSlots('throughput lost, fixed slots, disk of 80 ms', least, 80, 0.002),
        inSlots('throughput lost, fixed slots, disk of 1 ms', most, 1, 0.002),
        by(
          simulated('throughput lost, boosted on wake', boosted, '', 0, 0.05),
          'It goes before the other as soon as its disk is done, and so loses next to nothing.',
        ),
      ];
    },
  },
  {
    number: 17,
    section: '4.3, paragraph on back-up',
    title: 'The back-up with a dedicated processor',
    claim: 'With a processor of its own the back-up runs at nearly native speed.',
    expected: 'ratio near 1',
    conditions: 'No cost of emulation; two processors, one of them dedicated.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: { view: 'dispatch', preset: 'backup-dedicated', shows: (at) => [dedicated(at)] },
    knobs: [knobs[0]],
    async check(lab, at) {
      const waitMs = at('disk');
      const native = 1000 / (1 + waitMs);
      const found = await lab.run(dedicated(at));
      return [
        by(
          simulated('throughput over native', speed(found, waitMs), '', 0.97, 1.01),
          formula('x ÷ (1000 ÷ (b + w))', [found.guests[0].cyclesPerSecond.mean / native, ''], {
            x: [found.guests[0].cyclesPerSecond.mean, 'requests that were simulated', '/s'],
            b: [1, 'work for each', 'ms'],
            w: [waitMs, 'the disk, on average', 'ms'],
          }),
        ),
      ];
    },
  },
  {
    number: 39,
    section: '5, paragraph on back-up',
    title: 'Back-up by the host, or inside the guest',
    claim: 'A back-up is better taken by the host itself than inside a guest.',
    expected: 'the same back-up at native speed on the host, and a fifth of it inside a guest',
    conditions:
      'One processor and a guest that never waits; yield, no boost. On the host the back-up runs before any guest: it is simulated as a guest that is boosted whenever it wakes, an approximation. For each I/O the guest beside it gives up 1.0 ms either way: what the host wins is speed, and it takes the more in all the faster it is.',
    quotes: [
      { says: '1.0', label: 'taken from the other for each I/O, by the host' },
      { says: '1.0', label: 'taken from the other for each I/O, inside a guest' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'backup-yield',
      beside: 'the back-up by the host',
      shows: (at) => [atKnobs(at), atKnobs(at, { boost: true })],
    },
    knobs,
    async check(lab, at) {
      const waitMs = at('disk');
      const [inside, host] = await all([false, true], (boost) => lab.run(atKnobs(at, { boost })));
      const theory = yieldThroughput({ ...BACKUP_LOAD, waitMs, sliceMs: at('slice') });
      const perIo = ({ guests }: Answer) => ratio(guests[1].ready, guests[0].cyclesPerSecond);
      const given = formula('b', [1, 'ms'], { b: [1, 'work for each request', 'ms'] });
      return [
        by(
          simulated('speed by the host, of native', speed(host, waitMs), '', 0.97, 1.01),
          'It goes before the guest as soon as its disk is done: as on a machine of its own.',
        ),
        by(
          simulated('speed inside a guest', speed(inside, waitMs), '', 0.98 * theory, 1.02 * theory),
          yieldForm(1, waitMs, at('slice')),
        ),
        by(
          simulated('taken from the other for each I/O, by the host', perIo(host), 'ms', 0.95, 1.05, 1000),
          given,
        ),
        by(
          simulated(
            'taken from the other for each I/O, inside a guest',
            perIo(inside),
            'ms',
            0.95,
            1.05,
            1000,
          ),
          given,
        ),
      ];
    },
  },
];
