import type { Estimate, OverheadParameters, ParameterId } from './parameters';
import { PROFILES, type ProfileId } from './profiles';

/** A platform, and the overheads that a person fixed. */
interface Overheads {
  readonly profile: ProfileId;
  readonly overrides: Partial<OverheadParameters>;
}

/** Overheads of which a range is known, and no more: those that a person fixed have none. */
export function rangedOverheads({ profile, overrides }: Overheads): [ParameterId, Estimate][] {
  const figures = Object.entries(PROFILES[profile].parameters) as [ParameterId, Estimate][];
  return figures.filter(([id, { low, high }]) => high > low && overrides[id] === undefined);
}

/** What is fixed, and every other overhead at one end of its range. */
export function overheadsAt(of: Overheads, end: 'low' | 'high'): Partial<OverheadParameters> {
  return {
    ...of.overrides,
    ...Object.fromEntries(rangedOverheads(of).map(([id, range]) => [id, range[end]])),
  };
}
