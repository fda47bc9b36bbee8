import { FACTS, type FactField } from './fact-fields';
import { inRange, rangeOf } from './field';
import type { Finding } from './finding';
import type { Facts } from './guest';
import { own } from './own';
import type { Recording } from './recording';

interface Said {
  readonly value: unknown;
  readonly source: string;
}

/** Which of two that contradict each other is used, by the kind of the fact: whichever file comes first. */
const RULES = {
  number: 'the larger is used',
  flag: 'yes is used',
  choice: 'the one that comes first by number or alphabet is used',
  text: 'the one that comes first by number or alphabet is used',
} as const;

/**
 * The facts that files state of one server, whatever their order; what cannot be and what contradicts itself becomes a
 * finding.
 */
export function joinFacts(
  name: string,
  recordings: readonly Recording[],
  edits: Partial<Facts> | undefined,
  findings: Finding[],
): Partial<Facts> {
  const said = new Map<string, Said[]>();
  for (const { facts, source } of recordings) {
    for (const [field, value] of Object.entries(facts)) {
      if (value === undefined) continue;
      const limits: FactField | undefined = own<FactField>(FACTS, field);
      if (limits?.kind === 'number' && value !== null && !inRange(value as number, limits)) {
        findings.push({
          level: 'warning',
          where: name,
          text: `${field} is ${String(value)} in ${source}; expected ${rangeOf(limits)}. It is taken as not known.`,
          fix: 'Check its unit, or type the right value into the guest table.',
        });
        continue;
      }
      const known = said.get(field);
      if (known) known.push({ value, source });
      else said.set(field, [{ value, source }]);
    }
  }
  const stated = [...said].map(([field, all]) => [field, agreed(name, field, all, findings)]);
  return { ...(Object.fromEntries(stated) as Partial<Facts>), ...edits };
}

/** What counts of all that is said of one fact. */
function agreed(name: string, field: string, all: readonly Said[], findings: Finding[]): unknown {
  if (all.length === 1) return all[0].value;
  // Who says that it is not known contradicts nobody.
  const told = all.filter(({ value }) => value !== null && value !== '');
  const kind = own<FactField>(FACTS, field)?.kind ?? 'text';
  // Measured by its host and inside: no contradiction, and the host's figures count (see overhead/demand.ts).
  if (field === 'measured' && told.every(({ value }) => value === 'host' || value === 'guest')) {
    return told.some(({ value }) => value === 'host') ? 'host' : 'guest';
  }
  const bySize = [...new Set(told.map(({ value }) => value))].sort(inOrder);
  if (bySize.length < 2) return (told[0] ?? all[0]).value;
  const values = bySize.map((value) => {
    const files = told.filter((each) => each.value === value).map(({ source }) => source);
    return `${words(value)} in ${[...new Set(files)].sort().join(', ')}`;
  });
  findings.push({
    level: 'warning',
    where: name,
    text: `${field} is ${values.slice(0, -1).join(', ')} and ${values[values.length - 1]}; ${RULES[kind]}, in whatever order the files come.`,
    fix: 'Type the right value into the guest table.',
  });
  return kind === 'number' || kind === 'flag' ? bySize[bySize.length - 1] : bySize[0];
}

function inOrder(a: unknown, b: unknown): number {
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : 1;
  return Number(a) - Number(b);
}

function words(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
}
