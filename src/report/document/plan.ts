import { version } from '../../../package.json';
import { PROFILE_BASES } from '../../overhead/profile-bases';
import { figureAsShown, PARAMETERS } from '../../overhead/parameters';
import { PROFILES } from '../../overhead/profiles';
import { crowd } from '../../estate/crowd';
import { slotSaid } from '../../estate/grid';
import { groupedBy } from '../../estate/grouped';
import type { Finding } from '../../estate/finding';
import type { FoldAnswer, PlannedHost } from '../../placement/answer';
import { overheadRangeWords } from '../../placement/overhead-range';
import {
  compareRows,
  drillWords,
  howLongRows,
  howLongWords,
  licenceTable,
  riskRows,
  riskWords,
  uncertaintyWords,
  whatIfRows,
  type BesidePlan,
  type TableRows,
} from '../beside';
import { digits, moneyWords } from '../digits';
import { flightRows, flightWords, ratioRows, readyRows, readyWords } from '../flight';
import { filled } from '../filled';
import { licenceWords } from '../licences';
import { stepsOf } from '../moves';
import { FOR_PEOPLE } from '../choice-words';
import { ALIGNED_BY, policyName, profileName, resourceName } from '../names';
import { originRows, overheadFigures, type PlanOrigin } from '../origin';
import { countWords, headWords, policyWords, restWords, whyWords } from '../plan-words';
import type { PlanReport, ReportBlock, ReportSection } from './model';

const text = (...lines: string[]): ReportBlock => ({ kind: 'text', lines });
const list = (lines: readonly string[]): ReportBlock => ({ kind: 'list', lines });
const table = (rows: TableRows): ReportBlock => ({ kind: 'table', rows });

/** How each part that was not worked out can be. */
export interface Remedies {
  readonly compare: string;
  readonly risk: string;
  readonly drill: string;
  readonly uncertainty: string;
  readonly flown: string;
  readonly licences: string;
}
const BY_OPTIONS: Remedies = {
  compare: '--compare does',
  risk: 'it takes two days of figures, and --backtest',
  drill: '--drill does, where hosts stand by',
  uncertainty: '--uncertainty 1000 does',
  flown: '--fly simulates each host at its fullest moments',
  licences: '--licences does, by dated rules',
};

/** A part that was not worked out, and how it can be. */
const notAsked = (what: string, how: string) => text(`${what} was not worked out here: ${how}.`);

/**
 * A plan as a report: the number and why, what it rests on, alternatives, risk, machines with their guests, moves,
 * licences and cost, assumptions with their ranges, the quality of the data, the method, and every choice. The same
 * plan and choices are the same report: it holds no moment but those of the data.
 * @param how what was not worked out can be
 */
export function planReport(
  answer: FoldAnswer,
  beside: BesidePlan,
  origin: PlanOrigin,
  how: Remedies = BY_OPTIONS,
): PlanReport {
  return {
    title: `How many hosts: ${countWords(answer.machines.total, 'machine')} for ${countWords(serversOf(answer), 'server')}`,
    sections: [
      numberSection(answer),
      { heading: 'What it rests on', blocks: [list(restWords(answer)), list(windowWords(answer))] },
      alternativesSection(answer, beside, how),
      ...whatIfSection(beside),
      riskSection(answer, beside, how),
      ...machineSections(answer),
      ...movesSection(beside),
      moneySection(answer, beside, how),
      assumptionsSection(answer, origin),
      qualitySection(answer),
      methodSection(answer),
      {
        heading: 'Every choice',
        blocks: [
          text('These choices and files give this very report again; seconds in place of steps do not.'),
          table([['what', 'name', 'value'], ...originRows(answer, origin, FOR_PEOPLE)]),
        ],
      },
    ],
  };
}

/** `3 servers (A, B, C)`; more than a few are named by the first. */
const manyNamed = (names: readonly string[]): string =>
  names.length === 1 ? names[0] : `${countWords(names.length, 'server')} (${crowd(names)})`;

