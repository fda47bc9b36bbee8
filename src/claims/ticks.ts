import type { ExperimentInput } from '../dispatch/experiment';
import { CUSTOM } from '../dispatch/link';
import { HOG, hogs } from '../dispatch/hosts';
import { lostTicks, saturatedMeter, tickErrorVariance } from '../sampling/oracles';
import { correlation, scatterExperiments, scatterPoints } from '../sampling/scatter';
import type { ScatterPoint } from '../sampling/scatter';
import type { GuestInput } from '../sampling/watched';
import type { HostFigures } from '../dispatch/answer';
import type { Claim, KnobsAt } from './claim';
import { all, by, computed, knob, simulated } from './claim';
import { tickErrorForm } from './formulas';
import { formula, fourDigits } from './how';
import { WATCHED, beside } from './watched';

/** Correlation of meters and charges; its error by leaving out one host after the other: guests of a host go together. */
function overHosts(points: readonly ScatterPoint[]): { mean: number; se: number } {
  const hosts = [...new Set(points.map(({ host }) => host))];
  const without = hosts.map((host) => correlation(points.filter((point) => point.host !== host)).r);
  const mean = without.reduce((sum, r) => sum + r, 0) / hosts.length;
  const spread = without.reduce((sum, r) => sum + (r - mean) ** 2, 0);
  return { mean: correlation(points).r, se: Math.sqrt((spread * (hosts.length - 1)) / hosts.length) };
}

/** The watched guest alone for a hundred ticks. */
const hundred = (at: KnobsAt): ExperimentInput =>
  beside(0, { durationS: at('tick') / 10, replications: 200 }, { tickMs: at('tick') });

/** The tick of a clock of which nothing is said, ms. */
const TICK_MS = 15.625;
const many = (neighbours: number) =>
  neighbours === 1 ? 'one that never waits' : `${neighbours} that never wait`;

const LONG = { durationS: 3600, replications: 5 } as const;

/** A guest of 40 %, alone, whose ticks are lost. */
const losing = (at: KnobsAt, denominator: 'synced' | 'ticks'): ExperimentInput => {
  const guest: GuestInput = {
    threads: [{ burst: { kind: 'exponential', meanMs: 20 }, wait: { kind: 'exponential', meanMs: 30 } }],
    clock: { lose: at('lost') / 100, denominator },
  };
  return beside(0, { guests: [guest] });
};

/** Hosts of the scatter. */
const HOSTS = 60;

