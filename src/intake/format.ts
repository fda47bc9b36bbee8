import type { Reading } from '../estate/recording';
import type { RowHandler } from './bytes/scan';
import { RowScanner } from './bytes/scan';
import type { ClockReader } from './bytes/dates';
import type { Head } from './head';
import type { FormatId } from './formats';
import type { IntakeOptions } from './options';

/** A file about to be read: its beginning, and one pass over all of it. */
export interface Input {
  readonly name: string;
  readonly head: Head;
  readonly options: IntakeOptions;
  /** Bytes read so far: all of them once `scan` is done. */
  readonly bytes: () => number;
  /** Runs a scanner over the file, with progress and cancel. */
  scan(handler: RowHandler, clock: () => ClockReader): Promise<RowScanner>;
  /** Hands on the file line by line, lines counted from 1, with progress and cancel. */
  lines(take: (text: string, line: number) => void): Promise<void>;
}

/** A format that can be read. */
export interface Format {
  readonly id: FormatId;
  /**
   * Whose decimal sign its numbers have, where the files of it differ in that: a program that writes points may do so in
   * every country, and tells nothing of other files.
   */
  readonly numbers?: 'of its country' | 'of its program';
  /** How sure the beginning makes it, 0 (not this) to 1 (this and no other). */
  recognise(head: Head, options: IntakeOptions): number;
  /** @throws InputError with file, line and cell when the content cannot be used. */
  read(input: Input): Promise<Reading>;
}

/** `log.csv:12:4`: line and cell, both from 1. */
export function place(name: string, line: number, cell?: number): string {
  return cell === undefined ? `${name}:${line}` : `${name}:${line}:${cell}`;
}
