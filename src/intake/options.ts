import type { MeasureId } from '../estate/measure';
import type { FormatId } from './formats';

/** What a person may say about a file that its content does not. Everything is guessed when left out. */
export interface IntakeOptions {
  /** Read it as this format, whatever it looks like. */
  readonly format?: FormatId;
  /**
   * Measures for columns that are not known, by header cell (`\\HOST\Object(instance)\Counter`, `Graph_1`) or, for all
   * hosts and instances, by `Object\Counter`. Case does not matter.
   */
  readonly mapping?: Readonly<Record<string, MeasureId | 'ignore'>>;
  /** Whether 3/4 is in March or in April. */
  readonly dateOrder?: 'mdy' | 'dmy';
  /** What the columns of a wide table hold when their headers do not say: default `busy`. */
  readonly wideMeasure?: MeasureId;
  /** `all processes` also keeps % Processor Time of each process over time. Default `fold`. */
  readonly keep?: 'fold' | 'all processes';
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
