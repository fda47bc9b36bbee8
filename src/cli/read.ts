import { parseArgs } from 'node:util';
import type { Shifts } from '../estate/clocks';
import { InputError, type Finding } from '../estate/finding';
import { MEASURES, type MeasureId } from '../estate/measure';
import type { Question } from '../estate/question';
import type { Reading } from '../estate/recording';
import { readDocument, type ReadDocument } from '../report/read';
import { refuseTwice } from './inputs';
import type { Io, Verb, VerbRun } from './io';
import { digits } from '../report/digits';
import { sayFinding, table } from './io';
import {
  intakeOptions,
  namesOf,
  READ_OPTIONS,
  readHelp,
  readingTold,
  readOne,
  settled,
  shiftsOf,
} from './readings';

const OPTIONS = { ...READ_OPTIONS, json: { type: 'boolean' } } as const;

const help = `hostfold read FILE... [options]      what is understood of these files, without folding

Servers, facts, measures with their units, time span; what is left out and why; what has to be answered before a plan.
- reads standard input. Several files make one estate.
${readHelp}
  --json

Exit code 0 read, 1 read with open questions (no plan would be made without an answer), 2 nothing could be read.
`;

/** A file that could not be read. */
type Refused = Question & { readonly finding: Finding };

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0)
    throw new InputError('read', 'found no file; expected at least one.', 'See hostfold read --help.');
  refuseTwice([...positionals, values.map]);
  const options = await intakeOptions(values.map, {}, values.decimal);
  const shifts = shiftsOf(values.shift);
  let readings: Reading[] = [];
  const paths: string[] = [];
  const refused: Refused[] = [];
  const names = namesOf(positionals);
  const told = readingTold(io, positionals.length);
  let document: ReadDocument | null = null;
  const beforeAny = run.answer;
  run.answer = (stopped) => {
    if (stopped && readings.length === 0) return beforeAny(stopped);
    document ??= documentOf(readings, refused, shifts);
    for (const finding of document.findings) io.err(sayFinding(finding));
    if (values.json) return JSON.stringify(stopped ? { ...document, stopped } : document, null, 2);
    return readable(document);
  };
  for (const [k, path] of positionals.entries()) {
    try {
      readings.push(await readOne(path, names[k], options, run.signal, told(k, names[k])));
      paths.push(path);
    } catch (error) {
      if (!(error instanceof InputError) || positionals.length === 1) throw error;
      const { finding } = error;
      const why = `It cannot be read: ${finding.text}`;
      refused.push({ file: names[k], column: '', why, guess: null, finding });
    }
  }
  readings = await settled(readings, paths, options, run.signal);
  document = documentOf(readings, refused, shifts);
  const open = document.questions.length;
  if (document.servers.length === 0 && open === refused.length) return 2;
  return open > 0 ? 1 : 0;
}

/** What was understood of the files that were read, and of which nothing could be. */
function documentOf(readings: readonly Reading[], refused: readonly Refused[], shifts: Shifts): ReadDocument {
  const { findings, questions, ...read } = readDocument(readings, { edits: {}, shifts });
  return {
    ...read,
    questions: [...questions, ...refused.map(({ file, column, why }) => ({ file, column, why, map: {} }))],
    findings: [...refused.map(({ finding }) => finding), ...findings],
  };
}

/** The measures that a table of people has room for; all are in --json. */
const SHOWN: readonly MeasureId[] = [
  'busy',
  'usedCores',
  'usedGHz',
  'usedMiB',
  'availableMiB',
  'transfers',
  'diskMBs',
  'networkMBs',
];

function readable({ servers, leftOut, questions }: ReadDocument): string {
  const shown = SHOWN.filter((id) => servers.some(({ measures }) => measures[id]));
  const lines = [
    `${servers.length} ${servers.length === 1 ? 'server' : 'servers'} understood${leftOut.length ? `, ${leftOut.length} left out` : ''}${questions.length ? `, ${questions.length} ${questions.length === 1 ? 'question' : 'questions'} open` : ''}.`,
  ];
  if (servers.length > 0) {
    lines.push(
      '',
      table([
        [
          'server',
          'cores',
          'MiB',
          'samples',
          'from',
          'to',
          ...shown.map((id) => `${MEASURES[id].label}, ${MEASURES[id].unit}`),
        ],
        ...servers.map(({ name, facts, guessed, samples, from, to, measures }) => [
          name,
          `${facts.cores ?? '-'}${guessed.includes('cores') ? '?' : ''}`,
          `${facts.memory ?? '-'}${guessed.includes('memory') ? '?' : ''}`,
          String(samples),
          from?.replace('T', ' ') ?? 'no time',
          to?.replace('T', ' ') ?? 'no time',
          ...shown.map((id) => {
            const own = measures[id];
            return own ? `${digits(own.mean)} to ${digits(own.max)}` : '-';
          }),
        ]),
      ]),
      '',
      'Measures: mean to largest. ? is guessed.',
    );
  }
  for (const { guest, why } of leftOut) lines.push(`left out: ${guest}: ${why}`);
  for (const { file, column, why, map } of questions) {
    const guess = Object.values(map)[0];
    lines.push(`question: ${file}${column ? `: ${column}` : ''}: ${why}${guess ? ` Perhaps ${guess}.` : ''}`);
  }
  if (questions.some(({ column }) => column))
    lines.push('Answer with --map FILE: {"column": "measure or ignore"}.');
  return lines.join('\n');
}

export const readVerb: Verb = { help, options: OPTIONS, run };
