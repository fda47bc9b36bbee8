import { own } from '../estate/own';
import { claimsVerb } from './claims';
import { correctVerb } from './correct';
import { dispatchVerb } from './dispatch';
import { foldVerb } from './fold';
import type { Io, Verb } from './io';
import { runVerb } from './io';
import { licencesVerb } from './licences';
import { readVerb } from './read';
import { mergeVerb } from './merge';
import { packVerb } from './pack';
import { studyVerb } from './study';
import { verifyVerb } from './verify';

/** Every verb by its name. */
export const VERBS: Readonly<Record<string, Verb>> = {
  fold: foldVerb,
  read: readVerb,
  pack: packVerb,
  dispatch: dispatchVerb,
  claims: claimsVerb,
  correct: correctVerb,
  study: studyVerb,
  merge: mergeVerb,
  verify: verifyVerb,
  licences: licencesVerb,
};

const help = `hostfold VERB ...

  fold FILE...            how many hosts do these servers fold onto?
  read FILE...            what is understood of these files, and what is asked
  pack INSTANCE           pack vectors into the fewest bins, with a proof where it can be had
  dispatch EXPERIMENT     simulate one host, its guests and their clocks
  correct GUEST HOST      mend a guest's processor counters by its host's
  study STUDY             many cases of a fold or of a simulation, a line for each
  merge FILE...           put the shards of a study together
  verify CERTIFICATE      does what proves a number hold?
  licences [FILE]         the rules by which fold --licences prices a plan
  claims                  run the claims of the paper behind the model

hostfold VERB --help tells each verb's options. Exit code 0 done, 1 a check failed, 2 bad input or usage.
`;

/** Runs one command line. @returns the exit code */
export async function main(args: string[], io: Io): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    io.out(help);
    return name === undefined ? 2 : 0;
  }
  const verb = own(VERBS, name);
  if (verb) return runVerb(verb, rest, io);
  io.err(`hostfold: found "${name}"; expected one of ${Object.keys(VERBS).join(', ')}.`);
  return 2;
}
