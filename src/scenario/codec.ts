import * as v from 'valibot';
import { isMeasured } from '../dispatch/link';
import { refusalOf, shown } from '../estate/expected';
import type { Finding } from '../estate/finding';
import { own } from '../estate/own';
import type { Scenario } from './scenario';
import { DEFAULT_SCENARIO } from './scenario';
import { scenarioFields } from './schema';

const FIELDS = Object.keys(scenarioFields) as (keyof typeof scenarioFields)[];

/**
 * Reads a scenario field by field: a part that is not valid keeps its default and is reported; the rest counts.
 * @param value what a file, a link or a program gave
 */
export function parseScenario(
  value: unknown,
  where: string,
  base: Scenario = DEFAULT_SCENARIO,
): { scenario: Scenario; findings: Finding[] } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const text = `found ${shown(value)}; expected an object with the scenario's fields.`;
    return { scenario: base, findings: [{ level: 'error', where, text }] };
  }
  const findings: Finding[] = [];
  const good = new Map<string, unknown>();
  for (const [field, given] of Object.entries(value)) {
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
  return { scenario: { ...base, ...(Object.fromEntries(good) as Partial<Scenario>) }, findings };
}

/**
 * A scenario as the part of a link after `#`: `/fold?policy=sum-of-p95&...`, only what differs from the default.
 * Facts typed in for a person's own servers stay out, and so do a host of theirs that is dispatched, a guest on it
 * whose meter is looked at, and figures that were typed in to be corrected: all are data. A host of the sample that is
 * dispatched, or a guest on it, is in the link of the view that shows it alone: it says all of the host's loads.
 */
export function toHash(scenario: Scenario): string {
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    if (field === 'version' || field === 'view' || field === 'typed') continue;
    if (field === 'edits' && !scenario.sample) continue;
    if ((field === 'dispatch' || field === 'meter') && isMeasured(scenario[field]))
      if (!scenario.sample || field !== scenario.view) continue;
    const value = scenario[field];
    if (value === undefined || JSON.stringify(value) === JSON.stringify(DEFAULT_SCENARIO[field])) continue;
    query.set(field, typeof value === 'string' ? value : JSON.stringify(value));
  }
  const text = query.toString();
  return `/${scenario.view}${text ? `?${text}` : ''}`;
}

/** Reads a link's part after `#`; what is not valid falls back by field and says so. */
export function fromHash(hash: string): { scenario: Scenario; findings: Finding[] } {
  const [path, query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  const view = path.replace(/^\//, '');
  const fields = [...new URLSearchParams(query)].map(([field, text]) => [field, decode(text)] as const);
  return parseScenario(Object.fromEntries([...(view ? [['view', view] as const] : []), ...fields]), 'link');
}

function decode(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