/** Section 7: what a guest's clock makes of its meters. */
export const TICKS: readonly Claim[] = [
  {
    number: 27,
    section: '7, paragraph on clock ticks',
    title: 'Whole ticks',
    claim:
      'Processor time is sampled by the clock each 5 to 10 ms, and the whole tick is charged to whatever it finds.',
    expected: 'every reading is a whole number of ticks',
    conditions:
      'One second of 100 ticks of 10 ms, 200 times. Windows ticks each 10 or 15.625 ms. Whole ticks are what the meter is made of.',
    best: 'by construction',
    recorded: 'by construction',
    view: { view: 'meter', preset: 'alone', shows: (at) => [hundred(at)] },
    knobs: [knob('tick', 'A tick each', 'ms', [2, 10, 20])],
    async check(lab, at) {
      let worst = 0;
      const ticks = ({ guests: [guest] }: HostFigures<number>) => guest.measured.processor * 100;
      const [off, square] = await lab.figures(
        hundred(at),
        (each) => {
          worst = Math.max(worst, Math.abs(ticks(each) - Math.round(ticks(each))));
          return Math.abs(each.guests[0].measured.error) > 0.001 ? 1 : 0;
        },
        ({ guests: [{ measured }] }) => measured.error ** 2,
      );
      const theory = Math.sqrt(tickErrorVariance(WATCHED, at('tick'), 100));
      return [
        by(
          computed('largest distance from whole ticks', worst, 'ticks', 0, 1e-6),
          `Of 200 readings, each the charge for 100 ticks of ${at('tick')} ms, the one that is farthest from a whole number of them.`,
        ),
        by(
          simulated('readings off the truth', off, '', 0.9, 1),
          'Counted are readings that are off what was used by more than a tenth of a point.',
        ),
        by(
          computed('how far they scatter', Math.sqrt(square.mean), '', theory * 0.8, theory * 1.2),
          tickErrorForm(WATCHED, at('tick'), 100),
        ),
      ];
    },
  },
  {
    number: 28,
    section: '7, paragraph on ticks that are not uniform',
    title: 'Long observations',
    claim:
      'Irregular ticks should not invalidate measurements completely over long windows; yet they are subject to major error.',
    expected: 'variance shrinks as the window grows; an error that is left is no small one',
    conditions:
      'On its own machine the error shrinks towards nothing. Beside a neighbour that never waits only the variance shrinks: a bias of two thirds of a processor stays, however long the window.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'meter', preset: 'neighbour', shows: (at) => [beside(at('neighbours'), LONG)] },
    knobs: [knob('neighbours', 'Neighbours that never wait', '', [1, 1, 4])],
    async check(lab, at) {
      const shared = await lab.run(beside(at('neighbours'), LONG));
      const brief = await lab.run(beside(0, { durationS: 10, replications: 400 }));
      const alone = await lab.run(beside(0, { durationS: 1000, replications: 50 }));
      const spread = ({ guests }: typeof alone) => guests[0].measured.error.sd;
      const theory = Math.sqrt(tickErrorVariance(WATCHED, TICK_MS, 640));
      const { ready } = shared.guests[0];
      return [
        by(
          simulated('error over an hour beside a neighbour', shared.guests[0].measured.error, '', 0.2, 0.8),
          `What the meter shows less what was used: the time that the guest waited, ${fourDigits(ready.mean)} of it, beside ${many(at('neighbours'))}.`,
        ),
        by(
          simulated('error over 1000 s alone', alone.guests[0].measured.error, '', -0.002, 0.002),
          'The same on a machine of its own: over many ticks nothing is left of it.',
        ),
        by(
          computed('spread over 10 s alone', spread(brief), '', theory * 0.85, theory * 1.15),
          tickErrorForm(WATCHED, TICK_MS, 640),
        ),
        by(
          computed('spread over 10 s against 1000 s alone', spread(brief) / spread(alone), '', 7, 14),
          formula('√(L ÷ l)', [10, ''], {
            L: [1000, 'the long measurement', 's'],
            l: [10, 'the short one', 's'],
          }),
        ),
      ];
    },
  },
  {
    number: 29,
    section: '7, paragraph on PERF_100NSEC_TIMER',
    title: 'The hidden number of samples',
    claim:
      'PERF_100NSEC_TIMER divides by time and hides how many samples there were, so that lost ones pass unnoticed.',
    expected:
      'an idle guest looks busy when ticks are lost; with the number of samples as denominator it does not',
    conditions:
      'A fraction .7 of the ticks lost, guest alone and 40 % busy. The number of samples mends lost ticks; it cannot mend ticks stacked up in bursts, where the number is right and the charge is wrong.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: { view: 'meter', preset: 'idle-busy', shows: (at) => [losing(at, 'synced')] },
    knobs: [knob('lost', 'Ticks that are lost', '%', [0, 70, 95])],
    async check(lab, at) {
      const [hidden, counted] = await all(['synced', 'ticks'] as const, (denominator) =>
        lab.run(losing(at, denominator)),
      );
      const delivered = 1 - at('lost') / 100;
      const shows = lostTicks(delivered, 0.4).processor;
      const burst = await lab.run(beside(1, {}, { denominator: 'ticks' }));
      const merged = await lab.run(
        beside(3, { guests: [{ threads: [HOG], clock: { delivery: 'merge' } }, hogs(3)] }),
      );
      const kept = saturatedMeter('merge', 4, 50, TICK_MS);
      return [
        by(
          simulated(
            'Processor Time shown of 40 %',
            hidden.guests[0].measured.processor,
            '',
            shows - 0.01,
            shows + 0.01,
          ),
          formula('1 − d × (1 − p)', [shows, ''], {
            d: [delivered, 'part of the ticks that arrives'],
            p: [0.4, 'busy part'],
          }),
        ),
        by(
          simulated('error with samples as denominator', counted.guests[0].measured.error, '', -0.005, 0.005),
          formula('1 − d × (1 − p) ÷ d − p', [0, ''], {
            d: [delivered, 'part of the ticks that arrives, above and below the line'],
            p: [0.4, 'busy part'],
          }),
        ),
        by(
          simulated(
            'error of stacked ticks, samples as denominator',
            burst.guests[0].measured.error,
            '',
            0.1,
            1,
          ),
          `Their number is right, and so the error stays: what the guest waited, ${fourDigits(burst.guests[0].ready.mean)} of the time.`,
        ),
        by(
          simulated(
            'Process % of 25 %, missed ticks merged',
            merged.guests[0].measured.threads[0].share,
            '',
            kept - 0.003,
            kept + 0.003,
          ),
          formula('1 ÷ N + T ÷ (N × Q)', [kept, ''], {
            N: [4, 'guests that never wait'],
            T: [TICK_MS, 'tick', 'ms'],
            Q: [50, 'slice', 'ms'],
          }),
        ),
      ];
    },
  },
  {
    number: 30,
    section: '7, paragraph on the correlation of meters',
    title: 'Guest meters against host figures',
    claim: "The guest's processor time correlates poorly with what the host charged it.",
    expected:
      'a correlation below 0.8 where guests contend and the woken thread is charged; well above it elsewhere',
    conditions:
      'Late ticks stacked up and charged to the thread that wakes, 60 seeded hosts of 1 to 4 processors with 2 or 3 guests for each, loads of 5 to 80 %. Below 0.8 (our threshold) a third or more of what the meters show is not what was used. Here r is 0.748. With the idle loop charged r is 0.997, and with at most one guest more than processors 0.930: then they correlate well. The error of r is over hosts.',
    quotes: [
      { says: '0.748', label: 'correlation r' },
      { says: '0.997', label: 'r where the idle loop is charged' },
      { says: '0.930', label: 'r with at most one guest more than processors' },
    ],
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'meter',
      preset: CUSTOM,
      shows: (at) => [{ ...scatterExperiments(at('seed'), 1)[0], replications: 30 }],
      differs: 'the first of the 60 hosts, thirty times, over a scatter of 40 hosts',
    },
    knobs: [knob('seed', 'Seed of the hosts', '', [1, 1, 1000])],
    async check(lab, at) {
      const scatter = async (change: (each: ExperimentInput) => ExperimentInput) => {
        const answers = await all(scatterExperiments(at('seed'), HOSTS).map(change), (each) => lab.run(each));
        return answers.flatMap((answer, h) => scatterPoints(answer, h));
      };
      const points = await scatter((each) => each);
      const clock = { order: 'idle-first' } as const;
      const idle = await scatter((each) => ({
        ...each,
        guests: each.guests.map((guest) => ({ ...guest, clock })),
      }));
      const few = await scatter((each) => ({
        ...each,
        guests: each.guests.slice(0, each.processors + 1),
      }));
      const r = (of: readonly ScatterPoint[]) => ({ ...overHosts(of), unit: '' });
      const above = points.filter(({ measured, used }) => measured > used + 0.1).length / points.length;
      const over = (of: readonly ScatterPoint[]) =>
        `Pearson’s r over ${of.length} guests of ${HOSTS} hosts, each host one run of a minute, seeds ${at('seed')} to ${at('seed') + HOSTS - 1}; its error by leaving out one host after the other.`;
      return [
        by(
          { ...simulated('correlation r', r(points), 'r', -1, 0.8), strict: true },
          `${over(points)} Below 0.8, our threshold, a third or more of what the meters show is not what was used.`,
        ),
        by(
          computed('guests whose meter is more than 10 points too high', above, '', 0.5, 1),
          formula('a ÷ n', [above, ''], {
            a: [above * points.length, 'of them more than 10 points too high'],
            n: [points.length, 'guests'],
          }),
        ),
        by(simulated('r where the idle loop is charged', r(idle), 'r', 0.98, 1), over(idle)),
        by(
          {
            ...simulated('r with at most one guest more than processors', r(few), 'r', 0.9, 1),
            strict: true,
          },
          over(few),
        ),
      ];
    },
  },
];