const serversOf = ({ hosts, native, unplaced }: FoldAnswer): number =>
  hosts.reduce((n, { guests }) => n + guests.length, 0) + native.length + unplaced.length;

function numberSection(answer: FoldAnswer): ReportSection {
  const { tolerated, hostCount } = answer.withFailures;
  const fail =
    hostCount === null
      ? `No number of hosts is promised with which ${tolerated} may fail.`
      : `${countWords(hostCount, 'host')} ${hostCount === 1 ? 'carries' : 'carry'} everything${tolerated === 0 ? '; none may fail' : ` though ${tolerated} ${tolerated === 1 ? 'fails' : 'fail'}`}.`;
  return {
    heading: 'The number',
    blocks: [text(headWords(answer), ...whyWords(answer)), list([policyWords(answer), fail])],
  };
}

function windowWords({ grid }: FoldAnswer): string[] {
  const minutes = grid.step / 60_000;
  return grid.slots > 1
    ? [
        `${grid.slots} slots of ${countWords(Number(minutes.toPrecision(3)), 'minute')}, ${slotSaid(grid, 0)} to ${slotSaid(grid, grid.slots - 1)}.`,
      ]
    : ['One figure for all the time: whether peaks coincide is not known.'];
}

function alternativesSection(answer: FoldAnswer, { compare }: BesidePlan, how: Remedies): ReportSection {
  const heading = 'Alternatives';
  if (!compare) return { heading, blocks: [notAsked('What other ways to run them take', how.compare)] };
  const refused = compare.flatMap(({ profile, refused }) =>
    [...groupedBy(refused, ({ why }) => why)].map(
      ([why, who]) => `${PROFILES[profile].label}: ${manyNamed(who.map(({ guest }) => guest))}: ${why}.`,
    ),
  );
  const blocks = [
    text(
      `The same servers under every profile; this plan is under ${PROFILES[answer.profile].label}. Machines count those of servers that a profile refuses.`,
    ),
    table(compareRows(compare, profileName)),
  ];
  return { heading, blocks: [...blocks, ...(refused.length > 0 ? [list(refused)] : [])] };
}

function whatIfSection({ whatIf }: BesidePlan): ReportSection[] {
  if (!whatIf || whatIf.length === 0) return [];
  return [
    {
      heading: 'What if',
      blocks: [
        text('The same servers with other choices, each beside the plan with as few hosts as can be.'),
        table(whatIfRows(whatIf)),
      ],
    },
  ];
}

function riskSection(answer: FoldAnswer, beside: BesidePlan, how: Remedies): ReportSection {
  const { risk, drill, uncertainty, flown, consolidation, ready } = beside;
  return {
    heading: 'Risk',
    blocks: [
      ...(risk
        ? [
            text(riskWords(risk)),
            table(riskRows(risk)),
            ...howLongWords(risk).map((words) => text(words)),
            ...(risk.byDays.length > 0 ? [table(howLongRows(risk))] : []),
          ]
        : [notAsked('How plans do on days that they have not seen', how.risk)]),
      ...(drill
        ? [
            text(drillWords(drill)),
            ...(drill.carried
              ? []
              : [
                  list(
                    drill.failures.flatMap(({ host, unplaced }) =>
                      unplaced.map((guest) => `${answer.hosts[host].name} fails: ${guest} finds no place.`),
                    ),
                  ),
                ]),
          ]
        : [notAsked('What happens when each host fails', how.drill)]),
      uncertainty
        ? list(uncertaintyWords(uncertainty).map((line) => line.trim()))
        : notAsked('How sure the number is over the ranges of the overheads', how.uncertainty),
      ...(flown
        ? [list(flightWords(answer, flown)), table(flightRows(answer, flown))]
        : [notAsked('How guests wait for processors', how.flown)]),
      ...(ready ? [text(readyWords(ready)), table(readyRows(ready))] : []),
      ...(consolidation?.length
        ? [
            text(
              'Hosts filled with these servers as drawn, at their busiest moment: ready against virtual processors for each core.',
            ),
            table(ratioRows(consolidation)),
          ]
        : []),
    ],
  };
}

