import type { Finding } from '../estate/finding';
import { inProcessors } from './shares-of-host';
import { VERSIONS } from './versions';

/** Fields as they were written, by name. */
type Given = ReadonlyMap<string, unknown>;

/** From each version to the next: fields in its terms, and what could not be said in them. An entry never changes. */
const STEPS: readonly ((given: Given, where: string) => { given: Given; findings: readonly Finding[] })[] = [
  (given) => ({ given, findings: [] }),
  inProcessors(VERSIONS[1].defaults.hosts),
];

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
