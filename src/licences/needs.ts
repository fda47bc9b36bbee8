import { crowd } from '../estate/crowd';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import type { LicenceRules, Product } from './rules';

/** Which guests need which product, by its place among the rules' products. */
export interface Needs {
  readonly of: readonly ReadonlySet<string>[];
  readonly findings: readonly Finding[];
}

const without = (text: string) => text.toLowerCase();

function needs({ guests }: Product, { name, facts, processes }: Guest): boolean {
  const os = without(facts.os);
  const within = (words: readonly string[]) => words.some((word) => os.includes(without(word)));
  if (guests.name.some((word) => without(word) === without(name))) return true;
  // Instances of one process are told apart by a number: `sqlservr#1`.
  const running = new Set(processes.map((process) => without(process).replace(/#\d+$/, '')));
  if (guests.process.some((word) => running.has(without(word)))) return true;
  return within(guests.system) && !within(guests.butNot);
}

/** Who needs what, by what is known of each guest; what is not known is said. */
export function needsOf({ products }: LicenceRules, guests: readonly Guest[]): Needs {
  const of = products.map((product) => {
    const needing = guests.filter((guest) => needs(product, guest));
    return new Set(needing.map(({ name }) => name));
  });
  const bySystem = products.flatMap((product, p) =>
    product.guests.system.length > 0 ? [{ product, needing: of[p] }] : [],
  );
  const findings: Finding[] = [];
  const unknown = guests.filter(
    ({ name, facts }) => facts.os === '' && !bySystem.some(({ needing }) => needing.has(name)),
  );
  if (bySystem.length > 0 && unknown.length > 0)
    findings.push({
      level: 'warning',
      where: crowd(unknown.map(({ name }) => name)),
      text: `Which system runs there is not known, so no licence of one is counted for ${unknown.length === 1 ? 'it' : 'them'}.`,
      fix: 'Type it into the guest table (System), or give a column os.',
    });
  for (const { product } of bySystem) {
    const kept = guests.filter(
      ({ facts: { os }, name }) =>
        product.guests.butNot.some((word) => without(os).includes(without(word))) &&
        !bySystem.some(({ needing }) => needing.has(name)),
    );
    if (kept.length > 0)
      findings.push({
        level: 'info',
        where: crowd(kept.map(({ name }) => name)),
        text: `${kept[0].facts.os} is no ${product.label}: the rules count nothing for it.`,
      });
  }
  return { of, findings };
}
