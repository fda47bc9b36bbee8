import * as v from 'valibot';
import { refusalOf } from '../estate/expected';
import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { Facts } from '../estate/guest';
import { own } from '../estate/own';
import { USUAL_HORIZON } from '../estate/growth';
import { factColumn, isNearest } from '../intake/table/facts';
import { kindsApart } from '../overhead/host';
import { PROFILES, type ProfileId } from '../overhead/profiles';
import { openDocument } from '../scenario/document';
import type { Scenario } from '../scenario/scenario';
import { DEFAULT_SCENARIO, usualFor } from '../scenario/scenario';
import { scenarioFields } from '../scenario/schema';
import { VERSIONS, usualOf } from '../scenario/versions';
import { USUAL_RULES, licenceRulesFrom } from './licences';
import { parseHost } from './host-option';
import { readInput } from './inputs';
import { optionNumber, pairs } from './option-values';
import { READ_OPTIONS, shiftsOf } from './readings';
import { rescheduledOf } from './reschedule';
import { parseJson } from './json-place';

export const OPTIONS = {
  profile: { type: 'string' },
  present: { type: 'string' },
  host: { type: 'string', multiple: true },
  ceiling: { type: 'string' },
  policy: { type: 'string' },
  slot: { type: 'string' },
  align: { type: 'string' },
  'assume-use': { type: 'string' },
  aggregate: { type: 'string' },
  guests: { type: 'string' },
  ...READ_OPTIONS,
  seconds: { type: 'string' },
  work: { type: 'string' },
  seed: { type: 'string' },
  failures: { type: 'string' },
  hosts: { type: 'string' },
  backtest: { type: 'string' },
  scenario: { type: 'string' },
  growth: { type: 'string' },
  horizon: { type: 'string' },
  reschedule: { type: 'string', multiple: true },
  'what-if': { type: 'string', multiple: true },
  licences: { type: 'string' },
  report: { type: 'string' },
  uncertainty: { type: 'string' },
  drill: { type: 'boolean' },
  fly: { type: 'boolean' },
  ready: { type: 'string' },
  compare: { type: 'boolean' },
  certificate: { type: 'string' },
  from: { type: 'string' },
  'give-up': { type: 'string' },
  within: { type: 'string' },
  'at-once': { type: 'string' },
  convert: { type: 'boolean' },
  steps: { type: 'string' },
  anonymise: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

/** What was given for each option. */
export type Values = {
  [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K] extends { multiple: true }
    ? string[]
    : (typeof OPTIONS)[K]['type'] extends 'boolean'
      ? boolean
      : string;
};

/** Choices, and what of a saved scenario could not be used. */
export interface Chosen {
  readonly scenario: Scenario;
  readonly findings: readonly Finding[];
}

/** The choices that the command line makes, on top of a saved scenario's. @throws InputError naming the option */
export async function scenarioOf(values: Values): Promise<Chosen> {
  let base = usualFor({ sample: false, profile: values.profile as ProfileId });
  const findings: Finding[] = [];
  if (values.scenario !== undefined) {
    const { text } = await readInput(values.scenario);
    const read = openDocument(parseJson(values.scenario, text), values.scenario, true);
    findings.push(...read.findings);
    base = read.scenario;
  }
  const { scenario: chosen, set, findings: told } = await chosenOn(base, values);
  findings.push(...told);
  // It folds the files that it is given, whatever a page showed as the scenario was saved.
  const scenario = { ...chosen, sample: false };
  if (set.hosts === undefined && !asksToday(values.host) && isUsual(scenario, 'hosts')) {
    const { cores, rating, threads, memory } = scenario.hosts[0];
    findings.push({
      level: 'guess',
      where: '--host',
      text: `none given; ${cores} cores of ${rating} GHz${threads ? ` with ${threads} threads` : ''} and ${memory} MiB are assumed.`,
      fix: 'Give --host cores=...,rating=...',
    });
  }
  if (set.profile === undefined && isUsual(scenario, 'profile')) {
    findings.push({
      level: 'guess',
      where: '--profile',
      text: `none given; ${PROFILES[scenario.profile].label} is assumed.`,
      fix: 'Give --profile NAME.',
    });
  }
  return { scenario, findings };
}

/** Choices with those that options make in their place. @throws InputError naming the option */
export async function chosenOn(
  base: Scenario,
  values: Values,
): Promise<Chosen & { readonly set: Readonly<Record<string, unknown>> }> {
  const findings: Finding[] = [];
  const set: Record<string, unknown> = {};
  for (const name of ['profile', 'present', 'policy', 'align', 'aggregate'] as const)
    if (values[name] !== undefined) set[name] = values[name];
  // As tables write it; what they would not is refused below.
  const present: Partial<Facts> = {};
  if (values.present && factColumn('present')!.put(present, values.present, '.')) {
    Object.assign(set, present);
    if (present.present && isNearest(values.present, present.present))
      findings.push({
        level: 'guess',
        where: '--present',
        text: `Of the platforms known here the nearest is taken: ${PROFILES[present.present].label}.`,
        fix: `Where that is wrong, name another of ${Object.keys(PROFILES).join(', ')}.`,
      });
  }
  for (const name of ['seconds', 'work', 'seed', 'failures', 'horizon', 'ready'] as const) {
    if (values[name] !== undefined) set[name] = optionNumber(`--${name}`, name, values[name]);
  }
  if (values.hosts !== undefined) set.exactly = optionNumber('--hosts', 'hosts', values.hosts);
  if (values.slot !== undefined) set.slotMinutes = slotMinutes(values.slot);
  if (values.host && !asksToday(values.host)) set.hosts = kindsApart(values.host.map(parseHost));
  if (values.shift) set.shifts = { ...base.shifts, ...shiftsOf(values.shift) };
  if (values.reschedule) set.rescheduled = { ...base.rescheduled, ...rescheduledOf(values.reschedule) };
  if (values['assume-use'] !== undefined) set.assumeUse = byClass('--assume-use', values['assume-use']);
  if (values.growth !== undefined) set.growth = byClass('--growth', values.growth);
  if (values.licences !== undefined) set.licences = await licenceRulesFrom(values.licences);
  if (values.ceiling !== undefined) {
    set.ceilings = Object.fromEntries(
      pairs('--ceiling', values.ceiling).map(([k, t]) => [k, optionNumber('--ceiling', k, t)]),
    );
  }
  for (const [field, value] of Object.entries(set)) {
    const schema = own<v.GenericSchema>(scenarioFields, field)!;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) continue;
    const [issue] = parsed.issues;
    const { path, found, expected } = refusalOf(issue, schema);
    const at = BY_NAME.has(field) && issue.expected !== 'never' ? `${path}=` : '';
    throw new InputError(`--${own(OPTION_OF, field) ?? field}`, `found ${at}${found}; expected ${expected}.`);
  }
  if (set.growth !== undefined) set.horizon ??= base.horizon ?? USUAL_HORIZON;
  else if (set.horizon !== undefined && base.growth === undefined)
    throw new InputError(
      '--horizon',
      'found without --growth; expected how much loads grow until then.',
      'Give --growth 10 (% a year), or by class: web=20,database=5.',
    );
  // Steps that somebody asks for are not cut short by seconds, a saved scenario's among them.
  if (values.work !== undefined) set.seconds = undefined;
  // None at all may be asked for here alone.
  if (values.backtest !== undefined) set.tolerance = toleranceOf(values.backtest);
  return { scenario: { ...base, ...set } as Scenario, set, findings };
}

