import type { MeasureId } from '../estate/measure';
import type { DecimalSign } from '../estate/settle-decimals';
import type { FormatId } from './formats';

/**
 * What a column is taken for: a measure, with a unit where it is not the measure's own (`diskMBs KB/s`), `ignore`, or the
 * part that it plays in a table; and the server that it is of.
 */
export type MappedAs =
  string | { readonly measure: MeasureId | 'ignore'; readonly unit?: string; readonly server?: string };

/** What a person may say about a file that its content does not. Everything is guessed when left out. */
export interface IntakeOptions {
  /** Read it as this format, whatever it looks like. */
  readonly format?: FormatId;
  /**
   * Measures for columns that are not known, by header cell (`\\HOST\Object(instance)\Counter`, `Graph_1`) or, for all
   * hosts and instances, by `Object\Counter`. Case does not matter.
   */
  readonly mapping?: Readonly<Record<string, MappedAs>>;
  /** Whether 3/4 is in March or in April. */
  readonly dateOrder?: 'mdy' | 'dmy';
  /** The decimal sign, where numbers such as `1,234` leave open what they are. */
  readonly decimal?: DecimalSign;
  /** The same as the other files of an estate prove it: where neither the file tells nor a person. */
  readonly othersDecimal?: DecimalSign;
  /** What the columns of a wide table hold when their headers do not say: default `busy`. */
  readonly wideMeasure?: MeasureId;
  /** `all processes` also keeps % Processor Time of each process over time. Default `fold`. */
  readonly keep?: 'fold' | 'all processes';
  /** What was said of files of the same shape before, by shape (see `shapeKey`). */
  readonly byShape?: Readonly<Record<string, Omit<IntakeOptions, 'byShape' | 'keep' | 'othersDecimal'>>>;
}

/** How far reading has come. */
export interface IntakeProgress {
  readonly bytes: number;
  /** Null when the source does not say how long it is. */
  readonly total: number | null;
  readonly rows: number;
}

/** Where bytes come from: a file of the page, a stream, or pieces as Node reads them. */
export type IntakeData = Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>;
