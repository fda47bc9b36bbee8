import { isMeasured } from '../../dispatch/measured';
import type { PlanRequest } from '../../decide/planner';
import { OF_VIEWS } from '../../scenario/choices';
import { withSample, type Scenario } from '../../scenario/scenario';
import type { AppState, Decisions, Stale } from './state';

/** Choices that the planner is not asked with; how files are read shows in what was read, licences and ready beside the plan. */
const BESIDE = [...OF_VIEWS, 'mapped', 'licences', 'ready'] as const satisfies readonly (keyof Scenario)[];

/** The choices once the sample takes the place of a person's own files: facts about their servers go with the files. */
export function sampleOf(scenario: Scenario): Scenario {
  return scenario.sample
    ? scenario
    : { ...withSample(scenario, true), edits: {}, shifts: undefined, rescheduled: undefined };
}

/** The choices without a host of the plan that other views show. */
export function withoutVisits(scenario: Scenario): Scenario {
  const { dispatch, meter } = scenario;
  return {
    ...scenario,
    dispatch: isMeasured(dispatch) ? '' : dispatch,
    meter: isMeasured(meter) ? '' : meter,
  };
}

/** Whether both fold to the same plan: what other views show makes no difference. */
export function sameFold(a: Decisions, b: Decisions): boolean {
  if (a.files !== b.files) return false;
  if (a.scenario === b.scenario) return true;
  const [of, other] = [without(a.scenario, BESIDE), without(b.scenario, BESIDE)];
  // A choice that only one of them makes is a difference, too.
  return (Object.keys({ ...of, ...other }) as (keyof typeof of)[]).every(
    (field) => of[field] === other[field],
  );
}

/** Choices that say how long to look for a plan, and not for which. */
const OF_SEARCH = ['work', 'seconds'] as const satisfies readonly (keyof Scenario)[];

/** Whether a change is one of how long to look, and of nothing else: no decision that anyone takes back. */
export const isOfSearch = (patch: Partial<Scenario>): boolean =>
  Object.keys(patch).every((field) => (OF_SEARCH as readonly string[]).includes(field));

/** Of what an answer is, where it is not of the present files and choices. */
export function staleness(
  answered: Decisions,
  now: Pick<AppState, 'scenario' | 'files' | 'unread'>,
): Stale | null {
  const { sample } = answered.scenario;
  // A person's files lie beside it, though none of them could be read.
  const unread = now.unread.length > 0 && now.files.length === 0;
  if (sample && (!now.scenario.sample || unread)) return 'sample';
  if (sample !== now.scenario.sample || (!sample && answered.files !== now.files)) return 'files';
  const searched = { ...now.scenario, ...picked(answered.scenario, OF_SEARCH) };
  return sameFold(answered, { scenario: searched, files: answered.files }) ? null : 'choices';
}

/** What to plan for these decisions. @param exactly on so many hosts, where nobody chose how many */
export function requestOf({ scenario, files }: Decisions, exactly?: number): PlanRequest {
  const request = without(scenario, ['version', 'tolerance', ...BESIDE]);
  return { ...request, readings: files.map(({ id }) => id), exactly: scenario.exactly ?? exactly };
}

function without<T extends object, K extends keyof T>(whole: T, fields: readonly K[]): Omit<T, K> {
  const rest = { ...whole };
  for (const field of fields) delete rest[field];
  return rest;
}

function picked<T extends object, K extends keyof T>(whole: T, fields: readonly K[]): Pick<T, K> {
  return Object.fromEntries(fields.map((field) => [field, whole[field]])) as Pick<T, K>;
}
