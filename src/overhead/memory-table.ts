/** Memory that a hypervisor needs for a guest, as its maker printed it: by configured memory and virtual processors. */
export interface MemoryTable {
  /** Configured memory of each row, MiB, rising. */
  readonly memory: readonly number[];
  /** Virtual processors of each column, rising. */
  readonly vcpus: readonly number[];
  /** [row][column], MiB. */
  readonly mib: readonly (readonly number[])[];
  /** By which people find it. */
  readonly name: string;
}

/**
 * Overhead memory between the printed figures, linear in memory and in virtual processors. Below the first figure that
 * one stands; beyond the last the table is continued along its last rise.
 * @returns MiB, and whether the guest is larger than the table
 */
export function tableMemory(
  { memory, vcpus, mib }: MemoryTable,
  configured: number,
  processors: number,
): { mib: number; beyond: boolean } {
  const row = placeIn(memory, configured);
  const column = placeIn(vcpus, processors);
  const at = (r: number) => between(mib[r][column.at], mib[r][column.at + 1], column.share);
  return { mib: between(at(row.at), at(row.at + 1), row.share), beyond: row.beyond || column.beyond };
}

const between = (a: number, b: number, share: number) => a + (b - a) * share;

function placeIn(steps: readonly number[], value: number) {
  const last = steps.length - 1;
  let at = 0;
  while (at < last - 1 && steps[at + 1] < value) at++;
  const share = Math.max(0, (value - steps[at]) / (steps[at + 1] - steps[at]));
  return { at, share, beyond: value > steps[last] };
}

/** VMware, vSphere Resource Management 6.5 and 6.7, table 6-1: to power on, hardware MMU. */
export const VSPHERE_67: MemoryTable = {
  memory: [256, 1024, 4096, 16_384],
  vcpus: [1, 2, 4, 8],
  mib: [
    [20.29, 24.28, 32.23, 48.16],
    [25.9, 29.91, 37.86, 53.82],
    [48.64, 52.72, 60.67, 76.78],
    [139.62, 143.98, 151.93, 168.6],
  ],
  name: 'VMware’s table 6-1',
};