function machineSections(answer: FoldAnswer): ReportSection[] {
  const { hosts, grid, resources, machines, native, unplaced, leftOut } = answer;
  const row = (host: PlannedHost) => [
    host.name,
    host.kind.name,
    ...resources.map(({ id }) => `${digits(host.peak[id] ?? 0)} / ${digits(host.ceiling[id] ?? Infinity)}`),
    `${resourceName(host.binding.resource)} ${filled(host)} %`,
    host.binding.slot === null ? 'always' : slotSaid(grid, host.binding.slot),
    host.guests.join(', '),
  ];
  const spare = Array.from({ length: machines.spare ?? 0 }, (_, k) => [
    `spare ${k + 1}`,
    '',
    ...resources.map(() => ''),
    'stands by',
    '',
    '',
  ]);
  const apart = [
    ['on a machine of its own', native],
    ['without a place', unplaced],
    ['left out', leftOut],
  ] as const;
  const others = apart.flatMap(([what, of]) => of.map(({ guest, why }) => [guest, what, why]));
  return [
    {
      heading: 'Machines and their guests',
      blocks: [
        table([
          [
            'host',
            'kind',
            ...resources.map((r) => `${r.label}, peak / ceiling, ${r.unit}`),
            'fullest',
            'at',
            'guests',
          ],
          ...hosts.map(row),
          ...spare,
        ]),
        ...(others.length > 0 ? [table([['server', 'where', 'why'], ...others])] : []),
      ],
    },
  ];
}

function movesSection({ moves }: BesidePlan): ReportSection[] {
  if (!moves) return [];
  const { count: n, lowerBound, waves, gone, spare } = moves;
  return [
    {
      heading: 'Moves from today',
      blocks: [
        text(
          `${countWords(n, 'move')} in ${countWords(waves.length, 'wave')}; no such plan has fewer than ${lowerBound}. ${countWords(gone.length, 'host')} ${gone.length === 1 ? 'is' : 'are'} empty then${gone.length > 0 ? `: ${gone.join(', ')}` : ''}.`,
          ...(spare > 0 ? [`${countWords(spare, 'host')} of the new kind must be there at the start.`] : []),
        ),
        table([
          ['step', 'wave', 'guest', 'from', 'to', 'why'],
          ...stepsOf(moves).map(({ step, wave, guest, from, to, reinstall, why }) => [
            String(step),
            String(wave),
            guest ?? `(${reinstall} is installed anew)`,
            from ?? '',
            to ?? '',
            why ?? '',
          ]),
        ]),
      ],
    },
  ];
}

function moneySection(answer: FoldAnswer, { licences }: BesidePlan, how: Remedies): ReportSection {
  const { cost } = answer.machines;
  const hosts =
    cost === null
      ? 'What hosts cost is not known: a price for each kind of host says it.'
      : `Hosts, those that stand by included: ${moneyWords(cost)}.`;
  if (!licences)
    return {
      heading: 'Licences and cost',
      blocks: [text(hosts), notAsked('What licences cost', how.licences)],
    };
  const where = licences.hosts.map(({ host, label, units, unit, times, guests, price }) => [
    answer.hosts[host].name,
    label,
    `${units} x ${unit}${times > 1 ? `, ${times} times` : ''}`,
    String(guests),
    price === null ? '?' : moneyWords(price),
  ]);
  return {
    heading: 'Licences and cost',
    blocks: [
      text(
        hosts,
        ...licenceWords(licences),
        ...(cost === null || licences.total === null
          ? []
          : [`Hosts and licences: ${moneyWords(cost + licences.total)}.`]),
      ),
      table(licenceTable(licences)),
      ...(where.length > 0 ? [table([['host', 'licence', 'units', 'guests', 'price'], ...where])] : []),
    ],
  };
}

