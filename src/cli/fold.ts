import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import type { Alternative } from '../decide/compare';
import { compare } from '../decide/compare';
import { policiesBeside } from '../decide/policies';
import type { Uncertainty } from '../decide/uncertainty';
import { uncertainty } from '../decide/uncertainty';
import { createNodeEngine } from '../engine/node';
import { assemble } from '../estate/assemble';
import { refusalOf } from '../estate/expected';
import { InputError } from '../estate/finding';
import { own } from '../estate/own';
import { readFile as readCounters } from '../intake';
import type { FoldAnswer, Proof } from '../placement/answer';
import { allRoom, cannotFit } from '../placement/proves';
import { fold } from '../placement/fold';
import type { Drill } from '../placement/spares';
import { openLocalHost } from '../dispatch/local';
import type { Flight } from '../report/fly';
import { fly } from '../report/fly';
import { planDocument } from '../report/json';
import { parseScenario } from '../scenario/codec';
import type { Scenario } from '../scenario/scenario';
import { DEFAULT_SCENARIO } from '../scenario/scenario';
import { scenarioFields } from '../scenario/schema';
import { slotLabel } from '../estate/grid';
import { anonymiser } from './anonymise';
import { ceilingHelp, guestsHelp, hostHelp, profileHelp } from './field-help';
import { numberOf, pairs, parseHost } from './host-option';
import type { Io, Verb } from './io';
import { digits, sayFinding, table } from './io';

const OPTIONS = {
  profile: { type: 'string' },
  host: { type: 'string', multiple: true },
  ceiling: { type: 'string' },
  policy: { type: 'string' },
  slot: { type: 'string' },
  align: { type: 'string' },
  aggregate: { type: 'string' },
  guests: { type: 'string' },
  seconds: { type: 'string' },
  work: { type: 'string' },
  seed: { type: 'string' },
  failures: { type: 'string' },
  scenario: { type: 'string' },
  uncertainty: { type: 'string' },
  drill: { type: 'boolean' },
  fly: { type: 'boolean' },
  compare: { type: 'boolean' },
  anonymise: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;

const help = `hostfold fold FILE... [options]      how many hosts do these servers fold onto?

FILE: counter logs and tables; - reads standard input. Several make one estate.
  --profile NAME       ${profileHelp()}
  --host cores=8,rating=3,memory=65536,...   repeat with count= for an inventory, or with price= for a catalogue, of
                       which the cheapest mix is looked for:
${hostHelp()}
  --ceiling cpu=80,memory=90    per cent that may be filled (default 100) of
                       ${ceilingHelp()}
  --policy peak-of-sums|sum-of-p95|sum-of-peaks
  --slot 5m            length of a slot: s, m or h
  --align wall|time-of-day|time-of-week
  --aggregate mean|p95|max      of the samples in a slot
  --guests FILE        table of what counters cannot tell, a row for each server; its columns:
${guestsHelp()}
  --seconds S          time to search (default 2), or --work N kernel steps: the same answer everywhere
  --seed N   --failures N (default 1)   --scenario FILE (options override it)   --json
  --uncertainty N      N samples over the ranges of the overhead figures
  --drill              each host of the plan with failures fails in turn
  --fly                simulate each planned host at its fullest moment
  --compare            the same servers under every profile
  --anonymise          server and file names replaced in all that is written
`;

/** The command line fills hosts to the brim unless told: its caller states every figure. */
const CLI_SCENARIO: Scenario = { ...DEFAULT_SCENARIO, sample: false, ceilings: {} };

async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
  if (positionals.length === 0)
    throw new InputError('fold', 'found no file; expected at least one.', 'See hostfold fold --help.');
  const scenario = await scenarioOf(values, io);
  const readings = [];
  for (const path of [...positionals, ...(values.guests ? [values.guests] : [])]) {
    const name = path === '-' ? 'standard input' : basename(path);
    readings.push(await readCounters(name, path === '-' ? process.stdin : createReadStream(path), {}));
  }
  const estate = assemble(readings, scenario);
  if (estate.guests.length === 0) {
    for (const finding of estate.findings) io.err(sayFinding(finding));
    throw new InputError('fold', 'found no server with usable figures; expected at least one.');
  }
  const written = values.anonymise
    ? anonymiser([...estate.guests.map((g) => g.name), ...readings.map((r) => r.name)])
    : (t: string) => t;
  const abort = new AbortController();
  const stop = () => abort.abort();
  process.once('SIGINT', stop);
  const { signal } = abort;
  try {
    const engine = await createNodeEngine();
    let drilled: Drill | null = null;
    const answer = await fold(estate, scenario, engine, {
      signal,
      sides: policiesBeside,
      onDrill: values.drill ? (d) => (drilled = d) : undefined,
    });
    for (const finding of answer.findings) io.err(written(sayFinding(finding)));
    const more = {
      ...(values.uncertainty && {
        uncertainty: await uncertainty(estate, scenario, engine, samplesOf(values.uncertainty), { signal }),
      }),
      ...(values.drill && { drill: drilled }),
      ...(values.fly && {
        flown: await fly(answer, estate, await openLocalHost(), { seed: scenario.seed, signal }),
      }),
      ...(values.compare && { compare: await compare(estate, scenario, engine, signal) }),
    };
    const text = values.json
      ? JSON.stringify({ ...planDocument(answer), ...more }, null, 2)
      : readable(answer, more);
    io.out(written(text));
    return 0;
  } finally {
    process.removeListener('SIGINT', stop);
  }
}

