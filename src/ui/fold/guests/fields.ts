import { FACTS, FACT_IDS, type FactField, type FactId, type Facts } from '../../../estate/fact-fields';
import { inRange, rangeOf } from '../../../estate/field';
import { typedNumber } from '../../../estate/typed-number';
import { PLATFORMS } from '../../../estate/platforms';
import type { Scenario } from '../../../scenario/scenario';

/** A fact with its name. */
export type NamedFact = FactField & { readonly id: FactId };

/** All that a person can state about a server on the page, in the order of the columns. */
export const FACT_FIELDS: readonly NamedFact[] = FACT_IDS.map((id): NamedFact => ({
  id,
  ...FACTS[id],
})).filter((field) => !field.unasked);

/** What decides something under these choices, and is asked for. */
export function askedFacts({
  profile,
  overrides,
}: Pick<Scenario, 'profile' | 'overrides'>): readonly NamedFact[] {
  const counts = {
    ballooning: (overrides.ballooning ?? 0) >= 0.5,
    wholeCores: PLATFORMS[profile].wholeCores === true,
  };
  return FACT_FIELDS.filter(({ asked }) => !asked || counts[asked]);
}

/**
 * Reads what was typed or chosen for a fact.
 * @returns the value, or what is wrong with it in a sentence
 */
export function readFact(field: FactField, text: string): { value: Facts[FactId] } | { wrong: string } {
  if (field.kind === 'flag') return { value: text === 'yes' };
  if (field.kind === 'choice') {
    const [value] = field.options.find(([each]) => String(each) === text) ?? [field.unknown];
    return { value: value as Facts[FactId] };
  }
  if (field.kind === 'text') return { value: text.trim() };
  if (text.trim() === '' && field.empty !== null) return { value: null };
  const value = typedNumber(text);
  if (value === null) return { wrong: `${field.label}: expected a number, got “${text}”.` };
  if (!inRange(value, field)) return { wrong: `${field.label}: expected ${rangeOf(field)}, got ${value}.` };
  return { value };
}
