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

/** What it is, its name, and its value. */
type OriginRow = readonly [what: string, name: string, value: string];

/** Rows of one sort, one for each name. */
const rowsOf = (what: string, values: readonly (readonly [name: string, value: string])[]): OriginRow[] =>
  values.map(([name, value]) => [what, name, value]);

/**
 * What a table says of where its plan comes from, line by line.
 * @param say what is written of a choice: for programs as JSON, for people in words
 */
export function originRows(
  answer: FoldAnswer,
  { scenario, files }: PlanOrigin,
  say: (field: keyof Scenario, value: unknown) => string = asJson,
): OriginRow[] {
  const { grid, search, standing, lowerBound, basis } = answer;
  const choices = FIELDS.flatMap((field): [string, string][] => {
    const value = scenario[field];
    return APART.has(field) || value === undefined ? [] : [[field, say(field, value)]];
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
      Object.entries(overheadFigures(scenario)).map(([name, value]) => [name, String(value)]),
    ),
    ...rowsOf(
      'file',
      files.map(({ name, bytes }) => [name, bytes === undefined ? '' : `${bytes} bytes`]),
    ),
  ];
}
