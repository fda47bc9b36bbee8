import type { MeasureId } from '../../estate/measure';
import { own } from '../../estate/own';
import { pathParts } from '../perfmon/header';

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

type Counter = readonly [measure: GuestColumn['measure'], scale: number];

/** What each counter of a guest's groups becomes (names as `esxtop -b` writes them), in small letters. */
const COUNTERS: Readonly<Record<string, ReadonlyMap<string, Counter>>> = {
  'group cpu': new Map<string, Counter>([
    ['% used', ['usedCores', 0.01]],
    ['% run', ['runCores', 0.01]],
    ['% overlap', ['overlap', 1]],
    ['% system', ['systemTime', 1]],
    ['% ready', ['ready', 1]],
    ['% costop', ['costop', 1]],
  ]),
  'group memory': new Map<string, Counter>([
    ['memory size mbytes', ['memoryMiB', 1]],
    ['memory consumed size mbytes', ['usedMiB', 1]],
    ['memory consumed mbytes', ['usedMiB', 1]],
    ['consumed size mbytes', ['usedMiB', 1]],
    ['consumed mbytes', ['usedMiB', 1]],
  ]),
  // Megabits, each way, to megabytes.
  'network port': new Map<string, Counter>([
    ['mbits transmitted/sec', ['networkMBs', 1 / 8]],
    ['mbits received/sec', ['networkMBs', 1 / 8]],
  ]),
  'virtual disk': new Map<string, Counter>([
    ['reads/sec', ['transfers', 1]],
    ['writes/sec', ['transfers', 1]],
    ['mbytes read/sec', ['diskMBs', 1.048576]],
    ['mbytes written/sec', ['diskMBs', 1.048576]],
  ]),
  vcpu: new Map<string, Counter>([['% used', ['worlds', 1]]]),
};

interface Instance {
  readonly group: string | null;
  readonly guest: string;
  readonly part: boolean;
  readonly sign: GuestColumn['sign'];
}

/** Takes an instance apart: `gid:NAME`, `port:id:gid:NAME`, `NAME:scsi0:0`, `gid:NAME:wid:vmx-vcpu-0`. */
function instanceOf(object: string, instance: string): Instance | null {
  const plain = { part: false, sign: null } as const;
  switch (object) {
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
  const path = pathParts(cell);
  if (!path?.instance) return null;
  const object = path.object.trim().toLowerCase();
  const counters = own(COUNTERS, object);
  if (!counters) return null;
  const known = counters.get(path.counter.trim().toLowerCase());
  // Any counter of a guest's world tells that it is one.
  if (!known && object !== 'vcpu') return null;
  const instance = instanceOf(object, path.instance);
  const guest = instance?.guest.trim();
  if (!instance || !guest) return null;
  const [measure, scale] = known ?? [null, 1];
  // A guest has worlds that are no processors: they are not counted.
  const counted = measure !== 'worlds' || /vcpu|:vmm\d/i.test(path.instance);
  return { ...instance, column, guest, measure: counted ? measure : null, scale };
}
