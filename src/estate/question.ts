import type { MeasureId } from './measure';

/** What has to be said by a person before anything is planned. */
export interface Question {
  readonly file: string;
  /** As the file writes it. */
  readonly column: string;
  readonly why: string;
  /**
   * What it is most likely, as `--map` takes it: a measure's name, the part of times or servers' names, or `ignore`; null
   * where nothing speaks for any.
   */
  readonly guess: MeasureId | 'ignore' | 'time' | 'server' | null;
}
