import { FACTS } from '../estate/fact-fields';
import type { StatedNumber } from '../estate/field';
import { RESOURCES, type ResourceId } from '../estate/resource';

/** A number of a host. */
export interface HostField extends StatedNumber {
  /** What it is where nobody says; null: not limited, or not known. */
  readonly default: number | null;
  /** Whoever describes a host must say it. */
  readonly required?: true;
  /** Its name in `--host`, where that differs. */
  readonly option?: string;
  /** What an empty field means; null: it may not be empty. */
  readonly empty: string | null;
  /** Shown at once, or only under "more". */
  readonly first?: true;
}

/** Resources of which a host simply has so much, or any amount. */
export type Limited = Exclude<ResourceId, 'cpu' | 'vcpu'>;

/** From one unit of the fold to the most that one host may have of a resource. */
/* @__NO_SIDE_EFFECTS__ */ function limitOf(id: Limited) {
  const { unit, quantum, most } = RESOURCES[id];
  return { unit, min: quantum, max: most, default: null, empty: 'no limit' } as const;
}

const COUNT = { unit: '', whole: true, default: null } as const;
const MONEY = { unit: '', min: 0, max: 1e9, default: null } as const;
const KEPT = { min: 0, default: 0, empty: null } as const;
const { cores, rating, memory } = FACTS;

/** Every number of a host, in the order in which it is asked for; the names are those of links and files. */
export const HOST_FIELDS = {
  cores: {
    ...COUNT,
    label: 'Cores',
    min: cores.min,
    max: cores.max,
    default: 4,
    required: true,
    empty: null,
    first: true,
  },
  rating: {
    label: 'Rating of a core',
    unit: rating.unit,
    min: rating.min,
    max: rating.max,
    default: 3,
    required: true,
    empty: null,
    first: true,
  },
  memory: { ...limitOf('memory'), label: 'Memory', first: true },
  count: {
    ...COUNT,
    label: 'How many',
    min: 0,
    max: 100_000,
    empty: 'no limit',
    first: true,
  },
  iops: { ...limitOf('iops'), label: 'Disk operations' },
  disk: { ...limitOf('disk'), label: 'Disk throughput' },
  net: { ...limitOf('net'), label: 'Network' },
  space: { ...limitOf('space'), label: 'Disk space' },
  threads: {
    ...COUNT,
    label: 'Hardware threads',
    min: 1,
    max: 2 * cores.max,
    empty: 'as cores',
  },
  numa: { ...COUNT, label: 'NUMA nodes', min: 1, max: 64, empty: 'not known' },
  vcpuPerCore: {
    label: 'vCPUs for each core',
    unit: '',
    min: 0.1,
    max: 1000,
    default: null,
    option: 'vcpus',
    empty: 'no limit',
  },
  reserveCores: {
    ...KEPT,
    label: 'Cores kept back',
    unit: '',
    max: cores.max,
    option: 'reserve-cores',
  },
  reserveMemory: {
    ...KEPT,
    label: 'Memory kept back',
    unit: memory.unit,
    max: RESOURCES.memory.most,
    option: 'reserve-memory',
  },
  price: { ...MONEY, label: 'Price of one', empty: 'unknown' },
  licencePerCore: {
    ...MONEY,
    label: 'Licence for each core',
    option: 'licence',
    empty: 'none',
  },
  sockets: {
    ...COUNT,
    label: 'Sockets',
    min: 1,
    max: 64,
    empty: 'one',
  },
  licenceMinimumPerSocket: {
    ...KEPT,
    label: 'Fewest cores billed',
    unit: 'a socket',
    max: cores.max,
    option: 'licence-minimum',
  },
} as const satisfies Readonly<Record<string, HostField>> & Readonly<Record<Limited, HostField>>;

type Table = typeof HOST_FIELDS;
export type HostFieldId = keyof Table;
export const HOST_FIELD_IDS = /* @__PURE__ */ Object.keys(HOST_FIELDS) as readonly HostFieldId[];

/** The numbers of a host; null: not limited, or not known. */
export type HostNumbers = {
  readonly [K in HostFieldId]: Table[K]['default'] extends null ? number | null : number;
};

export const DEFAULT_NUMBERS = /* @__PURE__ */ Object.fromEntries(
  HOST_FIELD_IDS.map((id) => [id, HOST_FIELDS[id].default]),
) as HostNumbers;
