import * as v from 'valibot';
import { isMeasured } from '../dispatch/link';
import { refusalOf, shown } from '../estate/expected';
import type { Finding } from '../estate/finding';
import { own } from '../estate/own';
import { readPairs, writePairs } from './pairs';
import type { Scenario } from './scenario';
import { DEFAULT_SCENARIO } from './scenario';
import { hostSchema, scenarioFields } from './schema';
import { CURRENT, VERSIONS } from './versions';

type Field = keyof typeof scenarioFields;
const FIELDS = Object.keys(scenarioFields) as Field[];

/**
 * Reads a scenario field by field: a part that is not valid keeps its default and is reported; the rest counts. What it
 * does not say is what its version meant by that.
 * @param value what a file, a link or a program gave
 * @param usual in place of a version's defaults
 */
export function parseScenario(
  value: unknown,
  where: string,
  usual: Partial<Scenario> = {},
): { scenario: Scenario; findings: Finding[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const text = `found ${shown(value)}; expected an object with the scenario's fields.`;
    return { scenario: { ...DEFAULT_SCENARIO, ...usual }, findings: [{ level: 'error', where, text }] };
  }
  const { version: said, ...rest } = value as Readonly<Record<string, unknown>>;
  const { version, finding } = versionOf(said, where);
  const { defaults, convert } = VERSIONS[version];
  const findings = finding ? [finding] : [];
  const good = new Map<string, unknown>();
  for (const [field, given] of convert(new Map(Object.entries(rest)))) {
    const schema = own<v.GenericSchema>(scenarioFields, field);
    if (!schema) {
      const text = `no field of that name; expected one of ${FIELDS.join(', ')}.`;
      findings.push({ level: 'warning', where: `${where}: ${field}`, text });
      continue;
    }
    const parsed = v.safeParse(schema, given);
    if (parsed.success) {
      good.set(field, parsed.output);
      continue;
    }
    const [issue] = parsed.issues;
    const { found, expected } = refusalOf(issue, schema);
    const path = [field, ...(issue.path ?? []).map(({ key }) => String(key))].join('.');
    findings.push({
      level: 'warning',
      where: `${where}: ${path}`,
      text: `found ${found}; expected ${expected}. The default is used.`,
    });
  }
  return {
    scenario: { ...defaults, ...usual, ...(Object.fromEntries(good) as Partial<Scenario>) },
    findings,
  };
}

/** Under which version a document is read; one without any is of the time before there were any. */
function versionOf(said: unknown, where: string): { version: number; finding?: Finding } {
  if (said === undefined) return { version: 0 };
  if (typeof said === 'number' && Number.isInteger(said) && said >= 0 && said <= CURRENT)
    return { version: said };
  const newer = typeof said === 'number' && Number.isInteger(said) && said > CURRENT;
  const text = newer
    ? `found version ${said}; this program knows versions up to ${CURRENT}. What it can read of it is used.`
    : `found ${shown(said)}; expected a whole number from 0 to ${CURRENT}. It is read as version ${CURRENT}.`;
  const fix = newer ? 'Open it with a newer Hostfold.' : undefined;
  return { version: CURRENT, finding: { level: 'warning', where: `${where}: version`, text, fix } };
}

/** What does not decide how many hosts there are, or is data. */
const NOT_FOLDED: ReadonlySet<Field> = new Set([
  'version',
  'view',
  'meter',
  'dispatch',
  'mend',
  'typed',
  'edits',
]);
/** Fields of numbers by name, which a link writes without marks of JSON. */
const OF_PAIRS: ReadonlySet<string> = new Set(['hosts', 'ceilings', 'overrides', 'thresholds']);
/** A host of which nothing is said. */
const PLAIN_HOST = v.parse(hostSchema, { cores: 1, rating: 1 });
const BESIDE = ';';

/**
 * A scenario as the part of a link after `#`: `/fold?v=1&profile=esx3&hosts=cores:8,rating:3&...`. The fold's link says
 * every choice that its answer depends on; of the other views' choices, and in their links, only what differs from the
 * defaults of the version.
 * Facts typed in for a person's own servers stay out, and so do a host of theirs that is dispatched, a guest on it
 * whose meter is looked at, and figures that were typed in to be corrected: all are data. A host of the sample that is
 * dispatched, or a guest on it, is in the link of the view that shows it alone: it says all of the host's loads.
 */
export function toHash(scenario: Scenario): string {
  const { view } = scenario;
  const parts = FIELDS.flatMap((field) => {
    if (field === 'version' || field === 'view' || field === 'typed') return [];
    if (field === 'edits' && !scenario.sample) return [];
    if ((field === 'dispatch' || field === 'meter') && isMeasured(scenario[field]))
      if (!scenario.sample || field !== view) return [];
    const value = scenario[field];
    if (value === undefined) return [];
    const usual = JSON.stringify(value) === JSON.stringify(DEFAULT_SCENARIO[field]);
    if (usual && (view !== 'fold' || NOT_FOLDED.has(field))) return [];
    return [`${field}=${escaped(textOf(field, value))}`];
  });
  return `/${view}${parts.length > 0 ? `?${[`v=${CURRENT}`, ...parts].join('&')}` : ''}`;
}

function textOf(field: Field, value: unknown): string {
  if (field === 'hosts') return (value as Scenario['hosts']).map(textOfHost).join(BESIDE);
  if (OF_PAIRS.has(field)) return writePairs(Object.entries(value as object));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textOfHost(host: Scenario['hosts'][number]): string {
  const plain = new Map(Object.entries(PLAIN_HOST));
  const needed = (name: string) => name === 'cores' || name === 'rating';
  return writePairs(
    Object.entries(host).filter(([name, value]) => needed(name) || plain.get(name) !== value),
  );
}

/** Marks that may stand in an address as they are, do, so that people can read it. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2C|3A|3B|2F)/g, decodeURIComponent);
}

/**
 * Reads a link's part after `#`; what is not valid falls back by field and says so. A link without any choice is the
 * address of a view, which opens as it does today.
 */
export function fromHash(hash: string): { scenario: Scenario; findings: Finding[] } {
  const [path, query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const view = path.replace(/^\//, '');
  const said = [...new URLSearchParams(query)];
  const written = said.length === 0 ? String(CURRENT) : said.find(([field]) => field === 'v')?.[1];
  const version = written === undefined ? undefined : decode(written);
  const fields = said
    .filter(([field]) => field !== 'v')
    .map(([field, text]) => [field, version === undefined ? decode(text) : valueOf(field, text)] as const);
  const given = [
    ...(version === undefined ? [] : [['version', version] as const]),
    ...(view ? [['view', view] as const] : []),
    ...fields,
  ];
  return parseScenario(Object.fromEntries(given), 'link');
}

function valueOf(field: string, text: string): unknown {
  if (!OF_PAIRS.has(field) || /^[[{]/.test(text)) return decode(text);
  return field === 'hosts' ? text.split(BESIDE).map(readPairs) : readPairs(text);
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
