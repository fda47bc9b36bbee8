import { DISK_COUNTERS } from './uses/disk';
import type { CounterEntry } from './uses/entry';
import { MEMORY_COUNTERS } from './uses/memory';
import { NETWORK_COUNTERS } from './uses/network';
import { PROCESSOR_COUNTERS } from './uses/processor';
import { SYSTEM_COUNTERS } from './uses/system';

/** What a fold draws from, in every language that is known; the sources are those of the objects' names. */
export const COUNTERS: readonly CounterEntry[] = [
  ...PROCESSOR_COUNTERS,
  ...MEMORY_COUNTERS,
  ...DISK_COUNTERS,
  ...NETWORK_COUNTERS,
  ...SYSTEM_COUNTERS,
];