function samplesOf(text: string): number {
  const samples = numberOf('--uncertainty', 'samples', text);
  if (Number.isInteger(samples) && samples >= 1) return samples;
  throw new InputError('--uncertainty', `found ${text}; expected a whole number of samples, 1 or more.`);
}

interface More {
  readonly uncertainty?: Uncertainty | '';
  readonly drill?: Drill | null | false;
  readonly compare?: readonly Alternative[] | false;
  readonly flown?: readonly Flight[] | false;
}

type Values = {
  [K in keyof typeof OPTIONS]?: (typeof OPTIONS)[K] extends { multiple: true }
    ? string[]
    : (typeof OPTIONS)[K]['type'] extends 'boolean'
      ? boolean
      : string;
};

async function scenarioOf(values: Values, io: Io): Promise<Scenario> {
  let base = CLI_SCENARIO;
  if (values.scenario) {
    const read = parseScenario(
      jsonOf(await readFile(values.scenario, 'utf8'), values.scenario),
      values.scenario,
      base,
    );
    for (const finding of read.findings) io.err(sayFinding(finding));
    base = read.scenario;
  }
  const set: Record<string, unknown> = {};
  for (const name of ['profile', 'policy', 'align', 'aggregate'] as const)
    if (values[name]) set[name] = values[name];
  for (const name of ['seconds', 'work', 'seed', 'failures'] as const) {
    if (values[name] !== undefined) set[name] = numberOf(`--${name}`, name, values[name]);
  }
  if (values.slot) set.slotMinutes = slotMinutes(values.slot);
  if (values.host) set.hosts = values.host.map(parseHost);
  if (values.ceiling) {
    set.ceilings = Object.fromEntries(
      pairs('--ceiling', values.ceiling).map(([k, t]) => [k, numberOf('--ceiling', k, t)]),
    );
  }
  for (const [field, value] of Object.entries(set)) {
    const schema = own<v.GenericSchema>(scenarioFields, field)!;
    const parsed = v.safeParse(schema, value);
    if (parsed.success) continue;
    const { path, found, expected } = refusalOf(parsed.issues[0], schema);
    const at = path && field === 'ceilings' ? `${path} of ` : '';
    throw new InputError(`--${own(OPTION_OF, field) ?? field}`, `found ${at}${found}; expected ${expected}.`);
  }
  const scenario = { ...base, ...set } as Scenario;
  if (scenario.hosts === CLI_SCENARIO.hosts) {
    const { cores, rating, memory } = scenario.hosts[0];
    io.err(
      `guess: --host: none given; ${cores} cores of ${rating} GHz with ${memory} MiB are assumed. Give --host cores=...,rating=...`,
    );
  }
  return scenario;
}

/** Options whose names are not those of the choices that they set. */
const OPTION_OF = { slotMinutes: 'slot', hosts: 'host', ceilings: 'ceiling' };

function jsonOf(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(where, `found no JSON (${(error as Error).message}); expected a saved scenario.`);
  }
}

const MINUTES = { s: 1 / 60, m: 1, h: 60 };

function slotMinutes(text: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(s|m|h)?$/.exec(text) ?? [];
  if (!number) throw new InputError('--slot', `found "${text}"; expected a length such as 30s, 5m or 1h.`);
  return Number(number) * own(MINUTES, unit ?? 'm')!;
}

