/** Something a person should know about what was read, guessed, left out or decided. */
export interface Finding {
  /** error: could not be used; warning: used with care; guess: assumed, and can be changed; info: for the record. */
  readonly level: 'error' | 'warning' | 'guess' | 'info';
  /** File, line and column (`log.csv:12:4`), or a guest's or host's name. */
  readonly where: string;
  /** What was found, what was expected or done instead. */
  readonly text: string;
  /** What to do about it, in one sentence. */
  readonly fix?: string;
  /** How the command line is told to do that; the page has a control of its own. */
  readonly option?: string;
  /** Set where a plan that rests on this is the fewest hosts for these figures only. */
  readonly doubt?: Doubt;
}

/** What keeps figures from being sure, and on how many servers. */
export interface Doubt {
  /** The unit was guessed; values were cut off at what a meter can show. */
  readonly of: 'unit' | 'clipped';
  readonly servers: number;
}

/** Bad input that stops the work: carries the finding that explains it. */
export class InputError extends Error {
  readonly finding: Finding;
  constructor(where: string, text: string, fix?: string, option?: string) {
    super(`${where}: ${text}${fix ? ` ${fix}` : ''}`);
    this.name = 'InputError';
    this.finding = { level: 'error', where, text, fix, ...(option ? { option } : {}) };
  }
}

/** The error that a finding came from, at the other end of a worker. */
export function refusal({ where, text, fix, option }: Finding): InputError {
  return new InputError(where, text, fix, option);
}
