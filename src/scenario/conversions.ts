import { ofEarlierRules } from '../dispatch/earlier';
import type { Finding } from '../estate/finding';
import { inProcessors } from './shares-of-host';
import { VERSIONS } from './versions';
import { VIEWS } from './views';

/** Fields as they were written, by name. */
type Given = ReadonlyMap<string, unknown>;

/** From each version to the next: fields in its terms, and what could not be said in them. An entry never changes. */
const STEPS: readonly ((given: Given, where: string) => { given: Given; findings: readonly Finding[] })[] = [
  (given) => ({ given, findings: [] }),
  (given, where) => inProcessors(VERSIONS[1].defaults.hosts)(underTodaysRules(given), where),
  (given) => ({ given: beforeTheStory(inSteps(given)), findings: [] }),
  (given) => ({ given: testedInLabs(given), findings: [] }),
];

/** How long was searched where nobody said, s. */
const USUAL_SECONDS = 2;

/**
 * Every link of the fold said how many seconds to search: only those that somebody changed, and that no steps stood in for, are a
 * choice.
 */
function inSteps(given: Given): Given {
  const chosen = given.get('seconds') !== USUAL_SECONDS && !given.has('work');
  return new Map([...given].filter(([field]) => field !== 'seconds' || chosen));
}

/** A link of the Meter view that named no demonstration opened the fifth one; there was no story then. */
function beforeTheStory(given: Given): Given {
  if (given.get('view') !== 'meter' || (given.get('meter') ?? '') !== '') return given;
  return new Map([...given, ['meter', 'neighbour']]);
}

/** What folds from a link of another view said nothing of is folded as it is today. */
function testedInLabs(given: Given): Given {
  const of = VIEWS.find(({ id }) => id === given.get('view'));
  if (!of || of.id === 'fold') return given;
  return new Map([...given, ['tolerance', VERSIONS[4].defaults.tolerance]]);
}

/** Experiments that were written before the simulator's rules changed are marked, and opened as what they were. */
function underTodaysRules(given: Given): Given {
  return new Map(
    [...given].map(([field, value]) =>
      (field === 'dispatch' || field === 'meter') && typeof value === 'string'
        ? [field, ofEarlierRules(value)]
        : [field, value],
    ),
  );
}

/** A document of a version in terms of today's. */
export function inTermsOfToday(
  version: number,
  written: Given,
  where: string,
): { given: Given; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const given = STEPS.slice(version).reduce<Given>((before, step) => {
    const next = step(before, where);
    findings.push(...next.findings);
    return next.given;
  }, written);
  return { given, findings };
}
