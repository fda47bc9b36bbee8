import { html, nothing } from 'lit';
import type { Circumstances } from '../../../counters/circumstances';
import { trustTable } from '../../../counters/trust';
import { objectOf } from '../../../intake/perfmon/counters';
import type { ObjectId } from '../../../intake/perfmon/objects';
import { takenAt, type Log } from './log';

/** Objects by whose instances a virtual machine is known: its tools and its adapters. */
const TELLING: ReadonlySet<ObjectId | null> = new Set<ObjectId>([
  'process',
  'networkInterface',
  'networkAdapter',
  'vmProcessor',
]);

/** Where a log was taken, as far as it shows: in a virtual machine, on a host, or nobody can tell. */
export function takenWhere(log: Log, now: Circumstances, tells: Circumstances) {
  const { inside, carries } = takenAt(log);
  const machines = (findings: typeof inside) =>
    findings.map(({ where, text }) => html`<p class="inside"><b>${where}</b>: ${text}</p>`);
  if (inside.length || carries.length)
    return html`<div role="status">${machines(inside)}${machines(carries)}</div>`;
  if (log.counters.length === 0) return nothing;
  const rows = trustTable(log.counters);
  if (now.contention === 'physical' && tells.contention === 'physical')
    return html`<p class="small soft">
      No sign of a virtual machine was seen in it${unsuspicious(log)}. So it is taken for one of a physical
      machine, on which
      ${
        rows.some(({ trust }) => trust === 'not known')
          ? 'all of these but those that are not known'
          : 'all of these'
      }
      can be trusted; if it is a virtual one, say so below.
    </p>`;
  if (!log.counters.some(({ object }) => TELLING.has(objectOf(object))))
    return html`<p class="small soft">
      This log cannot show whether it was taken in a virtual machine: it lists no processes and no network
      adapters. The verdicts say what holds in a virtual one.
    </p>`;
  return html`<p class="small soft">
    No sign of a virtual machine was seen in it${unsuspicious(log)}. On a physical machine
    ${
      rows.some(({ trust }) => trust === 'not known')
        ? 'all of these but those that are not known'
        : 'all of these'
    }
    can be trusted; the verdicts say what holds in a virtual one.
  </p>`;
}

/** Where signs of a virtual machine were looked for, and none was. */
function unsuspicious({ counters }: Log): string {
  const objects = new Set(counters.map(({ object }) => objectOf(object)));
  const adapters = objects.has('networkInterface') || objects.has('networkAdapter');
  const looked = [
    ...(objects.has('process') ? ['no guest tools among its processes'] : []),
    ...(adapters ? ['no virtual one among its network adapters'] : []),
  ];
  return looked.length ? `: ${looked.join(', ')}` : '';
}
