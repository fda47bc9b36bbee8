import type { MeasureId } from '../../estate/measure';
import { readPath } from '../perfmon/header';

/** A column of an esxtop log that says something of one guest. */
export interface GuestColumn {
  /** Of the file, from 0. */
  readonly column: number;
  readonly guest: string;
  readonly measure: MeasureId | 'memoryMiB' | 'worlds';
  /** From the column's unit to the measure's. */
  readonly scale: number;
}

/** Groups that are the host's own, not a guest's. */
const SYSTEM =
  /^(idle|system|helper|drivers|ft|vmotion|console|vmkapimod|init|sh|dhclient|busybox|python|.*\.\d+)$/i;

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
  ];

/** Name of the guest in an instance: `gid:NAME`, `port:id:gid:NAME`, `NAME:scsi0:0`, `gid:NAME:wid:vmx-vcpu-0`. */
function guestOf(object: string, instance: string): string | null {
  const parts = instance.split(':');
  switch (object.toLowerCase()) {
    case 'group cpu':
    case 'group memory':
      return parts.length > 1 ? parts.slice(1).join(':') : null;
    case 'network port':
      return parts.length > 3 ? parts.slice(3).join(':') : null;
    case 'virtual disk':
      return (
        /^(.*?):?(scsi|ide|sata|nvme)\d+:\d+$/i.exec(instance)?.[1] ?? (parts.length === 1 ? instance : null)
      );
    default:
      // `gid:NAME:wid:vmx-vcpu-0`, with the name again behind it in some releases.
      return /^\d+:(.+?):\d+:[^:]*vcpu/i.exec(instance)?.[1] ?? null;
  }
}

/** Takes a header cell apart; null for columns of the host itself and for counters that are not used. */
export function readGuestColumn(cell: string, column: number): GuestColumn | null {
  const path = readPath(cell, column);
  if (!path?.instance) return null;
  const known = COUNTERS.find(([object, counter]) => object.test(path.object) && counter.test(path.counter));
  if (!known) return null;
  const guest = guestOf(path.object, path.instance)?.trim();
  if (!guest || SYSTEM.test(guest)) return null;
  return { column, guest, measure: known[2], scale: known[3] };
}
