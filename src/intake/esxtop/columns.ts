import type { MeasureId } from '../../estate/measure';
import { readPath } from '../perfmon/header';

/** A column of an esxtop log that says something of one guest. */
export interface GuestColumn {
  /** Of the file, from 0. */
  readonly column: number;
  /** The number of its group; null for disks, which go by their guest's name alone. */
  readonly group: string | null;
  readonly guest: string;
  /** Null where it only tells that there is a guest: a world that is no processor of it. */
  readonly measure: MeasureId | 'memoryMiB' | 'worlds' | null;
  /** From the column's unit to the measure's. */
  readonly scale: number;
  /** One of several that a total may stand beside: one disk of a guest's. */
  readonly part: boolean;
  /** Only a guest's group has such a column; null where a group of the host's own has it, too. */
  readonly sign: 'world' | 'device' | null;
}

/** What each counter of a guest's groups becomes (names as `esxtop -b` writes them). */
const COUNTERS: readonly [object: RegExp, counter: RegExp, measure: GuestColumn['measure'], scale: number][] =
  [
    [/^group cpu$/i, /^% used$/i, 'usedCores', 0.01],
    [/^group cpu$/i, /^% run$/i, 'runCores', 0.01],
    [/^group cpu$/i, /^% overlap$/i, 'overlap', 1],
    [/^group cpu$/i, /^% system$/i, 'systemTime', 1],
    [/^group cpu$/i, /^% ready$/i, 'ready', 1],
    [/^group cpu$/i, /^% costop$/i, 'costop', 1],
    [/^group memory$/i, /^memory size mbytes$/i, 'memoryMiB', 1],
    [/^group memory$/i, /^(memory )?consumed( size)? mbytes$/i, 'usedMiB', 1],
    // Megabits, each way, to megabytes.
    [/^network port$/i, /^mbits (transmitted|received)\/sec$/i, 'networkMBs', 1 / 8],
    [/^virtual disk$/i, /^(reads|writes)\/sec$/i, 'transfers', 1],
    [/^virtual disk$/i, /^mbytes (read|written)\/sec$/i, 'diskMBs', 1.048576],
    [/^vcpu$/i, /^% used$/i, 'worlds', 1],
    [/^vcpu$/i, /^/, null, 1],
  ];

interface Instance {
  readonly group: string | null;
  readonly guest: string;
  readonly part: boolean;
  readonly sign: GuestColumn['sign'];
}

/** Takes an instance apart: `gid:NAME`, `port:id:gid:NAME`, `NAME:scsi0:0`, `gid:NAME:wid:vmx-vcpu-0`. */
function instanceOf(object: string, instance: string): Instance | null {
  const plain = { part: false, sign: null } as const;
  switch (object.toLowerCase()) {
    case 'group cpu':
    case 'group memory': {
      const [, group, guest] = /^(\d+):(.+)$/s.exec(instance) ?? [];
      return group ? { ...plain, group, guest } : null;
    }
    case 'network port': {
      const [, group, guest] = /^[^:]*:[^:]*:(\d+):(.+)$/s.exec(instance) ?? [];
      return group ? { ...plain, group, guest, sign: 'device' } : null;
    }
    case 'virtual disk': {
      const [, guest] = /^(.*?):(?:scsi|ide|sata|nvme)\d+:\d+$/i.exec(instance) ?? [];
      return { group: null, guest: guest ?? instance, part: guest !== undefined, sign: 'device' };
    }
    default: {
      // `gid:NAME:wid:vmx-vcpu-0`, with the name again behind it in some releases; `vmm0` before ESXi.
      const [, group, guest] = /^(\d+):(.+?):\d+:(?:vmx|vmm\d)/i.exec(instance) ?? [];
      return group ? { ...plain, group, guest, sign: 'world' } : null;
    }
  }
}

/** Takes a header cell apart; null for columns of the host itself and for counters that are not used. */
export function readGuestColumn(cell: string, column: number): GuestColumn | null {
  const path = readPath(cell, column);
  if (!path?.instance) return null;
  const known = COUNTERS.find(([object, counter]) => object.test(path.object) && counter.test(path.counter));
  if (!known) return null;
  const instance = instanceOf(path.object, path.instance);
  const guest = instance?.guest.trim();
  if (!instance || !guest) return null;
  const [, , measure, scale] = known;
  // A guest has worlds that are no processors: they tell that it is one, and are not counted.
  const counted = measure !== 'worlds' || /vcpu|:vmm\d/i.test(path.instance);
  return { ...instance, column, guest, measure: counted ? measure : null, scale };
}
