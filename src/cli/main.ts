import { foldVerb } from './fold';
import type { Io, Verb } from './io';
import { runVerb } from './io';

const VERBS: Readonly<Record<string, Verb>> = { fold: foldVerb };

const help = `hostfold VERB ...

  fold FILE...            how many hosts do these servers fold onto?

hostfold VERB --help tells each verb's options. Exit code 0 done, 1 a check failed, 2 bad input or usage.
`;

/** Runs one command line. @returns the exit code */
export async function main(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(help);
    return name === undefined ? 2 : 0;
  }
  const verb = VERBS[name];
  if (verb) return runVerb(verb, rest, io);
  io.err(`hostfold: found "${name}"; expected one of ${Object.keys(VERBS).join(', ')}.`);
  return 2;
}
