import { statSync } from 'node:fs';
import { InputError } from '../estate/finding';
import type { Finding } from '../estate/finding';

/** Where a verb writes: answers to `out`, findings and progress to `err`. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
}

/** A verb of the command line. */
export interface Verb {
  readonly help: string;
  /** @returns the exit code: 0 done, 1 a check failed, 2 bad input or usage */
  run(args: string[], io: Io): Promise<number>;
}

/** Runs a verb; bad input and bad usage become a message and exit code 2. */
export async function runVerb(verb: Verb, args: string[], io: Io): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    io.out(verb.help);
    return 0;
  }
  try {
    return await verb.run(args, io);
  } catch (error) {
    if (error instanceof InputError) {
      io.err(`hostfold: ${error.message}`);
      return 2;
    }
    // node:util parseArgs marks usage errors with a code.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) {
      io.err(`hostfold: ${error.message}`);
      return 2;
    }
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'EISDIR', 'EACCES'].includes(String(error.code))
    ) {
      // Reading a folder fails without a word of which it was.
      const path = 'path' in error ? String(error.path) : args.find(isFolder);
      io.err(
        `hostfold: ${path}: cannot be read (${error.code}); expected a file that exists and may be read.`,
      );
      return 2;
    }
    throw error;
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

const SIGN = { error: 'error', warning: 'warning', guess: 'guess', info: 'note' } as const;

/** A finding on one line. */
export function sayFinding(finding: Finding): string {
  return `${SIGN[finding.level]}: ${finding.where}: ${finding.text}${finding.fix ? ` ${finding.fix}` : ''}`;
}

/** Columns of text, the first to the left, the others to the right. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, c) => Math.max(...rows.map((r) => r[c].length)));
  return rows
    .map((r) =>
      r
        .map((cell, c) => (c === 0 ? cell.padEnd(widths[c]) : cell.padStart(widths[c])))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A number for people: three significant digits at least, no exponent. */
export function digits(value: number): string {
  if (!Number.isFinite(value)) return '-';
  const size = Math.abs(value);
  return size >= 100 ? value.toFixed(0) : size >= 10 ? value.toFixed(1) : value.toFixed(2);
}
