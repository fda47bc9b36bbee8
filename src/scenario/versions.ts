import { DEFAULT_HOST } from '../overhead/host';
import type { Scenario } from './choices';

/**
 * What a document of each version means where it says nothing, whatever folds by default today. An entry never changes:
 * whoever changes a default or a unit adds a version, and converts older documents in `conversions.ts`.
 */
interface Version {
  readonly defaults: Scenario;
  /** What is usual for a person's own servers, in place of the sample's defaults. */
  readonly own: Partial<Scenario>;
  /** What the command line took where nobody said; on the page, the defaults. */
  readonly commandLine: Partial<Scenario>;
}

const FIRST: Scenario = {
  version: 4,
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
  // Three whole rounds of search. Older versions said 2 seconds, for which no two machines found the same.
  work: 140,
  // Older versions showed the fewest hosts, however many days were measured.
  tolerance: 1,
};

/** A host of today (assumption): two sockets of 16 cores. */
const HOST_OF_TODAY = {
  ...DEFAULT_HOST,
  name: 'host',
  cores: 32,
  rating: 2.6,
  threads: 64,
  memory: 524_288,
};

const FILLED = { sample: false, ceilings: {} };

export const VERSIONS: readonly Version[] = [
  // Links and files that hold no version, of the time before there were any.
  { defaults: FIRST, own: {}, commandLine: FILLED },
  { defaults: FIRST, own: {}, commandLine: FILLED },
  {
    // Where virtual servers run today is not known unless it is said; a person's own fold onto what is sold today.
    defaults: { ...FIRST, present: '' },
    own: { profile: 'vsphere8', hosts: [HOST_OF_TODAY] },
    commandLine: { sample: false },
  },
  {
    // The search is bounded by steps, not by the clock; Meter opens with its story.
    defaults: { ...FIRST, present: '' },
    own: { profile: 'vsphere8', hosts: [HOST_OF_TODAY] },
    commandLine: { sample: false },
  },
  {
    // Where several days were measured, the page shows as many hosts as days kept back ask for.
    defaults: { ...FIRST, present: '', tolerance: 0.001 },
    own: { profile: 'vsphere8', hosts: [HOST_OF_TODAY] },
    commandLine: { sample: false },
  },
];

export const CURRENT = VERSIONS.length - 1;

/**
 * What a document of a version means where it says nothing: of the sample or of a person's own servers, which are folded
 * bare to the brim.
 */
export function usualOf(
  version: number,
  { sample, profile }: { readonly sample?: unknown; readonly profile?: unknown },
): Scenario {
  const { defaults, own } = VERSIONS[version];
  const usual = (sample ?? defaults.sample) === false ? { ...defaults, ...own } : defaults;
  return version >= 2 && profile === 'bare' ? { ...usual, ceilings: {} } : usual;
}
