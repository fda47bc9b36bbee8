import { DEFAULT_HOST } from '../overhead/host';
import type { Scenario } from './choices';

/**
 * What a document of each version means where it says nothing, whatever folds by default today. An entry never changes:
 * whoever changes a default or a unit adds a version, and converts older documents in `convert`.
 */
interface Version {
  readonly defaults: Scenario;
  /** Fields as they were written, by name, in terms of today's. */
  readonly convert: (given: ReadonlyMap<string, unknown>) => ReadonlyMap<string, unknown>;
}

const FIRST: Scenario = {
  version: 1,
  view: 'fold',
  sample: true,
  profile: 'esx3',
  present: 'esx3',
  // What is not said of a host is not limited, reserved or known: that holds for resources that come later, too.
  hosts: [
    {
      ...DEFAULT_HOST,
      name: 'host',
      cores: 8,
      rating: 3,
      memory: 16_384,
      iops: 4000,
      disk: 300,
      net: 125,
    },
  ],
  ceilings: { cpu: 80 },
  policy: 'peak-of-sums',
  failures: 1,
  overrides: {},
  thresholds: { interruptShare: 0.2, transfersPerGHz: 400, networkPerGHz: 60 },
  slotMinutes: 5,
  align: 'wall',
  aggregate: 'mean',
  meter: '',
  dispatch: '',
  mend: '',
  typed: { shown: null, used: null, ready: null },
  edits: {},
  seed: 1,
  seconds: 2,
};

const asItIs = (given: ReadonlyMap<string, unknown>) => given;

export const VERSIONS: readonly Version[] = [
  // Links and files that hold no version, of the time before there were any.
  { defaults: FIRST, convert: asItIs },
  { defaults: FIRST, convert: asItIs },
];

export const CURRENT = VERSIONS.length - 1;
