import type { DrillLine } from '../../decide/drill';
import type { UncertaintyLine } from '../../decide/uncertain';
import type { BesidePlan } from '../../report/beside';
import { tornadoRows } from './tornado';

/** What a drill of single hosts came to, as a report tells it; of several at once it tells nothing. */
export function drillInReport(lines: readonly DrillLine[], hosts: number): BesidePlan['drill'] {
  if (lines.length === 0 || lines.some(({ failed }) => failed.length !== 1)) return undefined;
  const failures = lines.flatMap(({ failed: [host], window, moving }) => {
    const carried = moving || window.left.length === 0;
    return host < hosts ? [{ host, carried, unplaced: carried ? [] : window.left }] : [];
  });
  return {
    tolerated: 1,
    hosts: hosts + lines[0].standby,
    carried: failures.every(({ carried }) => carried),
    failures,
  };
}

/** What was drawn of all that is not known, as a report tells it. */
export function uncertaintyInReport(lines: readonly UncertaintyLine[]): BesidePlan['uncertainty'] {
  const drawn = lines.flatMap((line) => (line.kind === 'sample' ? [line.hosts] : []));
  if (drawn.length === 0) return undefined;
  const counts = new Map<number, number>();
  for (const hosts of drawn.sort((a, b) => a - b)) counts.set(hosts, (counts.get(hosts) ?? 0) + 1);
  return {
    samples: drawn.length,
    hosts: Object.fromEntries([...counts].map(([hosts, n]) => [hosts, n / drawn.length])),
    tornado: tornadoRows(lines).map(({ label, low, high }) => ({
      parameter: label,
      low: low.hosts,
      high: high.hosts,
    })),
  };
}