/** Figures as they were folded with, each with its range and where it comes from. */
function assumptionsSection(answer: FoldAnswer, { scenario }: PlanOrigin): ReportSection {
  const used = overheadFigures(scenario);
  const { parameters: ranges } = PROFILES[scenario.profile];
  const { parameters: bases, summary } = PROFILE_BASES[scenario.profile];
  const rows = PARAMETERS.map((parameter) => {
    const { id, label, shown } = parameter;
    const say = (value: number) => String(Number((value * shown).toPrecision(6)));
    const { low, high } = ranges[id];
    const own = scenario.overrides[id] !== undefined;
    const { source, assumed } = bases[id];
    return [
      label,
      figureAsShown(parameter, used[id]),
      own ? '' : low === high ? 'fixed' : `${say(low)} to ${say(high)}`,
      own ? 'set by hand' : `${assumed ? 'assumed: ' : ''}${source}`,
    ];
  });
  const share = ({ kernel, interrupt }: FoldAnswer['assumed'][number]) =>
    `${(100 * kernel).toFixed(0)} % of busy time in the kernel and ${(100 * interrupt).toFixed(0)} % in interrupts, by class`;
  const shares = [...groupedBy(answer.assumed, share)].map(
    ([said, who]) => `${manyNamed(who.map(({ guest }) => guest))}: ${said}.`,
  );
  return {
    heading: 'Assumptions and their ranges',
    blocks: [
      text(`${PROFILES[scenario.profile].label}: ${summary}`),
      table([['figure', 'used', 'range', 'from'], ...rows]),
      ...(shares.length > 0 ? [list(shares)] : []),
    ],
  };
}

const LEVELS = [
  ['error', 'Could not be used'],
  ['warning', 'Used with care'],
  ['guess', 'Guessed'],
  ['info', 'For the record'],
] as const satisfies readonly (readonly [Finding['level'], string])[];

function qualitySection({ basis, findings, ignored, advice }: FoldAnswer): ReportSection {
  const rows = LEVELS.flatMap(([level, word]) =>
    findings
      .filter((finding) => finding.level === level)
      .map(({ where, text: said, fix }) => [word, where, fix ? `${said} ${fix}` : said]),
  );
  return {
    heading: 'Quality of the data',
    blocks: [
      list([
        `${(100 * basis.coverage).toFixed(1)} % of the slots hold a sample.`,
        ...Object.entries(basis.guessed).map(([fact, n]) => `${fact} of ${countWords(n, 'server')} guessed.`),
        ...(basis.overheadHosts
          ? [
              `Over the ranges of the overheads: ${overheadRangeWords(basis.overheadHosts)} (short searches at both ends).`,
            ]
          : []),
        ...ignored.map(({ resource, why }) => `${resourceName(resource)} took no part: ${why}.`),
      ]),
      ...(rows.length > 0 ? [table([['how', 'where', 'what'], ...rows])] : []),
      ...(advice.length > 0
        ? [table([['server', 'advice'], ...advice.map(({ guest, text: said }) => [guest, said])])]
        : []),
    ],
  };
}

function methodSection({ grid, policy, objective, endedBy, evened }: FoldAnswer): ReportSection {
  const small = objective === 'cost' ? 'what hosts cost' : 'the number of hosts';
  return {
    heading: 'Method and versions',
    blocks: [
      list([
        'On every host, in every resource and slot of time: capacity x ceiling >= VMM + guests x scheduling + the sum over guests of work, emulation, I/O path and context switches (Friedman, CMG 2006).',
        `Demand counts as ${policyName(policy)}; it is rounded up and capacity down, once, to whole units: a proof is one of those whole numbers.`,
        `The search makes ${small} as small as it can, bounds say what no plan can beat${evened?.bound == null ? '' : ', and the plan is evened: its fullest moment is as low as was found'}. It ended by ${endedBy}.`,
        `A slot without a sample is missing, never zero: its server’s 95th percentile stands in${grid.align === 'wall' ? '' : `; days are laid over each other by ${ALIGNED_BY[grid.align]}`}.`,
        `Hostfold ${version}.`,
      ]),
    ],
  };
}
