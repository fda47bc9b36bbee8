import { isMeasured } from '../dispatch/measured';
import { DEFAULT_HOST } from '../overhead/host';
import { OF_VIEWS } from './choices';
import { withoutServers } from './cards';
import { BETWEEN, writePairs } from './pairs';
import type { Scenario } from './scenario';
import { DEFAULT_SCENARIO, usualFor } from './scenario';
import { CURRENT } from './versions';
import { VIEWS } from './views';

type Field = keyof Scenario;
/** Every choice by its name in links and files, in the order in which they are written. */
export const FIELDS = Object.keys({
  ...DEFAULT_SCENARIO,
  assumeUse: null,
  growth: null,
  horizon: null,
  ready: null,
  sheets: null,
  paper: null,
  decide: null,
  shifts: null,
  rescheduled: null,
  mapped: null,
  licences: null,
  exactly: null,
  seconds: null,
} satisfies Record<Field, unknown>) as Field[];

/** What does not decide how many hosts there are, or is data. */
const NOT_FOLDED: ReadonlySet<Field> = new Set([
  'version',
  ...OF_VIEWS,
  'shifts',
  'rescheduled',
  'mapped',
  'licences',
  'edits',
]);
/** What no link holds. */
const IN_FILES_ALONE: ReadonlySet<Field> = new Set(['typed', 'mapped', 'licences']);
/** What names servers: data, where they are a person's own. */
const BY_SERVER: ReadonlySet<Field> = new Set(['edits', 'shifts', 'rescheduled']);
/** Fields of numbers by name, which a link writes without marks of JSON. */
export const OF_PAIRS: ReadonlySet<string> = new Set([
  'hosts',
  'ceilings',
  'overrides',
  'thresholds',
  'assumeUse',
  'growth',
]);

/**
 * A scenario as the part of a link after `#`: `/fold?v=4&profile=esx3&hosts=cores:8,rating:3&...`. The fold's link says
 * every choice that its answer depends on; of the other views' choices, and in their links, only what differs from the
 * defaults of the version.
 * Facts typed in for a person's own servers, shifts of their clocks, what they do at other times and how their files are
 * read stay out, and so do a host of theirs that is dispatched, a guest on it whose meter is looked at, and figures that
 * were typed in to be corrected: all are data. A host of the sample that is
 * dispatched, or a guest on it, is in the link of the view that shows it alone: it says all of the host's loads.
 */
export function toHash(scenario: Scenario): string {
  const { view } = scenario;
  const plain = usualFor(scenario);
  const parts = FIELDS.flatMap((field) => {
    if (field === 'version' || field === 'view' || IN_FILES_ALONE.has(field)) return [];
    if (BY_SERVER.has(field) && !scenario.sample) return [];
    if ((field === 'dispatch' || field === 'meter') && isMeasured(scenario[field]))
      if (!scenario.sample || field !== view) return [];
    const own = scenario[field];
    const value = field === 'decide' && own && !scenario.sample ? withoutServers(String(own)) : own;
    if (value === undefined) return [];
    const usual = JSON.stringify(value) === JSON.stringify(plain[field]);
    if (usual && (view !== 'fold' || NOT_FOLDED.has(field))) return [];
    return [`${field}=${escaped(textOf(field, value))}`];
  });
  return `/${view}${parts.length > 0 ? `?${[`v=${CURRENT}`, ...parts].join('&')}` : ''}`;
}

function textOf(field: Field, value: unknown): string {
  if (field === 'hosts') return (value as Scenario['hosts']).map(textOfHost).join(BETWEEN);
  if (OF_PAIRS.has(field)) return writePairs(Object.entries(value as object));
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function textOfHost(host: Scenario['hosts'][number]): string {
  const plain = new Map<string, unknown>(Object.entries(DEFAULT_HOST));
  const needed = (name: string) => name === 'cores' || name === 'rating';
  return writePairs(
    Object.entries(host).filter(([name, value]) => needed(name) || plain.get(name) !== value),
  );
}

/** Marks that may stand in an address as they are, do, so that people can read it. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(/%(?:2C|3A|3B|2F)/g, decodeURIComponent);
}

/** A link's part after `#` taken apart: the name of its view, and what it says by field. */
export function partsOf(hash: string): { view: string; said: (readonly [field: string, text: string])[] } {
  const [path, query = ''] = hash.replace(/^#/, '').split(/\?(.*)/s);
  return { view: path.replace(/^\//, ''), said: [...new URLSearchParams(query)] };
}

/** What a link without any choice opens: its view, as it is today; null where there is more to read in it. */
export function fromPlainHash(hash: string): Scenario | null {
  const { view: name, said } = partsOf(hash);
  if (said.length > 0) return null;
  const view = name === '' ? VIEWS[0] : VIEWS.find(({ id }) => id === name);
  return view ? { ...DEFAULT_SCENARIO, view: view.id } : null;
}
