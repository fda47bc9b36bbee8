import { HOST_FIELDS, type HostFieldId, type Limited } from './host-fields';

/** What each number of a host is, in a few words; a resource needs none besides its label. */
const WORDS: Readonly<Record<Exclude<HostFieldId, Limited>, string> & Partial<Record<Limited, string>>> = {
  cores: 'physical cores',
  rating: 'speed of one core: its clock, or any benchmark of one core that the servers are rated by too',
  memory: 'installed memory',
  count: 'how many of this kind there are',
  iops: 'transfers that its disks do',
  disk: 'throughput of its disks',
  net: 'throughput of its network, both ways added',
  space: 'disk space',
  threads: 'hardware threads; more than cores adds to their work',
  numa: 'NUMA nodes',
  vcpuPerCore: 'most virtual processors for each core',
  reserveCores: 'cores kept back for storage controllers and the like',
  reserveMemory: 'memory kept back for storage controllers and the like',
  price: 'price of one, in any currency',
  licencePerCore: 'licence for each core',
  sockets: 'sockets, each of which is billed',
  licenceMinimumPerSocket: 'fewest cores that each socket is billed for',
};

/** What a number of a host is, in a few words. */
export const hostFieldHelp = (id: HostFieldId): string => WORDS[id] ?? HOST_FIELDS[id].label;