function readable(answer: FoldAnswer, more: More): string {
  const guests = answer.hosts.reduce((n, h) => n + h.guests.length, 0);
  const spare = answer.withFailures.hostCount === null ? 'not known' : String(answer.withFailures.hostCount);
  const lines = [
    guests === 0
      ? 'No server folds: see below why each stays on a machine of its own.'
      : `${count(guests, 'server')} ${guests === 1 ? 'folds' : 'fold'} onto ${hostsOf(answer)} (${proofOf(answer)}).`,
    `Hosts so that ${answer.withFailures.tolerated} may fail: ${spare}.`,
    `Policies: ${Object.entries(answer.policies)
      .map(([p, n]) => `${p} ${n ?? '-'}`)
      .join(', ')}.`,
    '',
    table([
      ['host', 'guests', ...answer.resources.map((r) => `${r.id} (${r.unit})`), 'binds', 'at'],
      ...answer.hosts.map((h) => [
        h.name,
        String(h.guests.length),
        ...answer.resources.map((r) => `${digits(h.peak[r.id] ?? 0)}/${digits(h.ceiling[r.id] ?? Infinity)}`),
        `${h.binding.resource} ${(100 * h.binding.fraction).toFixed(0)} %`,
        h.binding.slot === null ? 'always' : slotLabel(answer.grid, h.binding.slot),
      ]),
    ]),
  ];
  if (answer.proof) lines.push('', argument(answer, answer.proof));
  for (const { guest, why } of answer.native) lines.push(`native: ${guest}: ${why}`);
  for (const { guest, why } of answer.unplaced) lines.push(`no place: ${guest}: ${why}`);
  if (more.compare) {
    lines.push(
      '',
      table([
        ['profile', 'hosts', 'images', 'overhead GHz', 'stay native'],
        ...more.compare.map(alternativeRow),
      ]),
    );
  }
  if (more.uncertainty) {
    const shares = Object.entries(more.uncertainty.hosts).map(
      ([hosts, p]) => `${hosts} hosts ${(100 * p).toFixed(1)} %`,
    );
    lines.push('', `Over ${more.uncertainty.samples} samples of the overhead figures: ${shares.join(', ')}.`);
    for (const t of more.uncertainty.tornado) lines.push(`  ${t.parameter}: ${t.low} to ${t.high} hosts`);
  }
  if (more.drill)
    lines.push(
      '',
      `Each of ${more.drill.failures.length} hosts failed in turn: ${more.drill.carried ? 'all carried' : 'not all carried'}.`,
    );
  for (const flight of more.flown || []) {
    lines.push(`${answer.hosts[flight.host].name} simulated: ${flight.verdict}. ${flight.why}`);
  }
  return lines.join('\n');
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** How many hosts; of several kinds, how many of each, and what they cost. */
function hostsOf(answer: FoldAnswer): string {
  const all = count(answer.hostCount, 'host');
  const kinds = new Map<string, number>();
  for (const { kind } of answer.hosts) kinds.set(kind.name, (kinds.get(kind.name) ?? 0) + 1);
  const mix = [...kinds].map(([kind, n]) => `${n} x ${kind}`).join(', ');
  const cost = answer.objective === 'cost' && answer.cost !== null ? ` for ${money(answer.cost)}` : '';
  return kinds.size > 1 || cost ? `${all}: ${mix}${cost}` : all;
}

/** A sum of money, with cents where there are any. */
function money(sum: number): string {
  return Number.isInteger(sum) ? String(sum) : sum.toFixed(2);
}

function proofOf(answer: FoldAnswer): string {
  if (answer.unplaced.length > 0)
    return cannotFit(answer) ? 'proved: not all can fit' : 'no plan for all was found';
  if (answer.objective === 'cost')
    return answer.proved ? 'proved: no mix costs less' : `no mix costs less than ${money(answer.lowerBound)}`;
  if (!answer.proved) return `no plan has fewer than ${answer.lowerBound}`;
  return answer.hostCount === 1
    ? 'proved: none can do with fewer'
    : `proved: no plan has ${answer.hostCount - 1}`;
}

/** Why no better plan exists, in two sentences. */
function argument(
  { objective, grid, resources }: FoldAnswer,
  { bound, total, measure, points, kinds, leftOut }: Proof,
): string {
  const size = (value: number) => (measure ? exactly(value * measure.size) : String(value));
  const most = kinds.map(
    (kind) => `${size(kind.most)} on one host${kinds.length > 1 ? ` ${kind.kind}` : ''}`,
  );
  const least = objective === 'cost' ? `hosts for ${money(bound)}` : count(bound, 'host');
  const room = allRoom({ kinds });
  const takes =
    room < total
      ? `all machines that there are hold ${size(room)}, so not all fit`
      : `that takes ${least} at least`;
  if (measure) {
    const unit = resources.find((r) => r.id === measure.resource)?.unit ?? '';
    const when = measure.slot === null ? '' : ` at ${slotLabel(grid, measure.slot)}`;
    return `Why: all servers together need ${size(total)} ${unit} of ${measure.resource}${when}, and there is room for no more than ${most.join(', ')}: ${takes}. What each needs is in --json.`;
  }
  const without = leftOut.length > 0 ? ` (${leftOut.join('; ')})` : '';
  return `Why: ${points.length} servers or groups have ${total} points together, and no more than ${most.join(', ')} fit: ${takes}${without}. Every point is in --json.`;
}

/** Thousandths are as fine as the fold counts. */
function exactly(value: number): string {
  return String(Number(value.toFixed(3)));
}

function alternativeRow(a: Alternative): string[] {
  return [a.profile, String(a.hostCount), String(a.images), digits(a.overhead.cpu), String(a.refused.length)];
}

export const foldVerb: Verb = { help, run };
