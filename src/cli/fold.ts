import { parseArgs } from 'node:util';
import { daysKnown } from '../decide/days-known';
import { createNodeEngine } from '../engine/node';
import { InputError } from '../estate/finding';
import { reportToHtml } from '../report/document/html';
import { reportToMarkdown } from '../report/document/markdown';
import type { PlanReport } from '../report/document/model';
import { planReport } from '../report/document/plan';
import { planDocument } from '../report/json';
import { movesDocument } from '../report/moves';
import { Anonymiser } from './anonymise';
import { estateFrom } from './fold-estate';
import { foldHelp } from './fold-help';
import { OPTIONS, samplesOf, withUsual, type Values } from './fold-options';
import { FoldRun } from './fold-run';
import { readable } from './fold-words';
import { refuseTwice, writeOutput } from './inputs';
import { sayFinding, type Io, type Verb, type VerbRun } from './io';
import { USUAL_RULES } from './licences';
import { LISTED } from './moves';
import { asksFirst } from './questions';
import { SharedSeconds } from './shared-seconds';
import { changesOf } from './what-if';

/** Parts of the work that share the seconds that were given. */
const SHARING = ['backtest', 'ready', 'uncertainty', 'fly', 'compare', 'what-if'] as const;

async function run(args: string[], io: Io, run: VerbRun): Promise<number> {
  const began = performance.now();
  const { values: given, positionals } = parseArgs({
    args: withUsual(args),
    options: OPTIONS,
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new InputError('fold', 'found no file; expected at least one.', 'See hostfold fold --help.');
  const report = given.report === undefined ? null : reportFormOf(given.report);
  const values: Values = { ...given, ...(report && { compare: true, drill: true }) };
  const samples = values.uncertainty === undefined ? null : samplesOf(values.uncertainty);
  const paths = [...positionals, ...(values.guests === undefined ? [] : [values.guests])];
  refuseTwice([...paths, values.scenario, values.map]);
  const cover = values.anonymise ? new Anonymiser([...paths, ...pathsBeside(values)]) : null;
  try {
    return await planned({ values, samples, paths, cover, report, began }, io, run);
  } catch (error) {
    throw cover ? cover.errorOfAliases(error) : error;
  }
}

/** Files that options name, besides those that are folded. */
function pathsBeside(values: Values): string[] {
  const named = (['scenario', 'map', 'from', 'licences', 'certificate', 'report', 'steps'] as const).map(
    (option) => values[option],
  );
  return named.filter((path) => path !== undefined && path !== LISTED && path !== USUAL_RULES) as string[];
}

/** What was asked for. */
interface Asked {
  readonly values: Values;
  readonly samples: number | null;
  readonly paths: readonly string[];
  readonly cover: Anonymiser | null;
  readonly report: ((report: PlanReport) => string) | null;
  /** When the run began, in `performance.now()`. */
  readonly began: number;
}

async function planned(
  { values, samples, paths, cover, report, began }: Asked,
  io: Io,
  run: VerbRun,
): Promise<number> {
  const { measured, estate, scenario, files } = await estateFrom(paths, values, io, cover);
  if (asksFirst(estate, values.json ?? false, io, run)) return 1;
  const changes = await changesOf(values['what-if'] ?? [], scenario, measured, cover);
  const parts = 1 + SHARING.filter((part) => values[part] || (part === 'backtest' && report)).length;
  const total = values.seconds === undefined ? null : (scenario.seconds ?? null);
  const { signal } = run;
  const of = new FoldRun({
    ...{ values, samples, changes, reports: report !== null, measured, estate, scenario, cover, io, signal },
    engine: await createNodeEngine(),
    seconds: new SharedSeconds(total, scenario.seconds, began, parts, io, signal),
  });
  const early = run.answer;
  run.answer = (stopped) => {
    const answer = of.latest?.();
    if (!answer) return early(stopped);
    for (const finding of answer.findings) io.err(sayFinding(finding));
    if (!values.json)
      return `${stopped ? 'Stopped: this is what was known by then.\n' : ''}${readable(answer, of.more)}`;
    const { moves, risk } = of.more;
    const told = {
      ...(moves && { moves: movesDocument(moves) }),
      ...(risk && { risk: { ...risk, byDays: daysKnown(risk, risk.tolerance) } }),
    };
    const whole = { ...planDocument(answer, { scenario, files }), ...of.more, ...told, stopped };
    return JSON.stringify(whole, null, 2);
  };
  await of.plan();
  if (values.certificate !== undefined)
    await writeOutput('--certificate', values.certificate, JSON.stringify(of.certificate()));
  await of.beside();
  if (report && signal.aborted)
    io.err('warning: --report: stopped before everything that it tells was known; it was not written.');
  else if (report)
    await writeOutput(
      '--report',
      values.report!,
      report(planReport(of.latest!(), of.more, { scenario, files })),
    );
  return of.keeps ? 0 : 1;
}

/** How a report is written, by the end of its file's name. @throws InputError for any other */
function reportFormOf(path: string): (report: PlanReport) => string {
  if (/\.(md|markdown)$/i.test(path)) return reportToMarkdown;
  if (/\.html?$/i.test(path)) return reportToHtml;
  throw new InputError('--report', `found ${path}; expected a file whose name ends in .md or .html.`);
}

export const foldVerb: Verb = { help: foldHelp, options: OPTIONS, run };
