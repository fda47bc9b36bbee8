import type { MeasureId } from '../../estate/measure';
import { MEASURES } from '../../estate/measure';
import { scaleFrom, scaleOfUnit } from '../units';
import type { ObjectId } from './objects';
import type { CounterUse } from './uses/entry';
import type { CounterColumn } from './header';
import { realAdapters } from './signs';

/** How a measure comes out of one row, and what it is made of. */
export interface Target {
  readonly server: string;
  readonly measure: MeasureId;
  readonly columns: readonly CounterColumn[];
  /** @param values the row, by slot */
  readonly compute: (values: Float64Array) => number;
  /** The one cell that it is, where it is no more than that. */
  readonly cell?: Cell | undefined;
  /** Said of it when it is not simply a counter that was meant for this. */
  readonly guess?: string;
}

/** A cell of a row, by slot, and what its value is multiplied by. */
export interface Cell {
  readonly slot: number;
  readonly scale: number;
}

/** Gives a column of the file its slot in a row. */
export type SlotOf = (column: CounterColumn) => number;

interface Recipe {
  readonly measure: MeasureId;
  readonly object: ObjectId;
  /** Their values are added. */
  readonly uses: readonly CounterUse[];
  readonly scale: number;
  readonly guess?: string;
}

const MIB = 1 / 1048576;
const MB = 1e-6;

/** In order of preference: the first that a log can fill is taken. */
export const RECIPES: readonly Recipe[] = [
  { measure: 'busy', object: 'processor', uses: ['busy'], scale: 1 },
  { measure: 'busy', object: 'processorInformation', uses: ['busy'], scale: 1 },
  {
    measure: 'busy',
    object: 'processorInformation',
    uses: ['utility'],
    scale: 1,
    guess:
      '% Processor Utility stands in for % Processor Time: it is weighted by clock speed and may pass 100 % under turbo.',
  },
  { measure: 'privileged', object: 'processor', uses: ['privileged'], scale: 1 },
  { measure: 'privileged', object: 'processorInformation', uses: ['privileged'], scale: 1 },
  { measure: 'interrupt', object: 'processor', uses: ['interrupt'], scale: 1 },
  { measure: 'interrupt', object: 'processorInformation', uses: ['interrupt'], scale: 1 },
  { measure: 'dpc', object: 'processor', uses: ['dpc'], scale: 1 },
  { measure: 'dpc', object: 'processorInformation', uses: ['dpc'], scale: 1 },
  { measure: 'availableMiB', object: 'memory', uses: ['availableBytes'], scale: MIB },
  { measure: 'availableMiB', object: 'memory', uses: ['availableKiB'], scale: 1 / 1024 },
  { measure: 'availableMiB', object: 'memory', uses: ['availableMiB'], scale: 1 },
  {
    measure: 'usedMiB',
    object: 'memory',
    uses: ['committedBytes'],
    scale: MIB,
    guess: 'no available memory in the log; Committed Bytes stand in for the memory needed.',
  },
  { measure: 'pages', object: 'memory', uses: ['pages'], scale: 1 },
  { measure: 'nonpagedMiB', object: 'memory', uses: ['nonpagedBytes'], scale: MIB },
  { measure: 'transfers', object: 'physicalDisk', uses: ['transfers'], scale: 1 },
  { measure: 'transfers', object: 'physicalDisk', uses: ['reads', 'writes'], scale: 1 },
  { measure: 'transfers', object: 'logicalDisk', uses: ['transfers'], scale: 1 },
  { measure: 'transfers', object: 'logicalDisk', uses: ['reads', 'writes'], scale: 1 },
  { measure: 'diskMBs', object: 'physicalDisk', uses: ['bytes'], scale: MB },
  { measure: 'diskMBs', object: 'physicalDisk', uses: ['readBytes', 'writeBytes'], scale: MB },
  { measure: 'diskMBs', object: 'logicalDisk', uses: ['bytes'], scale: MB },
  { measure: 'diskMBs', object: 'logicalDisk', uses: ['readBytes', 'writeBytes'], scale: MB },
  { measure: 'networkMBs', object: 'networkInterface', uses: ['bytes'], scale: MB },
  { measure: 'networkMBs', object: 'networkInterface', uses: ['receivedBytes', 'sentBytes'], scale: MB },
  { measure: 'networkMBs', object: 'networkAdapter', uses: ['bytes'], scale: MB },
  { measure: 'networkMBs', object: 'networkAdapter', uses: ['receivedBytes', 'sentBytes'], scale: MB },
  { measure: 'switches', object: 'system', uses: ['switches'], scale: 1 },
  { measure: 'clockTicks', object: 'processorInformation', uses: ['clockTicks'], scale: 1 },
];

