import { html, nothing } from 'lit';
import { AS_IT_STANDS, type WhatIfRow } from '../../decide/what-if';
import { money } from '../fold/answer/objective';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import { count, many } from '../text/format';
import { machinesBar, machinesKey, machinesWords } from './machines-bar';
import type { Wish } from './wishes';

/** What a row is drawn beside. */
interface Beside {
  /** Machines of the longest bar. */
  readonly most: number;
  readonly priced: boolean;
  /** What the row would have otherwise; undefined for the plan. */
  readonly wish: Wish | undefined;
  readonly take: (wish: Wish) => void;
}

/** What the last change comes to beside the plan. @param rows that of the plan first */
export function whatIfWords([stands, ...rows]: readonly WhatIfRow[], working: boolean) {
  const last = rows.at(-1);
  const now = many(stands.machines.total, 'machine');
  if (!last) return `As it stands: ${now}.`;
  const saved = stands.machines.total - last.machines.total;
  return html`With ${last.change}: <b>${many(last.machines.total, 'machine')}</b>${working ? ' so far' : ''},
    ${saved === 0 ? 'as many as' : `${count(Math.abs(saved))} ${saved > 0 ? 'fewer than' : 'more than'}`} the
    ${count(stands.machines.total)} of the plan as it stands.`;
}

/** Each change beside the plan. @param take takes a wish over into the plan */
export function whatIfTable(rows: readonly WhatIfRow[], wishes: readonly Wish[], take: (wish: Wish) => void) {
  const [stands] = rows;
  const most = Math.max(1, ...rows.map(({ machines }) => machines.total));
  const priced = rows.some(({ cost }) => cost !== null);
  const wishOf = new Map(wishes.map((wish) => [wish.change, wish]));
  return html`${machinesKey()}
    <table>
      <thead>
        <tr>
          <th scope="col">What if</th>
          <th scope="col">Machines in all</th>
          <th scope="col" class="number">Saved</th>
          ${priced ? html`<th scope="col" class="number">Price</th>` : nothing}
          <th scope="col">What binds</th>
          <th scope="col"><span class="unseen">Take over</span></th>
        </tr>
      </thead>
      <tbody>
        ${rows.map((row) => rowOf(row, stands, { most, priced, wish: wishOf.get(row.change), take }))}
      </tbody>
    </table>`;
}

function rowOf(row: WhatIfRow, stands: WhatIfRow, { most, priced, wish, take }: Beside) {
  const { machines, profile, cost, binds } = row;
  const saved = stands.machines.total - machines.total;
  return html`<tr>
    <th scope="row">${row.change === AS_IT_STANDS ? 'As it stands' : row.change}</th>
    <td>
      ${machinesBar(machines, most)}
      <b><hf-how .explanation=${howMany(row, stands)}>${count(machines.total)}</hf-how></b>
      <small>${machinesWords(machines, profile)}</small>
    </td>
    <td class="number">
      <span class="label">Saved: </span>${row === stands ? '–' : html`<b>${signed(saved)}</b>`}
    </td>
    ${
      priced
        ? html`<td class="number">
            <span class="label">Price: </span>${cost === null ? 'not known' : money(cost)}
          </td>`
        : nothing
    }
    <td>
      <span class="label">What binds: </span>${
        binds.length ? binds.map(([what, hosts]) => `${what} on ${count(hosts)}`).join(', ') : '–'
      }
    </td>
    <td>
      ${
        wish
          ? html`<button
              class="button"
              type="button"
              aria-label="Take over into the plan: ${wish.change}"
              @click=${() => take(wish)}
            >
              Take over
            </button>`
          : nothing
      }
    </td>
  </tr>`;
}

const signed = (saved: number) => (saved < 0 ? `−${count(-saved)}` : count(saved));

/** The sum of machines, beside those of the plan as it stands. */
function howMany(row: WhatIfRow, stands: WhatIfRow): Explanation {
  const { change, machines, hostCount, lowerBound } = row;
  return {
    title: `${many(machines.total, 'machine')}: ${change}`,
    text: 'The same servers, folded anew with this one change and the steps of search of the answer.',
    formula: 'hosts + to spare + servers on machines of their own + without room',
    values: [
      ['hosts', count(hostCount)],
      ['no plan has fewer hosts than', count(lowerBound)],
      ['to spare', machines.spare === null ? 'not known' : count(machines.spare)],
      ['on machines of their own', count(machines.native)],
      ['without room', count(machines.unplaced)],
      ['in all, as it stands', count(stands.machines.total)],
    ],
  };
}
