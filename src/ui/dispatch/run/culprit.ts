import type { Answer } from '../../../dispatch/answer';
import type { Experiment } from '../../../dispatch/experiment';
import type { Figure } from '../../../dispatch/figure';
import { guestKinds } from '../../../dispatch/model';
import { edited, type Specimen } from './specimen';

/** The kind of guest that never waits, among others that do, by its place; null where there is none. */
export function culpritOf({ guests }: Experiment): number | null {
  const hungry = guests.map(
    ({ threads }) => threads.length > 0 && threads.every(({ wait }) => wait?.kind === 'never'),
  );
  const g = hungry.indexOf(true);
  return g >= 0 && hungry.includes(false) ? g : null;
}

/** The same experiment, seed and all, without that guest, as a text for the address; null where there is none. */
export function withoutCulprit(specimen: Specimen): string | null {
  const g = culpritOf(specimen.experiment);
  return g === null ? null : edited(specimen, [{ path: ['guests', g], value: null }]);
}

/** What the culprit of one experiment does to a guest of both: its ready time with it and without. */
export function costOfCulprit(
  experiment: Experiment,
  answer: Answer,
  other: Answer,
): {
  readonly culprit: string;
  readonly guest: string;
  readonly with: Figure;
  readonly without: Figure;
} | null {
  const g = culpritOf(experiment);
  if (g === null) return null;
  const { name: culprit } = experiment.guests[g];
  const kinds = guestKinds(experiment);
  const first = answer.guests.find(
    ({ name }, i) => kinds[i] !== experiment.guests[g] && other.guests.some((each) => each.name === name),
  );
  const same = first && other.guests.find(({ name }) => name === first.name);
  const gone = !other.guests.some(({ name }) =>
    answer.guests.some((each, i) => each.name === name && kinds[i] === experiment.guests[g]),
  );
  return first && same && gone
    ? { culprit, guest: first.name, with: first.ready, without: same.ready }
    : null;
}
