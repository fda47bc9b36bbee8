import { useWords, type AssumedUse } from '../estate/assumed-use';
import { FACTS, type FactField } from '../estate/fact-fields';
import { own } from '../estate/own';
import type { HostSpec } from '../overhead/host';
import { HOST_FIELDS, HOST_FIELD_IDS } from '../overhead/host-fields';
import { figureAsShown, PARAMETERS } from '../overhead/parameters';
import type { Scenario } from '../scenario/scenario';
import {
  ALIGNED_BY,
  COUNTED_OF_SLOT,
  choiceName,
  overheadName,
  policyName,
  profileName,
  resourceName,
  rulesByName,
} from './names';
import type { OriginWords } from './origin';

/** How a choice is told whose value is more than a number, or has a unit. */
const SAID: { readonly [K in keyof Scenario]?: (value: NonNullable<Scenario[K]>) => string } = {
  sample: (yes) => (yes ? 'yes' : 'no'),
  profile: profileName,
  present: (id) => (id === '' ? 'not said' : profileName(id)),
  hosts: (hosts) => hosts.map(hostInWords).join('; '),
  ceilings: (ceilings) => each(ceilings, (id, percent) => `${resourceName(id)} ${percent} %`),
  policy: policyName,
  overrides: (figures) => each(figures, (id, value) => figureWords(id, value).join(' ')),
  thresholds: ({ interruptShare, transfersPerGHz, networkPerGHz }) =>
    `interrupts and DPCs ${100 * interruptShare} % of busy time, disk transfers ${transfersPerGHz} /s a GHz, network ${networkPerGHz} MB/s a GHz`,
  slotMinutes: (minutes) => `${minutes} min`,
  align: (by) => ALIGNED_BY[by],
  aggregate: (by) => COUNTED_OF_SLOT[by],
  assumeUse: useWords,
  growth: (growth) => useWords(growth as AssumedUse),
  horizon: (months) => `${months} months`,
  shifts: (shifts) => each(shifts, (name, minutes) => `${name} ${minutes} min`),
  edits: (edits) => each(edits, (server, facts) => `${server} (${each(facts, factWords)})`),
  licences: rulesByName,
  tolerance: (share) => `${Number((100 * share).toPrecision(6))} %`,
  ready: (percent) => `${percent} %`,
};

/** A choice as people read it: `processor 80 %` where JSON has braces and quotes. */
export function choiceWords<K extends keyof Scenario>(field: K, value: unknown): string {
  const say = SAID[field] as ((value: unknown) => string) | undefined;
  return say && value !== undefined ? say(value) : inWords(value);
}

/** Where a plan comes from, as people read it. */
export const FOR_PEOPLE: OriginWords = {
  choice: (field, value) => [choiceName(field), choiceWords(field, value)],
  figure: figureWords,
};

const each = <T>(of: Readonly<Record<string, T>>, say: (name: string, value: T) => string): string =>
  Object.entries(of)
    .map(([name, value]) => say(name, value))
    .join(', ') || 'none';

/** An overhead figure by its name, in the unit that it is shown in. */
function figureWords(id: string, value: number): readonly [name: string, value: string] {
  const known = PARAMETERS.find((each) => each.id === id);
  return [overheadName(id), known ? figureAsShown(known, value) : String(value)];
}

/** `memory 4096 MiB`, `system Windows`. */
function factWords(id: string, value: unknown): string {
  const field = own<FactField>(FACTS, id);
  const label = field?.label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()) ?? id;
  const option = field?.kind === 'choice' && field.options.find(([each]) => each === value)?.[1];
  const unit = field?.kind === 'number' && typeof value === 'number' ? field.unit : '';
  return `${label} ${option || inWords(value)} ${unit}`.trim();
}

/** `Rack: cores 8, rating of a core 3 GHz, memory 65536 MiB`; what is not limited or not known is left out. */
function hostInWords(host: HostSpec): string {
  const parts = HOST_FIELD_IDS.flatMap((id) => {
    const { label, unit } = HOST_FIELDS[id];
    const value = host[id];
    return value === null
      ? []
      : [`${label.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())} ${value} ${unit}`.trim()];
  });
  return `${host.name}: ${parts.join(', ')}`;
}

function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.map(inWords).join('; ') || 'none';
  if (typeof value !== 'object' || value === null) return String(value ?? '') || 'none';
  const parts = Object.entries(value).map(
    ([name, each]) =>
      `${name} ${typeof each === 'object' && each !== null ? `(${inWords(each)})` : inWords(each)}`,
  );
  return parts.join(', ') || 'none';
}
