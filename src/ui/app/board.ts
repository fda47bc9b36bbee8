import { DEFAULT_SCENARIO, type Scenario } from '../../scenario/scenario';
import { staleness } from './decisions';
import type { AppState, Decisions } from './state';

/** What stands on the page: replaced as a whole with every change, and told to whoever listens. */
export class Board {
  state: AppState;
  /** The files and choices that the answer in sight is of. */
  answered: Decisions | null = null;
  private readonly listeners = new Set<() => void>();

  /** @param problem what to say of the link that the choices come from */
  constructor(scenario: Scenario = DEFAULT_SCENARIO, problem: string | null = null) {
    this.state = {
      scenario: { ...scenario, sample: true },
      files: [],
      grid: null,
      rows: [],
      answer: null,
      stale: null,
      servers: 0,
      unread: [],
      folding: null,
      searched: null,
      reading: null,
      problems: { intake: null, fold: null, slot: null, link: problem, readAgain: null },
      undo: null,
      redo: null,
    };
  }

  /** Calls back after every change; returns the way to stop that. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  update(change: Partial<AppState>): void {
    const next = { ...this.state, ...change };
    this.state = { ...next, stale: next.answer && this.answered && staleness(this.answered, next) };
    for (const listener of this.listeners) listener();
  }

  tell(problems: Partial<AppState['problems']>): void {
    this.update({ problems: { ...this.state.problems, ...problems } });
  }
}
