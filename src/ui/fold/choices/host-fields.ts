import type { HostSpec } from '../../../overhead/host';

type NumberKey = { [K in keyof HostSpec]: HostSpec[K] extends number | null ? K : never }[keyof HostSpec];

/** A number of a host as the page asks for it. */
export interface HostField {
  readonly id: NumberKey;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** What an empty field means; null: it may not be empty. */
  readonly empty: string | null;
  /** Shown at once, or only under "more". */
  readonly first: boolean;
}

export const HOST_FIELDS: readonly HostField[] = [
  { id: 'cores', label: 'Cores', unit: '', min: 1, max: 4096, empty: null, first: true },
  { id: 'rating', label: 'Rating of a core', unit: 'GHz', min: 0.01, max: 1e6, empty: null, first: true },
  { id: 'memory', label: 'Memory', unit: 'MiB', min: 1, max: 1e9, empty: 'no limit', first: true },
  { id: 'count', label: 'How many', unit: '', min: 0, max: 100_000, empty: 'no limit', first: true },
  { id: 'iops', label: 'Disk operations', unit: '/s', min: 0.1, max: 1e8, empty: 'no limit', first: false },
  { id: 'disk', label: 'Disk throughput', unit: 'MB/s', min: 0.1, max: 1e6, empty: 'no limit', first: false },
  { id: 'net', label: 'Network', unit: 'MB/s', min: 0.1, max: 1e6, empty: 'no limit', first: false },
  { id: 'space', label: 'Disk space', unit: 'GiB', min: 1, max: 1e6, empty: 'no limit', first: false },
  { id: 'threads', label: 'Hardware threads', unit: '', min: 1, max: 8192, empty: 'as cores', first: false },
  { id: 'numa', label: 'NUMA nodes', unit: '', min: 1, max: 64, empty: 'not known', first: false },
  {
    id: 'vcpuPerCore',
    label: 'vCPUs for each core',
    unit: '',
    min: 0.1,
    max: 1000,
    empty: 'no limit',
    first: false,
  },
  { id: 'reserveCores', label: 'Cores kept back', unit: '', min: 0, max: 4096, empty: null, first: false },
  {
    id: 'reserveMemory',
    label: 'Memory kept back',
    unit: 'MiB',
    min: 0,
    max: 1e9,
    empty: null,
    first: false,
  },
  { id: 'price', label: 'Price of one', unit: '', min: 0, max: 1e9, empty: 'unknown', first: false },
  {
    id: 'licencePerCore',
    label: 'Licence for each core',
    unit: '',
    min: 0,
    max: 1e9,
    empty: 'none',
    first: false,
  },
  { id: 'sockets', label: 'Sockets', unit: '', min: 1, max: 64, empty: 'one', first: false },
  {
    id: 'licenceMinimumPerSocket',
    label: 'Fewest cores billed',
    unit: 'a socket',
    min: 0,
    max: 4096,
    empty: null,
    first: false,
  },
];

/** `4 × 3 GHz, 64 GB`: a host in a few words. */
export function hostWords(host: HostSpec): string {
  const memory = host.memory === null ? '' : `, ${Number((host.memory / 1024).toFixed(1))} GiB`;
  const many = host.count === null ? '' : `${host.count} of `;
  return `${many}${host.cores} × ${host.rating} GHz${memory}`;
}
