import type { ParameterId } from '../overhead/parameters';
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
import { rulesByName } from './names';
import { countWords, headWords } from './plan-words';

/** What a plan was made from: enough to make it again. */
export interface PlanOrigin {
  readonly scenario: Scenario;
  readonly files: readonly SourceNote[];
}

/** What views show is no choice of the plan, and of the search is said what it came to. */
const APART = new Set<keyof Scenario>(['version', ...OF_VIEWS, 'work', 'seconds', 'seed']);

/** How choices and figures are written. */
export interface OriginWords {
  readonly choice: (field: keyof Scenario, value: unknown) => readonly [name: string, value: string];
  readonly figure: (id: ParameterId, value: number) => readonly [name: string, value: string];
}

/** By their ids; a word as it is, and all else as JSON. */
const FOR_PROGRAMS: OriginWords = {
  choice: (field, value) => {
    if (field === 'licences') return [field, rulesByName(value)];
    return [field, typeof value === 'string' ? value : JSON.stringify(value)];
  },
  figure: (id, value) => [id, String(value)],
};

/** The overhead figures that were folded with, by name. */
export const overheadFigures = ({ profile, overrides }: Scenario) =>
  parametersOf(PROFILES[profile], overrides);

/** What it is, its name, and its value. */
type OriginRow = readonly [what: string, name: string, value: string];

/** Rows of one sort, one for each name. */
const rowsOf = (what: string, values: readonly (readonly [name: string, value: string])[]): OriginRow[] =>
  values.map(([name, value]) => [what, name, value]);

/**
 * What a table says of where its plan comes from, line by line.
 * @param say what is written of choices and figures: for programs their ids and JSON, for people names and words
 */
export function originRows(
  answer: FoldAnswer,
  { scenario, files }: PlanOrigin,
  say: OriginWords = FOR_PROGRAMS,
): OriginRow[] {
  const { grid, search, standing, lowerBound, basis } = answer;
  const choices = FIELDS.flatMap((field): (readonly [string, string])[] => {
    const value = scenario[field];
    return APART.has(field) || value === undefined ? [] : [say.choice(field, value)];
  });
  const guessed = Object.entries(basis.guessed).map(
    ([fact, servers]) => ['guessed', `${fact} of ${countWords(servers, 'server')}`] as const,
  );
  const rows: OriginRow[] = [
    ['answer', 'to buy', headWords(answer)],
    ['answer', 'standing', standing],
    ...rowsOf(
      'answer',
      basis.doubts.map((doubt) => ['in doubt', doubt]),
    ),
    ...rowsOf('answer', guessed),
    ['answer', 'no plan has fewer than', String(lowerBound)],
  ];
  if (grid.slots > 1)
    rows.push([
      'window',
      `${grid.slots} slots`,
      `${slotLabel(grid, 0)} to ${slotLabel(grid, grid.slots - 1)}`,
    ]);
  if (basis.overheadHosts)
    rows.push(['answer', 'hosts over the ranges of overheads', overheadRangeWords(basis.overheadHosts)]);
  rows.push(
    grid.slots > 1
      ? ['answer', 'measured %', (100 * basis.coverage).toFixed(1)]
      : ['answer', 'measured', measuredWords(answer)],
  );
  if (basis.rough > 0)
    rows.push([
      'answer',
      `servers with percentiles of fewer than ${ROUGH_BELOW} values`,
      String(basis.rough),
    ]);
  const steps = `${search.steps ?? 0} of ${search.work}`;
  return [
    ...rows,
    ['search', 'seed', String(search.seed)],
    search.work === null ? ['search', 'seconds', String(search.seconds)] : ['search', 'steps', steps],
    ...rowsOf('choice', choices),
    ...rowsOf(
      'figure',
      Object.entries(overheadFigures(scenario)).map(([id, value]) => say.figure(id as ParameterId, value)),
    ),
    ...rowsOf(
      'file',
      files.map(({ name, bytes }) => [name, bytes === undefined ? '' : `${bytes} bytes`]),
    ),
  ];
}
