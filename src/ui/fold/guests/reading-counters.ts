import type { MeasureId } from '../../../estate/measure';
import { MEASURES } from '../../../estate/measure';
import { own } from '../../../estate/own';
import type { CounterSeen } from '../../../estate/recording';
import type { FormatId } from '../../../intake/formats';
import type { IntakeOptions } from '../../../intake/options';

/** One counter of a file, whatever number of servers and instances it was met on: what a person maps at once. */
export interface CounterToMap {
  /** As options name it: `Object\Counter`, or the header cell where there is no object. */
  readonly key: string;
  /** Columns of the file that hold it. */
  readonly columns: number;
  /** The measure it was read as, or null when it was not used. */
  readonly measure: MeasureId | null;
  /** Whether it was read as a fact. */
  readonly fact?: true;
}

/** Whether nothing was made of it. */
export const isUnused = ({ measure, fact }: Pick<CounterToMap, 'measure' | 'fact'>): boolean =>
  measure === null && !fact;

/** What a person says of counters, by key. */
export type Mapping = NonNullable<IntakeOptions['mapping']>;

/** Every measure with its unit, since values are taken as they are: `memory available, MiB`. */
export const MEASURE_NAMES: readonly { readonly id: MeasureId; readonly name: string }[] = Object.values(
  MEASURES,
).map(({ id, label, unit }) => ({ id, name: `${label}, ${unit}` }));

/** Counters of a file, one for each name; those without a measure first, else in the file's order. */
export function countersToMap(seen: readonly CounterSeen[]): CounterToMap[] {
  const byKey = new Map<string, CounterToMap>();
  for (const { object, counter, instances, measure, fact } of seen) {
    const name = object === '' ? counter : `${object}\\${counter}`;
    const key = name.trim();
    // Case does not matter to a mapping: two spellings would be one decision.
    const same = key.toLowerCase();
    const before = byKey.get(same);
    byKey.set(same, {
      key: before?.key ?? key,
      columns: (before?.columns ?? 0) + instances,
      measure: before?.measure ?? measure,
      ...((before?.fact ?? fact) && { fact: true }),
    });
  }
  const all = [...byKey.values()];
  return [...all.filter(isUnused), ...all.filter((c) => !isUnused(c))];
}

/**
 * Counters a person looks for: those whose name holds every word.
 * @param used also those that have a measure by their name; what was mapped by hand is always there
 */
export function findCounters(
  counters: readonly CounterToMap[],
  text: string,
  used: boolean,
  mapping: Mapping,
): CounterToMap[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return counters.filter(
    (counter) =>
      (used || isUnused(counter) || own(mapping, counter.key) !== undefined) &&
      words.every((word) => counter.key.toLowerCase().includes(word)),
  );
}

/** Options without what is left to the reader, so that the same choices make the same options. */
export function readingOptions(
  {
    format,
    dateOrder,
    decimal,
    wideMeasure,
  }: Readonly<Record<'format' | 'dateOrder' | 'decimal' | 'wideMeasure', string>>,
  mapping: Mapping,
): IntakeOptions {
  return {
    ...(format ? { format: format as FormatId } : {}),
    ...(dateOrder ? { dateOrder: dateOrder as 'mdy' | 'dmy' } : {}),
    ...(decimal ? { decimal: decimal as '.' | ',' } : {}),
    ...(wideMeasure ? { wideMeasure: wideMeasure as MeasureId } : {}),
    ...(Object.keys(mapping).length ? { mapping } : {}),
  };
}
