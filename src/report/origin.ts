import { PROFILES, parametersOf } from '../overhead/profiles';
import { OF_VIEWS } from '../scenario/choices';
import type { SourceNote } from '../scenario/document';
import { FIELDS } from '../scenario/link';
import type { Scenario } from '../scenario/scenario';
import { slotLabel } from '../estate/grid';
import { ROUGH_BELOW } from '../estate/statistics';
import type { FoldAnswer } from '../placement/answer';
import { measuredWords } from '../placement/basis';
import { overheadRangeWords } from '../placement/overhead-range';
import { rulesByName } from './choice-words';
import { countWords, headWords } from './plan-words';

/** What a plan was made from: enough to make it again. */
export interface PlanOrigin {
  readonly scenario: Scenario;
  readonly files: readonly SourceNote[];
}

/** What views show is no choice of the plan, and of the search is said what it came to. */
const APART = new Set<keyof Scenario>(['version', ...OF_VIEWS, 'work', 'seconds', 'seed']);

/** A word as it is, and all else as JSON. */
function asJson(field: keyof Scenario, value: unknown): string {
  if (field === 'licences') return rulesByName(value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The overhead figures that were folded with, by name. */
export const overheadFigures = ({ profile, overrides }: Scenario) =>
  parametersOf(PROFILES[profile], overrides);

/**
 * What a table says of where its plan comes from, line by line: what it is, its name, and its value.
 * @param say what is written of a choice: for programs as JSON, for people in words
 */
export function originRows(
  answer: FoldAnswer,
  { scenario, files }: PlanOrigin,
  say: (field: keyof Scenario, value: unknown) => string = asJson,
): [string, string, string][] {
  const { grid, search, standing, lowerBound, basis } = answer;
  const choices = FIELDS.filter((field) => !APART.has(field)).flatMap((field): [string, string, string][] => {
    const value = scenario[field];
    if (value === undefined) return [];
    return [['choice', field, say(field, value)]];
  });
  const figures = Object.entries(overheadFigures(scenario)).map(([name, value]): [string, string, string] => [
    'figure',
    name,
    String(value),
  ]);
  return [
    ['answer', 'to buy', headWords(answer)],
    ['answer', 'standing', standing],
    ...basis.doubts.map((doubt): [string, string, string] => ['answer', 'in doubt', doubt]),
    ...Object.entries(basis.guessed).map(([fact, servers]): [string, string, string] => [
      'answer',
      'guessed',
      `${fact} of ${countWords(servers, 'server')}`,
    ]),
    ['answer', 'no plan has fewer than', String(lowerBound)],
    ...(grid.slots > 1
      ? ([
          ['window', `${grid.slots} slots`, `${slotLabel(grid, 0)} to ${slotLabel(grid, grid.slots - 1)}`],
        ] as [string, string, string][])
      : []),
    ...(basis.overheadHosts
      ? [
          ['answer', 'hosts over the ranges of overheads', overheadRangeWords(basis.overheadHosts)] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    grid.slots > 1
      ? ['answer', 'measured %', (100 * basis.coverage).toFixed(1)]
      : ['answer', 'measured', measuredWords(answer)],
    ...(basis.rough > 0
      ? [
          ['answer', `servers with percentiles of fewer than ${ROUGH_BELOW} values`, String(basis.rough)] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    ['search', 'seed', String(search.seed)],
    [
      'search',
      search.work === null ? 'seconds' : 'steps',
      search.work === null ? String(search.seconds) : `${search.steps ?? 0} of ${search.work}`,
    ],
    ...choices,
    ...figures,
    ...files.map(({ name, bytes }): [string, string, string] => [
      'file',
      name,
      bytes === undefined ? '' : `${bytes} bytes`,
    ]),
  ];
}
