import type { Reading } from '../../estate/recording';
import type { IntakeOptions } from '../../intake/options';
import type { PlannerClient } from '../../decide/client';
import type { riskInWorker } from '../../decide/risk-browser';

export interface ReadHooks {
  readonly signal: AbortSignal;
  /** 0..1. */
  readonly onProgress: (done: number) => void;
}

/** What the page needs from outside the page: put in by `main.ts`, and by tests. */
export interface Services {
  readonly planner: Pick<PlannerClient, 'load' | 'plan' | 'loads' | 'coverage' | 'recheck'> &
    Partial<Pick<PlannerClient, 'estate'>>;
  /** Tests plans on days kept back; where nobody can, the fewest hosts are shown. */
  readonly risk?: typeof riskInWorker;
  /**
   * @param options what the person said about the file
   * @throws InputError that says what was found, what was expected and what to do.
   */
  read(file: File, hooks: ReadHooks, options: IntakeOptions): Promise<Reading>;
}
