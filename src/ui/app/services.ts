import type { FoldEngine } from '../../engine/fold-engine';
import type { Reading } from '../../estate/recording';

export interface ReadHooks {
  readonly signal: AbortSignal;
  /** 0..1. */
  readonly onProgress: (done: number) => void;
}

/** What the page needs from outside the page: put in by `main.ts`, and by tests. */
export interface Services {
  readonly engine: FoldEngine;
  /** @throws InputError that says what was found, what was expected and what to do. */
  read(file: File, hooks: ReadHooks): Promise<Reading>;
  sample(): Reading;
}
