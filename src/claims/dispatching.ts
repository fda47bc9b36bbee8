import { crowdedHost, hogs, runaway, weights } from '../dispatch/hosts';
import { burntPerIdleMs, emulationSlowdown, repairman } from '../dispatch/oracles';
import type { ExperimentInput } from '../dispatch/experiment';
import type { Claim, KnobsAt } from './claim';
import { all, by, knob, ratio, simulated } from './claim';
import { burntForm, repairmanForm, slowerForm } from './formulas';
import { formula } from './how';

/** Three that never wait, the first of another weight. */
const weighted = (at: KnobsAt, policy: 'weighted' | 'round-robin' = 'weighted'): ExperimentInput => {
  const shares = weights(policy);
  const [first, ...others] = shares.guests;
  return policy === 'weighted'
    ? { ...shares, guests: [{ ...first, weight: at('gold') }, ...others] }
    : shares;
};

/** A guest that idles now and then, alone, and a check that finds it. */
const checked = (at: KnobsAt): ExperimentInput => ({
  ...crowdedHost(1),
  guests: [
    {
      threads: [
        { burst: { kind: 'exponential', meanMs: 5 }, wait: { kind: 'exponential', meanMs: at('idle') } },
      ],
    },
  ],
  idle: { detect: 'poll', checkMs: at('check') },
});

/** A guest with nothing to do beside those that never wait. */
const idleBeside = (at: KnobsAt, detect: 'none' | 'halt'): ExperimentInput => ({
  ...crowdedHost(1),
  guests: [{ name: 'idle', threads: [] }, hogs(at('others'))],
  idle: { detect },
});

/** Guests of 20 % on two processors, one of them in a loop or as the others. */
const withRunaway = (at: KnobsAt, loop: boolean): ExperimentInput => {
  const given = runaway(loop);
  const [office, last] = given.guests;
  return { ...given, guests: [{ ...office, count: at('guests') - 1 }, last] };
};
const OFFICE = { burstMs: 5, waitMs: 20 };

/** Two guests on processors of their own, in the kernel for different parts of their time. */
const inKernel = (at: KnobsAt): ExperimentInput => {
  const load = { burst: { kind: 'exponential', meanMs: 2 }, wait: { kind: 'never' } } as const;
  const guest = (name: string, share: number) => ({
    name,
    threads: [{ ...load, privileged: { share, f: 0.001, k: 1000 } }],
  });
  return {
    ...crowdedHost(1),
    processors: 2,
    guests: [guest('compute', 0.1), guest('web', at('kernel') / 100)],
  };
};

