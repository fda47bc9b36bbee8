import type { MeasureId } from '../../estate/measure';
import { OBJECTS, type ObjectId } from './objects';
import { RECIPES } from './recipes';
import { COUNTERS } from './table';
import { HYPER_V_COUNTERS } from './hypervisor';
import { HYPER_V_DEVICE_COUNTERS } from './hypervisor-devices';

/** The instances that tell a measure: processors one by one, since their number is a fact; adapters, of which no total is kept. */
const INSTANCES: Partial<Record<ObjectId, string>> = {
  processor: '(*)',
  processorInformation: '(_Total)',
  physicalDisk: '(_Total)',
  logicalDisk: '(_Total)',
  networkInterface: '(*)',
};

/** Counters that a week of a Windows server needs, as `logman -cf` takes them: for each measure what its reader prefers. */
export function windowsCounters(): string[] {
  const done = new Set<MeasureId>();
  return RECIPES.flatMap(({ measure, object, uses, guess }) => {
    if (done.has(measure) || guess !== undefined) return [];
    done.add(measure);
    return uses.map((use) => {
      const entry = COUNTERS.find((each) => each.use === use && each.objects.includes(object));
      return `\\${OBJECTS[object].en![0]}${INSTANCES[object] ?? ''}\\${entry!.names.en![0]}`;
    });
  });
}

/** Counters of a Hyper-V host that tell of its guests. */
export const hyperVCounters = (): string[] => [...HYPER_V_COUNTERS, ...HYPER_V_DEVICE_COUNTERS];
