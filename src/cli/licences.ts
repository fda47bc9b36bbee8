import { parseArgs } from 'node:util';
import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import { Licensing, type LicenceBill } from '../licences/bill';
import { gatherLicensed } from '../licences/gather';
import { parseLicenceRules } from '../licences/parse';
import type { LicenceRules } from '../licences/rules';
import { usualRules } from '../licences/usual';
import type { FoldAnswer } from '../placement/answer';
import { fold, type FoldHooks, type KnownFold } from '../placement/fold';
import { fullestOf } from '../placement/fullest';
import type { LicencesOfPlan } from '../report/licences';
import type { Scenario } from '../scenario/scenario';
import { readInput } from './inputs';
import { table, type Io, type Verb, type VerbRun } from './io';
import { parseJson, placeOf } from './json-place';

/** In the place of a file: the rules that come with the program; no rules at all. */
export const USUAL_RULES = 'usual';
const NO_RULES = 'none';

/** The rules that `--licences` names. @throws InputError at file, line and column, with the path */
export async function licenceRulesFrom(path: string): Promise<LicenceRules | undefined> {
  if (path === NO_RULES) return undefined;
  if (path === USUAL_RULES) return usualRules();
  const { name, text } = await readInput(path);
  const json = parseJson(name, text);
  try {
    return parseLicenceRules(json);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { where, text: said, fix } = error.finding;
    throw new InputError(
      `${name}:${placeOf(text, where)}: ${where}`,
      said,
      fix ?? 'See docs/licences.md, or hostfold licences --json for rules to edit.',
    );
  }
}

/** A plan with its licences, its guests gathered where that pays; both totals are told. */
export async function licensed(
  licensing: Licensing,
  estate: Estate,
  scenario: Scenario,
  answer: FoldAnswer,
  known: KnownFold | null,
  engine: FoldEngine,
  again: FoldHooks,
  signal: AbortSignal,
): Promise<{ readonly answer: FoldAnswer; readonly licences: LicencesOfPlan }> {
  const bill = (of: FoldAnswer): LicenceBill => licensing.bill(of, scenario.hosts);
  const before = bill(answer);
  const apart = withLicences(answer, before);
  if (!known || signal.aborted) return apart;
  const found = await gatherLicensed(estate, scenario, known, engine, licensing, signal);
  if (!found) return apart;
  const gathered = await fold(estate, scenario, engine, { ...again, known, given: found.plan });
  const ungathered = { total: before.priced, fullest: fullestOf(answer)?.fraction ?? 0, what: found.label };
  // No plan on as many hosts is less full, gathered or not.
  return withLicences({ ...gathered, evened: answer.evened }, bill(gathered), ungathered);
}

/** What licences rest on is told with all else that a plan rests on. */
export function withLicences(
  answer: FoldAnswer,
  { findings, ...bill }: LicenceBill,
  ungathered: LicencesOfPlan['ungathered'] = null,
): { readonly answer: FoldAnswer; readonly licences: LicencesOfPlan } {
  return {
    answer: { ...answer, findings: [...answer.findings, ...findings] },
    licences: { ...bill, ungathered },
  };
}

const OPTIONS = { json: { type: 'boolean' } } as const;

const help = `hostfold licences [FILE]      the rules by which licences are counted and priced

Prints the rules that come with Hostfold, or checks and prints those of FILE: what needs a licence, by what it is
counted, what it costs, and where that was read. hostfold fold --licences FILE uses them. Prices move: put in yours.
  --json               the document itself, to be saved and edited (docs/licences.md tells each field)
`;

async function run(args: string[], _: Io, run: VerbRun): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length > 1)
    throw new InputError('licences', `found ${positionals.length} files; expected one at most.`);
  const rules = await licenceRulesFrom(positionals[0] ?? USUAL_RULES);
  const text = !rules || values.json ? JSON.stringify(rules ?? null, null, 2) : words(rules);
  run.answer = () => text;
  return 0;
}

function words({ name, date, currency, years, products }: LicenceRules): string {
  const rows = products.flatMap(({ label, ways }) =>
    ways.map((way) => [
      `${label}: ${way.id}${way.used ? '' : ' (off)'}`,
      way.unit,
      way.packs.map(({ size, price }) => `${size} for ${price ?? '?'}`).join(', '),
      way.every,
      `${way.source.title}, ${way.source.date}`,
    ]),
  );
  return [
    `${name}, ${date}, in ${currency}, over ${years} years.`,
    table([['licence', 'by', 'packs', 'paid', 'from'], ...rows]),
  ].join('\n');
}

export const licencesVerb: Verb = { help, options: OPTIONS, run };
