import * as v from 'valibot';
import { refusalOf, shown } from '../estate/expected';
import type { Finding } from '../estate/finding';
import { own } from '../estate/own';
import { kindsApart } from '../overhead/host';
import { inTermsOfToday } from './conversions';
import { FIELDS, OF_PAIRS, partsOf } from './link';
import { BETWEEN, readPairs } from './pairs';
import type { Scenario } from './scenario';
import { scenarioFields } from './schema';
import { CURRENT, VERSIONS, usualOf } from './versions';

/**
 * Reads a scenario field by field: a part that is not valid keeps its default and is reported; the rest counts. What it
 * does not say is what its version meant by that.
 * @param value what a file, a link or a program gave
 * @param commandLine with what the command line of that version took where nobody says
 */
export function parseScenario(
  value: unknown,
  where: string,
  commandLine = false,
): { scenario: Scenario; findings: Finding[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const text = `found ${shown(value)}; expected an object with the scenario's fields.`;
    const { scenario } = parseScenario({ version: CURRENT }, where, commandLine);
    return { scenario, findings: [{ level: 'error', where, text }] };
  }
  const { version: said, ...rest } = value as Readonly<Record<string, unknown>>;
  const { version, finding } = versionOf(said, where);
  const findings = finding ? [finding] : [];
  const written = inTermsOfToday(version, new Map(Object.entries(rest)), where);
  findings.push(...written.findings);
  const good = new Map<string, unknown>();
  for (const [field, given] of written.given) {
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
  const beside = commandLine ? VERSIONS[version].commandLine : {};
  const usual = { ...usualOf(version, { ...beside, ...Object.fromEntries(good) }), ...beside };
  const scenario = { ...usual, ...(Object.fromEntries(good) as Partial<Scenario>) };
  return {
    scenario: { ...scenario, hosts: kindsApart(scenario.hosts) },
    findings,
  };
}

/** Under which version a document is read; one without any is of the time before there were any. */
function versionOf(said: unknown, where: string): { version: number; finding?: Finding } {
  if (said === undefined) return { version: 0 };
  const version = Number.isInteger(said) ? Number(said) : -1;
  if (version >= 0 && version <= CURRENT) return { version };
  const newer = version > CURRENT;
  const text = newer
    ? `found version ${version}; this program knows versions up to ${CURRENT}. What it can read of it is used.`
    : `found ${shown(said)}; expected a whole number from 0 to ${CURRENT}. It is read as version ${CURRENT}.`;
  const fix = newer ? 'Open it with a newer Hostfold.' : undefined;
  return { version: CURRENT, finding: { level: 'warning', where: `${where}: version`, text, fix } };
}

/**
 * Reads a link's part after `#`; what is not valid falls back by field and says so. A link without any choice is the
 * address of a view, which opens as it does today.
 */
export function fromHash(hash: string): { scenario: Scenario; findings: Finding[] } {
  const { view, said } = partsOf(hash);
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
  return field === 'hosts' ? text.split(BETWEEN).map(readPairs) : readPairs(text);
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
