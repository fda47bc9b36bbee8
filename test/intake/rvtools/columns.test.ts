/** Which sheet has which heads, and what of it is read. */
import { expect, it } from 'vitest';
import { columnsOf, neededColumns, sheetKind } from '../../../src/intake/rvtools/columns';

it.each([
  ['VM|Powerstate|CPUs|Memory', 'info'],
  ['VM|Powerstate|CPUs', null],
  ['VM|Powerstate|Memory', null],
  ['VM|CPUs|Memory', null],
  ['VM Name|Power State|# CPU|Memory Size', 'info'],
  ['VM|Overall', 'cpu'],
  ['VM|Powerstate|CPUs|Memory|Overall', 'cpu'],
  ['VM|Size MiB|Consumed', 'memory'],
  ['VM|Size MiB|Active', 'memory'],
  ['VM|Size MiB', null],
  ['VM|Consumed', null],
  ['VM|Active', null],
  ['VM|Size MB|Active|Overall', 'memory'],
  ['VM|Disk|Capacity MiB', 'disk'],
  ['VM|Disk', null],
  ['VM|Capacity MiB', null],
  ['VM|Disk|Capacity MiB|Consumed MiB', 'partition'],
  ['VM|Disk|Capacity MiB|Free MiB', 'partition'],
  ['VM|Disk|Consumed MiB|Free MiB', null],
  ['VM|NIC label|Mac Address', 'network'],
  ['VM|Adapter|Mac Address', 'network'],
  ['VM|Adapter', null],
  ['VM|Mac Address', null],
  ['VM|Tools Version', 'tools'],
  ['VM|Host', null],
  ['Host|Speed|# Cores', 'host'],
  ['Host|Speed', null],
  ['Host|# Cores', null],
  ['Speed|# Cores', null],
  ['Host|Powerstate|CPUs|Memory', null],
  ['VM|Host|Speed|# Cores', null],
  ['Powerstate|CPUs|Memory', null],
  ['', null],
] as const)('%s: %s', (heads, kind) => expect(sheetKind(heads.split('|'))).toBe(kind));

it('heads are known in any case, with marks and spaces, the first of two', () => {
  expect([...columnsOf([' vm ', 'CPU’s', 'In_Use  MiB', '* Template', 'VM', 'Notes'])]).toEqual([
    ['vm', 0],
    ['template', 3],
    ['cpus', 1],
    ['inUse', 2],
  ]);
});

it.each([
  ['info', 'Host|VM|CPUs|Memory|Speed|Overall', 'vm cpus memory host'],
  ['cpu', 'VM|Cluster|CPUs|Memory|Overall', 'vm cpus cluster overall'],
  ['host', 'VM|Host|Cluster|Speed|# Cores|VM ID', 'cluster host speed hostCores'],
  ['network', 'VM|Adapter|Mac Address|VM ID', 'vm id'],
] as const)('of a sheet of %s that has %s is read: %s', (kind, heads, ids) =>
  expect([...neededColumns(kind, heads.split('|')).keys()].join(' ')).toBe(ids),
);
