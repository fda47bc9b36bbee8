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
    help: 'physical cores',
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
    help: 'speed of one core: its clock, or any benchmark of one core that the servers are rated by too',
  },
  memory: { ...limitOf('memory'), label: 'Memory', first: true, help: 'installed memory' },
  count: {
    ...COUNT,
    label: 'How many',
    min: 0,
    max: 100_000,
    empty: 'no limit',
    first: true,
    help: 'how many of this kind there are',
  },
  iops: { ...limitOf('iops'), label: 'Disk operations', help: 'transfers that its disks do' },
  disk: { ...limitOf('disk'), label: 'Disk throughput', help: 'throughput of its disks' },
  net: { ...limitOf('net'), label: 'Network', help: 'throughput of its network, both ways added' },
  space: { ...limitOf('space'), label: 'Disk space', help: 'disk space' },
  threads: {
    ...COUNT,
    label: 'Hardware threads',
    min: 1,
    max: 2 * cores.max,
    empty: 'as cores',
    help: 'hardware threads; more than cores adds to their work',
  },
  numa: { ...COUNT, label: 'NUMA nodes', min: 1, max: 64, empty: 'not known', help: 'NUMA nodes' },
  vcpuPerCore: {
    label: 'vCPUs for each core',
    unit: '',
    min: 0.1,
    max: 1000,
    default: null,
    option: 'vcpus',
    empty: 'no limit',
    help: 'most virtual processors for each core',
  },
  reserveCores: {
    ...KEPT,
    label: 'Cores kept back',
    unit: '',
    max: cores.max,
    option: 'reserve-cores',
    help: 'cores kept back for storage controllers and the like',
  },
  reserveMemory: {
    ...KEPT,
    label: 'Memory kept back',
    unit: memory.unit,
    max: RESOURCES.memory.most,
    option: 'reserve-memory',
    help: 'memory kept back for storage controllers and the like',
  },
  price: { ...MONEY, label: 'Price of one', empty: 'unknown', help: 'price of one, in any currency' },
  licencePerCore: {
    ...MONEY,
    label: 'Licence for each core',
    option: 'licence',
    empty: 'none',
    help: 'licence for each core',
  },
  sockets: {
    ...COUNT,
    label: 'Sockets',
    min: 1,
    max: 64,
    empty: 'one',
    help: 'sockets, each of which is billed',
  },
  licenceMinimumPerSocket: {
    ...KEPT,
    label: 'Fewest cores billed',
    unit: 'a socket',
    max: cores.max,
    option: 'licence-minimum',
    help: 'fewest cores that each socket is billed for',
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