/** Whether nobody chose it: it is the very object, or the value, that some version takes for usual. */
function isUsual(scenario: Scenario, field: 'hosts' | 'profile'): boolean {
  return VERSIONS.some((_, version) => usualOf(version, { sample: false })[field] === scenario[field]);
}

/** Options whose names are not those of the choices that they set. */
const OPTION_OF = {
  slotMinutes: 'slot',
  hosts: 'host',
  exactly: 'hosts',
  ceilings: 'ceiling',
  shifts: 'shift',
  rescheduled: 'reschedule',
  assumeUse: 'assume-use',
};

/** Whether `--host today` asks for the hosts that an inventory among the files lists. */
export const asksToday = (hosts: readonly string[] | undefined): boolean =>
  hosts?.length === 1 && hosts[0] === 'today';

/** Choices of a number for each of several names. */
const BY_NAME: ReadonlySet<string> = new Set(['ceilings', 'assumeUse', 'growth']);

/** `25` for all, or by class: `database=40,web=20,other=25`; %. */
function byClass(option: string, text: string): Readonly<Record<string, number>> {
  if (!text.includes('=')) return { other: optionNumber(option, 'other', text.replace(/ ?%$/, '')) };
  return Object.fromEntries(
    pairs(option, text).map(([name, value]) => [name, optionNumber(option, name, value)]),
  );
}

const MINUTES = { s: 1 / 60, m: 1, h: 60 };

function slotMinutes(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text) ?? [];
  if (!number) throw new InputError('--slot', `found "${text}"; expected a length such as 30s, 5m or 1h.`);
  return Number(number) * own(MINUTES, unit ?? 'm')!;
}

/**
 * `--backtest` alone stands for the usual tolerance, and `--licences` for the rules that come with the program:
 * parseArgs knows no option whose value may be left out.
 */
export function withUsual(args: readonly string[]): string[] {
  return args.flatMap((arg, i) => {
    // Its value begins with a dash, too.
    if (arg === '--what-if' && i + 1 < args.length) return [`${arg}=${args[i + 1]}`];
    if (args[i - 1] === '--what-if') return [];
    if (arg === '--licences' && (args[i + 1] ?? '--').startsWith('--')) return [`--licences=${USUAL_RULES}`];
    if (arg !== '--backtest') return [arg];
    return /^[\d.]+ ?%?$/.test(args[i + 1] ?? '') ? [arg] : [`--backtest=${DEFAULT_SCENARIO.tolerance}`];
  });
}

/** What `--backtest` was given: a part of all host-slots, or per cent of them. */
function toleranceOf(text: string): number {
  const [, figure, percent] = /^([\d.]+) ?(%?)$/.exec(text) ?? [];
  const part = Number(figure) / (percent ? 100 : 1);
  if (part >= 0 && part < 1) return part;
  throw new InputError(
    '--backtest',
    `found "${text}"; expected the part of all host-slots that may be over capacity, from 0 to below 1, such as 0.001 or 0.1%.`,
  );
}

/** More samples than this tell nothing more, and take days. */
const MOST_SAMPLES = 100_000;

/** What `--uncertainty` was given. */
export function samplesOf(text: string): number {
  const samples = optionNumber('--uncertainty', 'samples', text);
  if (Number.isInteger(samples) && samples >= 1 && samples <= MOST_SAMPLES) return samples;
  throw new InputError(
    '--uncertainty',
    `found ${text}; expected a whole number of samples from 1 to ${MOST_SAMPLES}.`,
  );
}
