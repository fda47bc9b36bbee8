import type { FoldAnswer } from '../placement/answer';
import type { Claim, KnobsAt } from './claim';
import { by, computed, knob } from './claim';
import { day, estateOf, foldOptionsOf } from './estates';
import { ESX2, UNDER_ESX2, guestGrowth, needForm, processorAsked, underCeiling } from './fold-forms';
import { formula, fourDigits } from './how';

/** How full a host's processors are in its busiest hour, per cent; NaN where there is no host. */
const fullest = ({ hosts: [host] }: FoldAnswer): number =>
  host ? 100 * (host.peak.cpu! / host.capacity.cpu!) : NaN;

/** Servers of claim 2 that are at work at once, one for each four hours. */
const AT_ONCE = 2;

/** Whether two of five that are at work at once fit one host, and what follows: how many are, and how many guests it has. */
function spreadOf(at: KnobsAt) {
  const load = at('load');
  const pair = processorAsked([[load], [load]], 5) <= at('ceiling');
  return { hosts: pair ? 1 : 2, atOnce: pair ? AT_ONCE : 1, guests: pair ? 5 : 3 };
}

/** Section 4: adding up. */
export const ADDING_UP: readonly Claim[] = [
  {
    number: 1,
    section: '4, paragraph on peaks',
    title: 'Peaks that coincide',
    claim:
      'Two guests with peaks of 60 % need more than one processor if the peaks coincide, and fit if they do not.',
    expected: 'two hosts of one processor against one host',
    conditions:
      "Eight hours of 60 % each, at the same time or twelve hours apart, folded under ESX 2 with its overheads; the paper's 60 % is without them.",
    best: 'reproduced',
    recorded: 'reproduced',
    folds: UNDER_ESX2,
    knobs: [knob('peak', 'Each peaks at', '%', [5, 60, 99])],
    async check(lab, at) {
      const peak = at('peak');
      const aligned = await lab.fold(estateOf([day(9, peak), day(9, peak)]), foldOptionsOf());
      const apart = await lab.fold(estateOf([day(9, peak), day(21, peak)]), foldOptionsOf());
      return [
        by(
          computed('hosts where peaks coincide', aligned.hostCount, 'hosts', 2, 2),
          `Two peaks of ${peak} % at once ask for ${fourDigits(processorAsked([[peak], [peak]], 2))} % of a processor, with what virtualization adds: more than 100 % need a second host.`,
        ),
        by(
          computed('hosts in anti-phase', apart.hostCount, 'hosts', 1, 1),
          `One peak of ${peak} % at a time asks for ${fourDigits(processorAsked([[peak]], 2))} %.`,
        ),
        by(
          computed('the fullest hour then, with overhead', fullest(apart), '%', peak + 0.1, 99.9),
          needForm([[peak]], 2),
        ),
      ];
    },
  },
  {
    number: 2,
    section: '4.1, the inequality',
    title: 'The capacity inequality',
    claim: 'The sum of demands and overheads must stay below capacity in every interval.',
    expected: 'it holds on every host of a plan, or a server is left over, with resource and moment',
    conditions:
      'Five servers of 25 % in working hours that start four hours apart, on hosts of one processor with a ceiling of 80 %; then six that all start at nine, where there is one host only.',
    best: 'reproduced',
    recorded: 'reproduced',
    folds: underCeiling((at) => at('ceiling')),
    knobs: [
      knob('load', 'Each server is at work for', '%', [20, 25, 40]),
      knob('ceiling', 'Ceiling', '%', [60, 80, 100]),
    ],
    async check(lab, at) {
      const [load, ceiling] = [at('load'), at('ceiling')];
      const ceilings = { cpu: ceiling };
      const spread = estateOf([0, 4, 8, 12, 16].map((shift) => day(shift, load)));
      const plan = await lab.fold(spread, foldOptionsOf({ ceilings }));
      const room = plan.hosts.map(({ peak, ceiling: most }) => 100 * (most.cpu! - peak.cpu!));
      const [one] = foldOptionsOf().hosts;
      const crowd = estateOf(Array.from({ length: 6 }, () => day(9, load)));
      const short = await lab.fold(crowd, foldOptionsOf({ ceilings, hosts: [{ ...one, count: 1 }] }));
      const [host] = short.hosts;
      const named = [...host.guests, ...short.unplaced.map(({ guest }) => guest)];
      const each = load * guestGrowth(ESX2) + 100 * ESX2.scheduling;
      const fit = Math.floor((ceiling - 100 * ESX2.vmm) / each);
      const { hosts, atOnce, guests } = spreadOf(at);
      const left =
        ceiling -
        processorAsked(
          Array.from({ length: atOnce }, () => [load] as const),
          guests,
        );
      const symbols = {
        C: [ceiling, 'ceiling', '%'],
        v: [100 * ESX2.vmm, 'the monitor', '%'],
        l: [load, 'load of each that is at work', '%'],
        g: [guestGrowth(ESX2), 'growth as a guest'],
        s: [100 * ESX2.scheduling, 'scheduling of each', '%'],
      } as const;
      return [
        by(
          computed('hosts for five', plan.hostCount, 'host', hosts, hosts),
          `Two of them are at work at a time, which asks for ${fourDigits(processorAsked([[load], [load]], 5))} % where all are on one host, of ${ceiling} % that may be filled.`,
        ),
        by(
          computed('least room below the ceiling', Math.min(...room), '%', left - 0.01, left + 0.01),
          formula('C − (a × l × g + v + n × s)', [left, '%'], {
            ...symbols,
            a: [atOnce, 'at work at a time'],
            n: [guests, 'guests of the host'],
          }),
        ),
        by(
          computed('left over of six that coincide', short.unplaced.length, 'servers', 6 - fit, 6 - fit),
          formula('6 − floor((C − v) ÷ (l × g + s))', [6 - fit, 'servers'], symbols),
        ),
        by(
          computed('of six named on the host or left over', new Set(named).size, 'servers', 6, 6),
          'Counted are the names of all servers, on the host and left over.',
        ),
        by(
          computed(
            'the resource that binds is the processor',
            host.binding.resource === 'cpu' ? 1 : 0,
            'yes',
            1,
            1,
          ),
          'The resource that the plan names as the fullest: 1 where that is the processor.',
        ),
        by(
          computed('the hour that binds', host.binding.slot ?? -1, 'h', 9, 16),
          'The hour that the plan names as the fullest: they are at work from nine to five.',
        ),
        by(
          computed(
            'one server more in that hour',
            100 * (host.peak.cpu! / host.ceiling.cpu!) * (1 + 1 / host.guests.length),
            '% of the ceiling',
            100,
            200,
          ),
          formula(
            'p ÷ C × (1 + 1 ÷ n) × 100',
            [
              (processorAsked(
                Array.from({ length: fit }, () => [load] as const),
                fit,
              ) /
                ceiling) *
                (1 + 1 / fit) *
                100,
              '% of the ceiling',
            ],
            {
              p: [
                processorAsked(
                  Array.from({ length: fit }, () => [load] as const),
                  fit,
                ),
                'asked for in that hour',
                '%',
              ],
              C: [ceiling, 'ceiling', '%'],
              n: [fit, 'guests that fit'],
            },
          ),
        ),
      ];
    },
  },
];
