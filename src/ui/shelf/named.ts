import { planSummary, type PlanSummary } from '../../decide/side-by-side';
import type { Scenario } from '../../scenario/scenario';
import type { AppState, LoadedFile } from '../app/state';

/** A scenario that a person gave a name, with what it came to. */
export interface NamedScenario {
  readonly name: string;
  readonly scenario: Scenario;
  /** Names of its files, in order. */
  readonly files: readonly string[];
  readonly plan: PlanSummary;
}

/** The scenario in sight under a name; null while there is no answer of it. */
export function named(
  name: string,
  { scenario, files, answer, servers, stale }: AppState,
): NamedScenario | null {
  if (!answer || stale) return null;
  return { name, scenario, files: files.map((file) => file.name), plan: planSummary(answer, servers) };
}

/** Adds a scenario; one of the same name gives way to it, where it stands. */
export function withNamed(all: readonly NamedScenario[], one: NamedScenario): readonly NamedScenario[] {
  return all.some(({ name }) => name === one.name)
    ? all.map((each) => (each.name === one.name ? one : each))
    : [...all, one];
}

/** The files of a scenario among those that were read, and the names of those that were not. */
export function filesOf(
  { files }: NamedScenario,
  read: readonly LoadedFile[],
): { readonly files: readonly LoadedFile[]; readonly missing: readonly string[] } {
  const found = files.map((name) => read.findLast((file) => file.name === name));
  return {
    files: found.filter((file) => file !== undefined),
    missing: files.filter((_, k) => !found[k]),
  };
}