/** What one server's log can be read as, and what was left out of the sums. */
export interface Cooked {
  readonly targets: readonly Target[];
  /** Network adapters that were not counted. */
  readonly adaptersLeft: readonly string[];
}

/**
 * Finds, for each measure, the best of the columns of one server.
 * @param mapped columns that a person gave a measure; they come before all recipes
 */
export function cook(
  server: string,
  columns: readonly CounterColumn[],
  mapped: ReadonlyMap<MeasureId, readonly CounterColumn[]>,
  slotOf: SlotOf,
): Cooked {
  const targets: Target[] = [];
  const left = new Set<string>();
  const done = new Set<MeasureId>();
  const add = (target: Target) => {
    targets.push(target);
    done.add(target.measure);
  };

  for (const [measure, own] of mapped) {
    const picked = pickInstances(own);
    // The counter's own name says more than the measure's unit, which a person who names none is taken to mean.
    const [{ unit, counter }] = own;
    const named = unit !== undefined && unit !== MEASURES[measure].unit;
    const scale = (named ? scaleOfUnit(unit, measure) : scaleFrom(counter, measure)) ?? 1;
    add({
      server,
      measure,
      columns: picked,
      compute: combined(picked, measure, scale, slotOf),
      cell: soleCell([picked], scale, slotOf),
    });
  }
  const find = (object: ObjectId, use: CounterUse) =>
    columns.filter((c) => c.objectId === object && c.use === use);

  for (const { measure, object, uses, scale, guess } of RECIPES) {
    if (done.has(measure) || (measure === 'usedMiB' && done.has('availableMiB'))) continue;
    const parts = uses.map((use) => pickInstances(find(object, use), left));
    if (parts.some((part) => part.length === 0)) continue;
    const sums = parts.map((part) => combined(part, measure, scale, slotOf));
    const [first, second] = sums;
    add({
      server,
      measure,
      columns: parts.flat(),
      compute: second ? (values) => first(values) + second(values) : first,
      cell: soleCell(parts, scale, slotOf),
      guess,
    });
  }
  if (!done.has('busy')) {
    const fromIdle =
      busyFromIdleTime(server, find('processor', 'idle'), slotOf) ??
      busyFromIdleTime(server, find('processorInformation', 'idle'), slotOf) ??
      busyFromIdle(server, columns, slotOf);
    if (fromIdle) add(fromIdle);
  }
  if (!done.has('spaceGiB')) {
    const space = spaceUsed(
      server,
      find('logicalDisk', 'freeMiB'),
      find('logicalDisk', 'freePercent'),
      slotOf,
    );
    if (space) add(space);
  }
  return { targets, adaptersLeft: [...left] };
}

/** `_Total` where there is one; else each instance once, without network adapters that carry nothing. */
function pickInstances(columns: readonly CounterColumn[], left?: Set<string>): CounterColumn[] {
  const total = columns.find((c) => c.instance === null || /^_total$/i.test(c.instance));
  if (total) return [total];
  const seen = new Set<string>();
  const single = columns.filter((c) => !seen.has(c.instance!) && seen.add(c.instance!));
  const object = columns[0]?.objectId;
  if (object === 'networkInterface' || object === 'networkAdapter') {
    const { real, left: rest } = realAdapters(single);
    for (const adapter of rest) left?.add(adapter.instance!);
    return real;
  }
  // `0,_Total` sums up the NUMA node that `0,0`, `0,1` ... belong to.
  const cores = single.filter((c) => !/,_total$/i.test(c.instance!));
  return cores.length ? cores : single;
}

