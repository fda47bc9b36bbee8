import { isMeasured } from '../../dispatch/link';
import type { PlanRequest } from '../../decide/planner';
import type { Scenario } from '../../scenario/scenario';
import type { Decisions } from './state';

/** Choices that no plan depends on. */
export const OF_VIEWS: ReadonlySet<keyof Scenario> = new Set(['view', 'meter', 'dispatch', 'mend', 'typed']);

/** The choices once the sample takes the place of a person's own files: facts about their servers go with the files. */
export function sampleOf(scenario: Scenario): Scenario {
  return scenario.sample ? scenario : { ...scenario, sample: true, edits: {} };
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
  const fields = Object.keys(a.scenario) as (keyof Scenario)[];
  return fields.every((field) => OF_VIEWS.has(field) || a.scenario[field] === b.scenario[field]);
}

/** What to plan for these decisions. */
export function requestOf({ scenario, files }: Decisions): PlanRequest {
  const {
    version: _,
    view: __,
    meter: ___,
    dispatch: ____,
    mend: _____,
    typed: ______,
    ...options
  } = scenario;
  return { ...options, readings: files.map((file) => file.id) };
}
