import { crowdedHost } from '../dispatch/hosts';
import { switchLoss } from '../dispatch/oracles';
import type { ExperimentInput } from '../dispatch/experiment';
import { calibrate } from '../overhead/calibrate';
import type { Claim, KnobsAt } from './claim';
import { all, by, computed, knob, ratio, simulated } from './claim';
import { formula, fourDigits } from './how';

/** n guests that never wait on four processors, with what the knobs of claim 3 cost. */
const hungry = (at: KnobsAt, n: number): ExperimentInput =>
  crowdedHost(n, { processors: 4, switchUs: at('switch'), housekeeping: at('housekeeping') / 100 });

/** n guests that never wait on four processors, where one thing costs. */
const costly = (n: number, change: Partial<ExperimentInput>): ExperimentInput =>
  crowdedHost(n, { processors: 4, ...change });
const kept = (at: KnobsAt) => ({ housekeeping: at('housekeeping') / 100 });
/** Switches that cost much, and nothing else. */
const SWITCHED = { switchUs: 1000 } as const;

/** A slice where nothing is said of it, ms. */
const SLICE_MS = 50;

/** Section 4.1: what taking turns costs. */
export const SHARING: readonly Claim[] = [
  {
    number: 3,
    section: '4.1, figure 2',
    title: 'Processor-bound guests on four processors',
    claim:
      'Throughput of processor-bound guests grows linearly to the number of processors, then falls slightly below the flat line (figure 2).',
    expected: 'n/4 of the work of 4 guests up to 4, and 97 to 99.95 % of it from 5 to 8',
    conditions:
      'Switch cost 100 µs and 0.2 % of a processor housekeeping for each guest: assumptions, the paper gives no figures.',
    best: 'under conditions',
    recorded: 'under conditions',
    knobs: [
      knob('switch', 'A switch costs', 'µs', [0, 100, 5000], 10),
      knob('housekeeping', 'Each guest costs the host', '%', [0, 0.2, 5], 0.1),
    ],
    view: {
      view: 'dispatch',
      preset: 'one-too-many',
      beside: 'four guests',
      shows: (at) => [hungry(at, 8), hungry(at, 4)],
    },
    async check(lab, at) {
      const runs = await all([1, 2, 3, 4, 5, 6, 7, 8], (n) => lab.run(hungry(at, n)));
      const [, , , four] = runs;
      const over = (n: number) => ratio(runs[n - 1].host.busy, four.host.busy);
      const h = at('housekeeping') / 100;
      const s = at('switch') / 1000;
      const symbols = {
        h: [h, 'housekeeping for each guest, of a processor'],
        s: [s, 'a switch', 'ms'],
        Q: [SLICE_MS, 'slice', 'ms'],
      } as const;
      /** Beyond the processors each slice is followed by a switch. */
      const crowded = (n: number) =>
        formula(
          '(1 − n × h ÷ 4) ÷ (1 − h) × Q ÷ (Q + s)',
          [((1 - (n * h) / 4) / (1 - h)) * (1 - switchLoss(SLICE_MS, at('switch'))), ''],
          { n: [n, 'guests'], ...symbols },
        );
      const few = (n: number) =>
        formula('n ÷ 4 × (1 − n × h ÷ 4) ÷ (1 − h)', [((n / 4) * (1 - (n * h) / 4)) / (1 - h), ''], {
          n: [n, 'guests'],
          h: symbols.h,
        });
      return [
        by(simulated('work of 8 guests over that of 4', over(8), '', 0.97, 0.9995), crowded(8)),
        ...[5, 6, 7].map((n) =>
          by(simulated(`work of ${n} guests over that of 4`, over(n), '', 0.97, 0.9999), crowded(n)),
        ),
        // Each guest less is one less to keep house for: so much more than n/4.
        ...[1, 2, 3].map((n) =>
          by(simulated(`work of ${n} over that of 4`, over(n), '', n / 4 - 0.001, n / 4 + 0.001 + h), few(n)),
        ),
      ];
    },
  },
  {
    number: 4,
    section: '4.1, the formula',
    title: 'The overhead formula',
    claim: 'The overhead of scheduling can be told from benchmark rows, as so much for each guest.',
    expected: 'the housekeeping of each guest that was simulated, the same from every row',
    conditions:
      'Four processors, throughput of 1, 2, 4, 6 and 8 simulated guests given to the calibration of the fold. With 1 % of a processor housekeeping for each guest every row gives it back, once what the row of one guest pays for itself is counted; divided by n, as in the paper, it is h (n - 1) / n, nearly. With switches of 1 ms alone the loss is s / (Q + s) in all, and what the formula makes of it for each guest falls as 1/n.',
    best: 'under conditions',
    recorded: 'under conditions',
    view: {
      view: 'dispatch',
      preset: 'switches',
      beside: 'switches alone',
      shows: (at) => [costly(8, kept(at)), costly(8, SWITCHED)],
    },
    knobs: [knob('housekeeping', 'Each guest costs the host', '%', [0.5, 1, 5], 0.1)],
    async check(lab, at) {
      const each = at('housekeeping') / 100;
      const counts = [1, 2, 4, 6, 8];
      const rows = (change: Partial<ExperimentInput>) =>
        all(counts, async (vms) => {
          const { host } = await lab.run(costly(vms, change));
          return { vms, throughput: host.busy.mean };
        });
      const keeping = calibrate(await rows(kept(at)), 4);
      const switching = calibrate(await rows(SWITCHED), 4);
      const of = (vms: number, { rows }: typeof keeping) => rows.find((row) => row.vms === vms)!;
      /** P × loss ÷ (n − 1 + loss), of the row's own figures. */
      const ofRow = (vms: number) => {
        const { theoretical, actual } = of(vms, keeping);
        const loss = 1 - actual / theoretical;
        return formula('P × x ÷ (n − 1 + x)', [of(vms, keeping).perGuest, 'processors'], {
          P: [4, 'processors'],
          x: [loss, 'lost, of the work of one guest times n up to P'],
          n: [vms, 'guests'],
        });
      };
      const byPaper = (vms: number, from: typeof keeping) => {
        const { theoretical, actual } = of(vms, from);
        return formula('P × x ÷ n', [of(vms, from).byPaper, 'processors'], {
          P: [4, 'processors'],
          x: [1 - actual / theoretical, 'lost, of the work of one guest times n up to P'],
          n: [vms, 'guests'],
        });
      };
      return [
        by(
          computed('processors for each guest', keeping.perGuest, 'processors', each * 0.999, each * 1.001),
          `Least squares through all rows: P × loss = h × (n − 1 + loss). Put into the simulation were ${fourDigits(each)} processors for each guest.`,
        ),
        ...counts
          .slice(1)
          .map((vms) =>
            by(
              computed(
                `the same from the row of ${vms}`,
                of(vms, keeping).perGuest,
                'processors',
                each * 0.998,
                each * 1.002,
              ),
              ofRow(vms),
            ),
          ),
        by(
          computed('what the line leaves unexplained', keeping.residual, 'processors', 0, 1e-4),
          'The root mean square of what the rows are off the straight line.',
        ),
        by(
          computed(
            "the paper's figure for 8 guests",
            of(8, keeping).byPaper,
            'processors',
            each * 0.87,
            each * 0.89,
          ),
          byPaper(8, keeping),
        ),
        by(
          computed('and for 2', of(2, keeping).byPaper, 'processors', each * 0.49, each * 0.51),
          byPaper(2, keeping),
        ),
        by(
          computed(
            "the paper's figure for 8, switches alone",
            of(8, switching).byPaper,
            'processors',
            0.0085,
            0.0105,
          ),
          byPaper(8, switching),
        ),
        by(
          computed(
            'the same over that of 6',
            of(8, switching).byPaper / of(6, switching).byPaper,
            '',
            0.7,
            0.8,
          ),
          formula('n ÷ m', [6 / 8, ''], { n: [6, 'guests'], m: [8, 'guests, with the same loss in all'] }),
        ),
      ];
    },
  },
];