/** The cell that a measure is, where it is one alone. */
function soleCell(
  parts: readonly (readonly CounterColumn[])[],
  scale: number,
  slotOf: SlotOf,
): Cell | undefined {
  const columns = parts.flat();
  return columns.length === 1 ? { slot: slotOf(columns[0]), scale } : undefined;
}

/** Sum or mean of the instances that have a value; NaN when none has. */
function combined(
  columns: readonly CounterColumn[],
  measure: MeasureId,
  scale: number,
  slotOf: SlotOf,
): (values: Float64Array) => number {
  const slots = columns.map(slotOf);
  if (slots.length === 1) {
    const slot = slots[0];
    return (values) => values[slot] * scale;
  }
  const mean = MEASURES[measure].total === 'mean';
  return (values) => {
    let sum = 0;
    let present = 0;
    for (const slot of slots) {
      const value = values[slot];
      if (value !== value) continue;
      sum += value;
      present++;
    }
    if (present === 0) return NaN;
    return (mean ? sum / present : sum) * scale;
  };
}

/** `Processor(_Total)\\% Idle Time` alone: what is left of a hundred. */
function busyFromIdleTime(server: string, idle: readonly CounterColumn[], slotOf: SlotOf): Target | null {
  const picked = pickInstances(idle);
  if (picked.length === 0) return null;
  const left = combined(picked, 'busy', 1, slotOf);
  return {
    server,
    measure: 'busy',
    columns: picked,
    // Idle times pass 100 by a little (100.108 was seen).
    compute: (values) => Math.max(0, 100 - left(values)),
  };
}

/** Processes' times add up to all processors, the Idle process included: what is not idle was busy. */
function busyFromIdle(server: string, columns: readonly CounterColumn[], slotOf: SlotOf): Target | null {
  const times = columns.filter((c) => c.objectId === 'process' && c.use === 'busy');
  const total = times.find((c) => /^_total$/i.test(c.instance ?? ''));
  const idle = times.find((c) => /^idle(:0)?$/i.test(c.instance ?? ''));
  if (!total || !idle) return null;
  const totalSlot = slotOf(total);
  const idleSlot = slotOf(idle);
  return {
    server,
    measure: 'busy',
    columns: [total, idle],
    compute: (values) =>
      values[totalSlot] > 0
        ? Math.max(0, Math.min(100, 100 * (1 - values[idleSlot] / values[totalSlot])))
        : NaN,
    guess:
      'no Processor counter in the log; processor busy is worked out from the processes: _Total less Idle, as a share of _Total.',
  };
}

/** Space used, from what is free and what share of the whole that is. */
function spaceUsed(
  server: string,
  free: readonly CounterColumn[],
  shares: readonly CounterColumn[],
  slotOf: SlotOf,
): Target | null {
  const pairs = pickInstances(free).flatMap((column) => {
    const share = shares.find((s) => s.instance === column.instance);
    return share ? [{ column, share }] : [];
  });
  if (pairs.length === 0) return null;
  const slots = pairs.map(({ column, share }) => [slotOf(column), slotOf(share)] as const);
  return {
    server,
    measure: 'spaceGiB',
    columns: pairs.flatMap(({ column, share }) => [column, share]),
    compute: (values) => {
      let used = 0;
      let present = 0;
      for (const [freeSlot, shareSlot] of slots) {
        const mib = values[freeSlot];
        const share = values[shareSlot];
        if (!(share > 0) || mib !== mib) continue;
        used += mib * Math.max(0, 100 / share - 1);
        present++;
      }
      return present ? used / 1024 : NaN;
    },
  };
}
