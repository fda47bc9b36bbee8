import { own } from '../estate/own';
import { RESOURCES } from '../estate/resource';
import type { HostSpec } from '../overhead/host';
import { HOST_FIELDS, HOST_FIELD_IDS } from '../overhead/host-fields';
import type { Scenario } from '../scenario/scenario';

/** A choice as people read it: `processor 80 %` where JSON has braces and quotes. */
export function choiceWords(field: keyof Scenario, value: unknown): string {
  if (field === 'licences') return rulesByName(value);
  if (field === 'hosts') return (value as Scenario['hosts']).map(hostInWords).join('; ');
  if (field === 'ceilings')
    return (
      Object.entries(value as Scenario['ceilings'])
        .map(([id, percent]) => `${own(RESOURCES, id)?.label ?? id} ${percent} %`)
        .join(', ') || 'none'
    );
  return inWords(value);
}

/** Rules of licences by their name and day: the document itself is long. */
export function rulesByName(value: unknown): string {
  const { name, date } = value as { readonly name?: unknown; readonly date?: unknown };
  return `${String(name)}, ${String(date)}`;
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
