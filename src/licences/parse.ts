import * as v from 'valibot';
import { refusalOf } from '../estate/expected';
import { InputError } from '../estate/finding';
import { licenceRulesSchema, ofHost, type LicenceRules } from './rules';

/** @throws InputError whose `where` is the field's path, saying what was found and what was expected */
export function parseLicenceRules(json: unknown): LicenceRules {
  const parsed = v.safeParse(licenceRulesSchema, json);
  if (!parsed.success) {
    const { path, found, expected } = refusalOf(parsed.issues[0], licenceRulesSchema);
    throw new InputError(path || 'licences', `found ${found}; expected ${expected}.`);
  }
  const rules = parsed.output;
  const seen = new Set<string>();
  rules.products.forEach(({ guests, hosts, ways }, p) => {
    const needed = [...hosts, ...guests.system, ...guests.process, ...guests.name];
    if (needed.length === 0)
      throw new InputError(
        `products[${p}]`,
        'found nothing that says who needs it; expected guests (system, process or name) or hosts.',
      );
    ways.forEach((way, w) => {
      const path = `products[${p}].ways[${w}]`;
      const refuse = (field: string, text: string) => new InputError(`${path}.${field}`, text);
      if (seen.has(way.id)) throw refuse('id', `found "${way.id}" twice; expected each name once.`);
      seen.add(way.id);
      if (ofHost(way) && way.mostCores !== null)
        throw refuse('mostCores', `found with the unit ${way.unit}; expected it for virtual-core or guest.`);
      if (!ofHost(way) && way.covers !== null)
        throw refuse('covers', `found with the unit ${way.unit}; expected it for core, socket or host.`);
    });
  });
  return rules;
}
