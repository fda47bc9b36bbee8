import type { ParseArgsConfig } from 'node:util';
import { InputError } from '../estate/finding';
import type { Finding } from '../estate/finding';
import { systemWords } from './inputs';
import { oneLine } from './printable';

/** Where a verb writes: answers to `out`, findings and progress to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** One run of a verb, which Ctrl-C may cut. */
export interface VerbRun {
  readonly signal: AbortSignal;
  /** What there is to print: at the end, or as soon as the run is cut. Null for what was printed already. */
  answer: (stopped: boolean) => string | null;
}

/** A verb of the command line. */
export interface Verb {
  readonly help: string;
  /** Its options as node:util takes them, by name. */
  readonly options: NonNullable<ParseArgsConfig['options']>;
  /** @returns the exit code: 0 done, 1 a check failed, 2 bad input or usage */
  run(args: string[], io: Io, run: VerbRun): Promise<number>;
}

/** The exit code of a verb that Ctrl-C has cut. */
export const STOPPED = 130;
/** How long a verb may take to end by itself once it is told to stop, ms. */
const GRACE_MS = 250;

/**
 * Runs a verb; bad input, bad usage and errors of the system become a message and exit code 2. Ctrl-C prints what there
 * is, and ends with 130 whatever the verb is at.
 */
export async function runVerb(verb: Verb, args: string[], io: Io): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(verb.help);
    return 0;
  }
  const abort = new AbortController();
  const run: VerbRun = {
    signal: abort.signal,
    answer: () =>
      args.includes('--json') ? '{"stopped": true}' : 'Stopped before there was anything to show.',
  };
  let stop = () => abort.abort();
  const cut = new Promise<number>((resolve) => {
    stop = () => {
      abort.abort();
      setTimeout(resolve, GRACE_MS, STOPPED);
    };
  });
  process.once('SIGINT', stop);
  try {
    const done = verb.run(args.flatMap(joined), io, run).catch((error: unknown) => {
      if (abort.signal.aborted) return STOPPED;
      throw error;
    });
    const code = await Promise.race([done, cut]);
    const text = run.answer(abort.signal.aborted);
    if (text !== null) io.out(text);
    return abort.signal.aborted ? STOPPED : code;
  } catch (error) {
    io.err(`hostfold: ${oneLine(messageOf(error))}`);
    return 2;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

/** `--offset -300` as `--offset=-300`, which is the only way that node:util knows. */
function joined(arg: string, i: number, args: readonly string[]): string[] {
  const takesNext = (at: number) => /^--[a-z-]+$/.test(args[at] ?? '') && /^-\.?\d/.test(args[at + 1] ?? '');
  if (takesNext(i)) return [`${arg}=${args[i + 1]}`];
  return takesNext(i - 1) ? [] : [arg];
}

/** What a person is told of an error that is theirs to mend; any other is thrown on. */
function messageOf(error: unknown): string {
  if (error instanceof InputError) return `${error.message}${optionOf(error.finding)}`;
  // node:util parseArgs marks usage errors with a code.
  if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
    return error.message;
  const words = systemWords(error);
  if (words === null) throw error;
  return `the system refused what was asked of it ${words}.`;
}

const SIGN = { error: 'error', warning: 'warning', guess: 'guess', info: 'note' } as const;

/** A finding on one line. */
export function sayFinding(finding: Finding): string {
  return oneLine(
    `${SIGN[finding.level]}: ${finding.where}: ${finding.text}${finding.fix ? ` ${finding.fix}` : ''}${optionOf(finding)}`,
  );
}

/** How it is done here. */
const optionOf = ({ option }: Finding): string => (option ? ` Here: ${option}.` : '');

/** Columns of text, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => row.map(oneLine));
  const widths = cells[0].map((_, c) => cells.reduce((most, row) => Math.max(most, row[c].length), 0));
  return cells
    .map((row) =>
      row
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
