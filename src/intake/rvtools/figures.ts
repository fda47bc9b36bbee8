import { FACTS, type FactId } from '../../estate/fact-fields';
import { inRange } from '../../estate/field';
import type { Facts } from '../../estate/guest';
import { MEASURES, type MeasureId } from '../../estate/measure';
import type { Recording } from '../../estate/recording';
import type { ColumnId, SheetKind } from './columns';
import { firstRow, type Machine } from './machines';
import type { TodaysHosts } from './hosts';

const MOMENT = new Float64Array(1);

/** What a sheet says of a machine, the first number of several columns; NaN where none says anything. */
function stated({ rows }: Machine, ...places: readonly (readonly [SheetKind, ColumnId])[]): number {
  for (const [kind, column] of places) {
    const value = rows[kind]?.[0].number(column) ?? NaN;
    if (!Number.isNaN(value)) return value;
  }
  return NaN;
}

/** The sum over the rows of a sheet; NaN where there is none. */
function summed({ rows }: Machine, kind: SheetKind, column: ColumnId): number {
  const values = (rows[kind] ?? []).map((row) => row.number(column)).filter((value) => !Number.isNaN(value));
  return values.length ? values.reduce((a, b) => a + b, 0) : NaN;
}

/** Number of processors and memory, each by every sheet that has it. */
export const SAID_TWICE = {
  cores: [
    ['info', 'cpus'],
    ['cpu', 'cpus'],
  ],
  memory: [
    ['info', 'memory'],
    ['memory', 'size'],
  ],
} as const satisfies Partial<Record<FactId, readonly (readonly [SheetKind, ColumnId])[]>>;

/**
 * A machine as a recording of one moment: MHz, consumed memory and space as its host measured them, and what it is
 * configured with. Of sheets that disagree the larger counts.
 * @param hosts today's, for the clock of its processors
 */
export function recordingOf(machine: Machine, source: string, hosts: TodaysHosts): Recording {
  const row = firstRow(machine);
  const host = hosts.of(row.text('host'));
  const on = host?.name ?? row.text('host');
  const largest = (fact: keyof typeof SAID_TWICE) => {
    const values = SAID_TWICE[fact].map((place) => stated(machine, place)).filter((value) => value > 0);
    return values.length ? Math.max(...values) : NaN;
  };
  const rating = host?.rating ?? NaN;
  const os = row.text('osTools') || row.text('osConfig');
  const numbers = { cores: largest('cores'), memory: largest('memory'), rating };
  const facts: { -readonly [K in keyof Facts]?: Facts[K] } = { present: 'vsphere8' };
  for (const [id, value] of Object.entries(numbers) as [keyof typeof numbers, number][]) {
    if (inRange(value, FACTS[id])) facts[id] = value;
  }
  if (os) facts.os = os;
  if (/32-bit/i.test(os)) facts.bits = 32;

  const figures: Partial<Record<MeasureId, number>> = {
    usedGHz: stated(machine, ['cpu', 'overall']) / 1000,
    busy: Math.min(MEASURES.busy.ceiling, stated(machine, ['info', 'busy'])),
    // A machine that was just started has consumed nothing yet, and needs memory all the same.
    usedMiB: stated(machine, ['memory', 'consumed']) || NaN,
    spaceGiB: spaceMiB(machine) / 1024,
  };
  const measures: Partial<Record<MeasureId, Float32Array>> = {};
  for (const [id, value] of Object.entries(figures) as [MeasureId, number][]) {
    if (value >= 0 && value <= MEASURES[id].most) measures[id] = Float32Array.of(value);
  }
  // What is not measured by the host will be measured inside, if at all.
  facts.measured = measures.usedGHz || measures.usedMiB ? 'host' : 'guest';
  return {
    server: machine.name,
    source,
    times: Object.keys(measures).length ? MOMENT : new Float64Array(0),
    measures,
    facts,
    processes: [],
    ...(on ? { on } : {}),
    ...(machine.name === machine.vm && row.text('dns') ? { alias: row.text('dns') } : {}),
  };
}

/** What a machine takes up on disk: as its host sees it, else as its system does; a disk alone tells only its size. */
function spaceMiB(machine: Machine): number {
  const inUse = stated(machine, ['info', 'inUse']);
  if (!Number.isNaN(inUse)) return inUse;
  const used = summed(machine, 'partition', 'used');
  if (!Number.isNaN(used)) return used;
  const provisioned = stated(machine, ['info', 'provisioned']);
  return machine.rows.info && Number.isNaN(provisioned) ? summed(machine, 'disk', 'capacity') : provisioned;
}
