import { own } from '../estate/own';
import { RESOURCES } from '../estate/resource';
import { PARAMETERS } from '../overhead/parameters';
import { PROFILES } from '../overhead/profiles';
import { POLICIES } from '../placement/options';
import type { OF_VIEWS } from '../scenario/choices';
import type { Scenario } from '../scenario/scenario';

/** What people call what links, files and options of the command line call by an id; what has no other name, by that. */
const called =
  (names: ReadonlyMap<string, string>) =>
  (id: string): string =>
    names.get(id) ?? id;

export const resourceName = (id: string): string => own(RESOURCES, id)?.label ?? id;
export const policyName = called(new Map(POLICIES.map(({ id, label }) => [id, label])));
export const profileName = (id: string): string => own(PROFILES, id)?.label ?? id;
export const overheadName = called(new Map(PARAMETERS.map(({ id, label }) => [id, label])));

/** By what days are laid over each other. */
export const ALIGNED_BY: Readonly<Record<Scenario['align'], string>> = {
  wall: 'date and time',
  'time-of-day': 'time of day',
  'time-of-week': 'time of week',
};
/** What counts of the samples inside a slot. */
export const COUNTED_OF_SLOT: Readonly<Record<Scenario['aggregate'], string>> = {
  mean: 'mean',
  p95: '95th percentile',
  max: 'highest',
};

const CHOICES: Readonly<Record<Exclude<keyof Scenario, 'version' | (typeof OF_VIEWS)[number]>, string>> = {
  sample: 'the sample estate',
  profile: 'virtualized by',
  present: 'measured on',
  hosts: 'hosts',
  ceilings: 'filled at most',
  policy: 'folded by',
  exactly: 'number of hosts asked for',
  failures: 'hosts that may fail',
  overrides: 'overheads set by hand',
  thresholds: 'I/O-bound from',
  slotMinutes: 'length of a slot',
  align: 'days brought together by',
  aggregate: 'samples inside a slot',
  assumeUse: 'use where none was measured',
  growth: 'growth a year',
  horizon: 'growth for',
  rescheduled: 'at other times of the day',
  shifts: 'added to clocks',
  edits: 'typed facts',
  mapped: 'how files are read',
  licences: 'rules of licences',
  tolerance: 'host-slots that may be over capacity',
  ready: 'limit on ready',
  work: 'steps of the search',
  seconds: 'seconds of the search',
  seed: 'seed of the search',
};
/** A choice as a line is headed that says what was chosen. */
export const choiceName = called(new Map(Object.entries(CHOICES)));

/** Rules of licences by their name and day: the document itself is long. */
export function rulesByName(value: unknown): string {
  const { name, date } = value as { readonly name?: unknown; readonly date?: unknown };
  return `${String(name)}, ${String(date)}`;
}