/** Section 5: how guests are dispatched, one virtual processor each. */
export const DISPATCHING: readonly Claim[] = [
  {
    number: 18,
    section: '5, paragraph on dispatching',
    title: 'Round robin and weights',
    claim: 'Guests are dispatched in turn, or in proportion to their weights when they contend.',
    expected: 'weights 3, 2, 1 give 1/2, 1/3, 1/6; in turn, a third each',
    conditions: 'Three guests that never wait, one processor: what the policies are made to do.',
    best: 'by construction',
    recorded: 'by construction',
    view: {
      view: 'dispatch',
      preset: 'weights',
      beside: 'turns for all',
      shows: (at) => [weighted(at), weighted(at, 'round-robin')],
    },
    knobs: [knob('gold', 'Weight of the first', '', [1, 3, 10])],
    async check(lab, at) {
      const gold = at('gold');
      const { guests } = await lab.run(weighted(at));
      const turns = await lab.run(weighted(at, 'round-robin'));
      const of = (i: number, weight: number) => {
        const share = weight / (gold + 3);
        return by(
          simulated(
            `share at weight ${weight} of ${gold + 3}`,
            guests[i].used,
            '',
            share - 0.005,
            share + 0.005,
          ),
          formula('w ÷ (g + 2 + 1)', [share, ''], {
            w: [weight, 'its weight'],
            g: [gold, 'weight of the first'],
          }),
        );
      };
      return [
        of(0, gold),
        of(1, 2),
        of(2, 1),
        by(
          simulated('share of the same, in turn', turns.guests[0].used, '', 0.3283, 0.3383),
          formula('1 ÷ N', [1 / 3, ''], { N: [3, 'guests that never wait'] }),
        ),
      ];
    },
  },
  {
    number: 19,
    section: '5, paragraph on the idle check',
    title: 'The 1.5 ms check',
    claim: 'Whether a guest idles is checked every 1.5 ms; until then it burns its processor unseen.',
    expected: 'about half a check burnt in each idle period',
    conditions: 'Idle periods exponential of mean 15 ms, a check that runs freely and always notices.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: { view: 'dispatch', preset: 'idle-checked', shows: (at) => [checked(at)] },
    knobs: [
      knob('check', 'A check every', 'ms', [0.5, 1.5, 20], 0.5),
      knob('idle', 'It idles for', 'ms', [5, 15, 100]),
    ],
    async check(lab, at) {
      const [checkMs, idleMs] = [at('check'), at('idle')];
      const [perIdle, burnt] = await lab.figures(
        checked(at),
        ({ guests: [alone] }) => alone.burnt / alone.cyclesPerSecond,
        ({ guests: [alone] }) => alone.burnt,
      );
      const theory = burntPerIdleMs(idleMs, checkMs);
      const part = theory / (5 + idleMs);
      return [
        by(
          simulated('burnt in each idle period', perIdle, 'ms', theory * 0.99, theory * 1.01, 1000),
          burntForm(idleMs, checkMs),
        ),
        by(
          simulated('of the processor', burnt, '', 0.97 * part, 1.03 * part),
          formula('x ÷ (b + m)', [part, ''], {
            x: [theory, 'burnt in each idle period', 'ms'],
            b: [5, 'mean burst', 'ms'],
            m: [idleMs, 'mean idle period', 'ms'],
          }),
        ),
      ];
    },
  },
  {
    number: 20,
    section: '5, footnote 6',
    title: 'Idle not detected',
    claim: 'Where the host does not see that a guest idles, whole slices are wasted.',
    expected: 'a guest with nothing to do burns every second slice beside one other',
    conditions:
      'One guest without any work, one that never waits, one processor (the paper, footnote 6): what an idle loop that nobody sees is.',
    best: 'by construction',
    recorded: 'by construction',
    view: {
      view: 'dispatch',
      preset: 'idle-unseen',
      beside: 'a guest that halts',
      shows: (at) => [idleBeside(at, 'none'), idleBeside(at, 'halt')],
    },
    knobs: [knob('others', 'Guests that never wait', '', [1, 1, 15])],
    async check(lab, at) {
      const others = at('others');
      const share = 1 / (others + 1);
      const [unseen, seen] = await all(['none', 'halt'] as const, (detect) =>
        lab.run(idleBeside(at, detect)),
      );
      const turn = formula('1 ÷ (n + 1)', [share, ''], { n: [others, 'guests that never wait'] });
      return [
        by(
          simulated('burnt by the idle guest', unseen.guests[0].burnt, '', 0.99 * share, 1.01 * share),
          turn,
        ),
        by(
          simulated('left to one of the others', unseen.guests[1].used, '', 0.99 * share, 1.01 * share),
          turn,
        ),
        by(
          simulated('burnt when it halts', seen.guests[0].burnt, '', 0, 0),
          'Counted is the time that the guest spends in its idle loop. One that halts gives way at once.',
        ),
      ];
    },
  },
  {
    number: 22,
    section: '5, paragraph on a runaway thread',
    title: 'A runaway thread',
    claim: 'A thread in a loop takes all the share of its guest, at the cost of the others.',
    expected: "the others' ready time jumps",
    conditions:
      'Six guests of 20 % on two processors, then one of them in a loop. By a jump we mean that it doubles; where guests wait for each other already it does less.',
    best: 'reproduced',
    recorded: 'reproduced',
    view: {
      view: 'dispatch',
      preset: 'runaway',
      beside: 'the same without a loop',
      shows: (at) => [withRunaway(at, true), withRunaway(at, false)],
    },
    knobs: [knob('guests', 'Guests of 20 %', '', [3, 6, 20])],
    async check(lab, at) {
      const guests = at('guests');
      const [before, after] = await all([false, true], (loop) => lab.run(withRunaway(at, loop)));
      const { burstMs, waitMs } = OFFICE;
      const usual = repairman(guests, 2, burstMs, waitMs);
      // With a whole processor taken away the others would wait longer, and more of them would be there.
      const worst = repairman(guests - 1, 1, burstMs, waitMs);
      const turn = worst.probabilities.reduce((sum, p, k) => sum + p * Math.min(1, 2 / (k + 1)), 0);
      return [
        by(
          simulated(
            'ready time of another guest, after over before',
            ratio(after.guests[0].ready, before.guests[0].ready),
            '',
            2,
            worst.readyEach / usual.readyEach,
          ),
          formula('r₁ ÷ r₂', [worst.readyEach / usual.readyEach, ''], {
            'r₁': [worst.readyEach, 'ready if the loop took a whole processor: the most that it can do'],
            'r₂': [usual.readyEach, 'ready on both processors, without a loop'],
          }),
        ),
        by(
          simulated(
            'ready time before',
            before.guests[0].ready,
            '',
            0.97 * usual.readyEach,
            1.03 * usual.readyEach,
          ),
          repairmanForm(guests, 2, OFFICE, 'ready'),
        ),
        by(
          simulated('used by the runaway', after.guests[guests - 1].used, '', turn, 1),
          'At least an equal share of two processors with those that have work at the time, and at most one processor.',
        ),
      ];
    },
  },
  {
    number: 23,
    section: '5, paragraph on http.sys',
    title: 'Kernel-mode work is hit hardest',
    claim: 'Work in the kernel, such as that of http.sys and drivers, suffers most from virtualization.',
    expected: 'the guest with more time in the kernel slows down more, by 1 + q f (k - 1)',
    conditions:
      'Shares of kernel mode of 10 and 60 % (assumptions), f = 0.1 % of the instructions there (our example) and k = 1000 for both; each guest on a processor of its own.',
    best: 'by construction',
    recorded: 'by construction',
    view: { view: 'dispatch', preset: 'kernel-work', shows: (at) => [inKernel(at)] },
    knobs: [knob('kernel', 'The web guest is in the kernel for', '%', [10, 60, 100])],
    async check(lab, at) {
      const web = at('kernel') / 100;
      const { guests } = await lab.run(inKernel(at));
      const theory = emulationSlowdown(web, 0.001, 1000) / emulationSlowdown(0.1, 0.001, 1000);
      return [
        by(
          simulated(
            'slow-down of the web guest over that of the other',
            ratio(guests[0].cyclesPerSecond, guests[1].cyclesPerSecond),
            '',
            theory * 0.99,
            theory * 1.01,
          ),
          slowerForm(web, 0.1, 0.001, 1000),
        ),
      ];
    },
  },
];
