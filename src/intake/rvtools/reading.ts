import { InputError } from '../../estate/finding';
import type { Reading } from '../../estate/recording';
import { recordingOf } from './figures';
import { todaysHosts } from './hosts';
import { rvtoolsFindings } from './findings';
import { machinesIn } from './machines';
import type { RvSheet } from './rows';

/**
 * What the sheets of an export say together, whether they come in one workbook or each in a file.
 * @param unread names of the sheets that were not unfolded, since nothing in them is needed
 * @throws InputError where they name no machine and no host
 */
export function rvtoolsReading(
  name: string,
  bytes: number,
  sheets: readonly RvSheet[],
  unread: readonly string[] = [],
): Reading {
  const machines = machinesIn(sheets, name);
  const hosts = todaysHosts(sheets, machines);
  if (machines.length === 0 && hosts.list.length === 0) {
    throw new InputError(
      name,
      'the heads of an RVTools export and not one machine under them.',
      'Export it again.',
    );
  }
  const running = machines.filter(({ resting }) => resting === null);
  return {
    name,
    format: 'RVTools export',
    bytes,
    rows: sheets.reduce((sum, { rows }) => sum + rows.length, 0),
    columns: Math.max(...sheets.map(({ columns }) => columns.size)),
    recordings: running.map((machine) => recordingOf(machine, name, hosts)),
    leftOut: machines.flatMap((machine) =>
      machine.resting === null ? [] : [{ guest: machine.name, why: machine.resting }],
    ),
    hosts: hosts.list,
    counters: [],
    findings: rvtoolsFindings(name, sheets, machines, hosts, unread),
  };
}
