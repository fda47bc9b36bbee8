import { own } from '../../estate/own';
import type { MeasureId } from '../../estate/measure';
import type { Gatherer } from './gather';

/** What a column of a Linux tool says; shares in %, sizes in MiB, throughput in 10^6 bytes a second. */
export type Role =
  | 'idle'
  | 'wait'
  | 'steal'
  | 'available'
  | 'free'
  | 'buffers'
  | 'cached'
  | 'total'
  | 'transfers'
  | 'diskMBs'
  | 'networkMBs'
  | 'switches';

/** A column's role, and what its values are multiplied by. */
export type Roles = Readonly<Record<string, readonly [Role, number]>>;

/** KiB to MiB. */
export const KIB = 1 / 1024;
/** KiB/s, which these tools call kB/s, to 10^6 bytes a second. */
export const KIBS = 1.024e-3;
/** Sectors of 512 bytes a second. */
export const SECTORS = 512e-6;

/** The measure that a role is shown as. */
const SHOWN: Readonly<Record<Role, MeasureId | null>> = {
  idle: 'busy',
  wait: 'busy',
  steal: 'busy',
  available: 'availableMiB',
  free: 'availableMiB',
  buffers: 'availableMiB',
  cached: 'availableMiB',
  total: null,
  transfers: 'transfers',
  diskMBs: 'diskMBs',
  networkMBs: 'networkMBs',
  switches: 'switches',
};

/** What vmstat and dstat print first is no sample. */
export const SINCE_START =
  'The figures of the first row are means since the start of the machine: they are read as missing.';

/** The figures of one moment of one Linux machine, or of a part of it. */
export class LinuxRow {
  private readonly values = new Map<Role, number>();

  /** Adds a column's figure to its role: reads and writes, both ways. */
  add([role, scale]: readonly [Role, number], value: number): void {
    this.values.set(role, (this.values.get(role) ?? 0) + value * scale);
  }

  get(role: Role): number {
    return this.values.get(role) ?? NaN;
  }

  /**
   * Hands the figures on. Idle, waiting for a disk and stolen by the host are not busy: in none of them the processor
   * worked for this machine (proc(5), `iowait` and `steal` of /proc/stat).
   */
  put(into: Gatherer, server: string, time: number, part = '', rank = 0): void {
    const has = (role: Role) => this.values.has(role);
    if (has('idle')) {
      const rest = (role: Role) => this.values.get(role) ?? 0;
      const busy = 100 - rest('idle') - rest('wait') - rest('steal');
      // Rounded parts may come to a hair above a hundred.
      into.add(server, time, 'busy', busy < 0 && busy > -1 ? 0 : busy, part, rank);
      if (rest('steal') > 0) {
        into.state(server, { measured: 'guest' });
        into.say(
          'guess',
          'Time was stolen by a host, so this was measured inside a virtual machine. Neither that time nor waiting for disks is counted as busy.',
          'If it is a physical server, set "measured" to native in the guest table.',
        );
      }
    }
    if (has('available')) into.add(server, time, 'availableMiB', this.get('available'));
    else if (has('free')) {
      into.add(
        server,
        time,
        'availableMiB',
        this.get('free') + (this.values.get('buffers') ?? 0) + (this.values.get('cached') ?? 0),
        '',
        1,
      );
      into.say('guess', 'Memory available is what is free, in buffers and cached: it names no other.');
    }
    if (this.get('total') > 0) into.state(server, { memory: Math.round(this.get('total')) });
    for (const role of ['transfers', 'diskMBs', 'networkMBs', 'switches'] as const)
      if (has(role)) into.add(server, time, role, this.get(role), part, rank);
  }
}

/** Notes a column and gives its role. */
export function roleOf(into: Gatherer, roles: Roles, column: string): readonly [Role, number] | null {
  const role = own(roles, column) ?? null;
  into.meet(column, role && SHOWN[role[0]]);
  return role;
}

/** Devices that stand on other disks, or on none: what they move is counted there. */
const STACKED_DISK = /^(dm-|md\d|loop|ram|zram|sr\d|fd\d|drbd|nbd|zd\d|dev(1|7|9|11|25[2-4])-)/;

/** Whether a disk is counted: not a partition of one that is there, and nothing that stands on others. */
export function countsDisk(name: string, all: ReadonlySet<string> = new Set()): boolean {
  if (STACKED_DISK.test(name)) return false;
  const whole = /^(.*?\d)p\d+$/.exec(name)?.[1] ?? /^([a-z]+)\d+$/.exec(name)?.[1];
  return whole === undefined || !all.has(whole);
}

/** Adapters that carry nothing of their own. */
const STACKED_ADAPTER =
  /^(lo\d*$|ifb\d|dummy|veth|docker|br-|br\d|virbr|vnet|vmbr|fwbr|fwpr|fwln|tap|tun|cni|flannel|cali|vxlan|sit\d|gre|ip6|teql|bond\d|team\d|wg|ovs|lxc|lxd|podman|kube)|\.\d+$|@/;

export const countsAdapter = (name: string): boolean => !STACKED_ADAPTER.test(name);
