import * as v from 'valibot';
import { refusalOf } from '../estate/expected';
import { InputError } from '../estate/finding';
import type { HostSpec } from '../overhead/host';
import { HOST_FIELDS, HOST_FIELD_IDS } from '../overhead/host-fields';
import { hostSchema } from '../scenario/schema';
import { HOST_OPTIONS } from './field-help';
import { optionNumber, pairs } from './option-values';

/** `--host cores=8,rating=3,...`. @throws InputError for unknown names, missing cores or rating, values out of range */
export function parseHost(text: string, index: number): HostSpec {
  const given = new Map<string, unknown>([['name', index === 0 ? 'host' : `host ${index + 1}`]]);
  for (const [name, value] of pairs('--host', text)) {
    const field = HOST_OPTIONS.get(name);
    if (name !== 'name' && !field) {
      const names = ['name', ...HOST_OPTIONS.keys()].join(', ');
      throw new InputError('--host', `found "${name}"; expected one of ${names}.`);
    }
    if (field) given.set(field, optionNumber('--host', name, value));
    else given.set('name', value);
  }
  const needed = HOST_FIELD_IDS.filter((id) => 'required' in HOST_FIELDS[id]);
  const missing = needed.find((id) => !given.has(id));
  if (missing) {
    throw new InputError(
      '--host',
      `found no ${missing}; expected ${needed.join(' and ')} at least.`,
      'For example cores=8,rating=3.',
    );
  }
  const parsed = v.safeParse(hostSchema, Object.fromEntries(given));
  if (parsed.success) return parsed.output;
  const { path, found, expected } = refusalOf(parsed.issues[0], hostSchema);
  const [name] = [...HOST_OPTIONS].find(([, field]) => field === path) ?? [path];
  throw new InputError('--host', `found ${name}=${found}; expected ${expected}.`);
}
