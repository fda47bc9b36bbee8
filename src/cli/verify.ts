import { parseArgs } from 'node:util';
import { checkCertificate, type CertificateCheck } from '../certificate/check';
import { problemDocument, type CertificateDocument, type ProblemDocument } from '../certificate/document';
import { parseCertificate } from '../certificate/parse';
import { differenceOf } from '../certificate/same';
import { InputError } from '../estate/finding';
import { readInstance } from '../intake/vbp';
import { certifiedProblem } from '../placement/certified';
import { Anonymiser } from './anonymise';
import { estateFrom } from './fold-estate';
import { OPTIONS as FOLD_OPTIONS } from './fold-options';
import type { Values } from './fold-options';
import { readInput, refuseTwice } from './inputs';
import type { Io, Verb, VerbRun } from './io';
import { parseJson } from './json-place';

const help = `hostfold verify [INSTANCE...] CERTIFICATE      does a certificate hold?

CERTIFICATE: what pack or fold wrote with --certificate; - reads standard input. It holds the whole problem in whole
numbers, so that alone it is checked that no plan of that problem is better, and that the plan in it keeps every rule.
INSTANCE: what it was made from, the packing instance or the files of the fold with the fold's own options: then also
that it is the problem of just these.
The check is a search of its own for a set of servers that would refute it; verify/verify.py is the same in plain Python.
  --json               {"holds": true, "optimal": true, "least": 7, "where": "", "why": "..."}
  and the options of hostfold fold, where it was a fold's

Exit code 0: it holds; 1: it does not, or is of another instance; 2: it is damaged; 3: the check gave up.
`;

const CODES = { holds: 0, fails: 1, 'gave up': 3 } as const;
const WORDS = { holds: 'It holds.', fails: 'It does not hold:', 'gave up': 'Undecided:' } as const;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: FOLD_OPTIONS, allowPositionals: true });
  const path = positionals.at(-1);
  if (path === undefined)
    throw new InputError('verify', 'found no file; expected a certificate.', 'See hostfold verify --help.');
  refuseTwice(positionals);
  const { name, text } = await readInput(path);
  const certificate = parseCertificate(parseJson(name, text), name);
  const instance = positionals.slice(0, -1);
  const differs =
    instance.length === 0
      ? null
      : differenceOf(certificate.problem, await problemOfFiles(certificate, instance, values, io));
  const verdict: CertificateCheck =
    differs === null
      ? checkCertificate(certificate)
      : {
          outcome: 'fails',
          where: differs.where,
          why: `${differs.why}: it is of another instance.`,
          optimal: false,
        };
  const { outcome, where, why, optimal } = verdict;
  run.answer = () =>
    values.json
      ? JSON.stringify({ holds: outcome === 'holds', optimal, least: certificate.least, outcome, where, why })
      : `${WORDS[outcome]} ${where && `${where}: `}${why}`;
  return CODES[outcome];
}

/** The problem of what a certificate is to be compared with. @throws InputError */
async function problemOfFiles(
  { from }: CertificateDocument,
  paths: readonly string[],
  values: Values,
  io: Io,
): Promise<ProblemDocument> {
  if (from === 'fold') {
    const cover = values.anonymise ? new Anonymiser([...paths, values.scenario ?? '']) : null;
    const all = [...paths, ...(values.guests === undefined ? [] : [values.guests])];
    const { estate, scenario } = await estateFrom(all, values, io, cover);
    return problemDocument(certifiedProblem(estate, scenario).problem);
  }
  if (paths.length > 1)
    throw new InputError('verify', `found ${paths.length} instances; expected one, as pack reads.`);
  const { name, text } = await readInput(paths[0]);
  return problemDocument(readInstance(text, name));
}

export const verifyVerb: Verb = { help, options: FOLD_OPTIONS, run };
