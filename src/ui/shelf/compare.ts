import { html, nothing } from 'lit';
import { movedBetween, type PlanSummary } from '../../decide/side-by-side';
import { OF_VIEWS } from '../../scenario/choices';
import { choiceWords } from '../../report/choice-words';
import { choiceName } from '../../report/names';
import { FIELDS } from '../../scenario/link';
import type { Scenario } from '../../scenario/scenario';
import { money } from '../fold/answer/objective';
import { crowd, list } from '../../estate/crowd';
import { count, many } from '../text/format';
import type { NamedScenario } from './named';

/** Guests that are named of those that moved. */
const NAMED = 12;
/** What views show is no part of a comparison. */
const APART = new Set<keyof Scenario>(['version', ...OF_VIEWS]);

const machines = ({ machines: m }: PlanSummary): string =>
  `${many(m.total, 'machine')}: ${many(m.carrying, 'host')}, ${m.spare === null ? 'spare not known' : `${count(m.spare)} to spare`}${m.native ? `, ${count(m.native)} native` : ''}${m.unplaced ? `, ${count(m.unplaced)} without room` : ''}`;

/** Two scenarios side by side: what to buy, what binds, who moved, and in which choices they differ. */
export function sideBySide(a: NamedScenario, b: NamedScenario) {
  const rows: readonly (readonly [string, (of: NamedScenario) => string])[] = [
    ['To buy', ({ plan }) => machines(plan)],
    ['Cost', ({ plan }) => (plan.machines.cost === null ? 'not known' : money(plan.machines.cost))],
    ['How sure', ({ plan }) => plan.standing],
    [
      'Binds',
      ({ plan }) => list(plan.binds.map(([label, hosts]) => `${label} on ${count(hosts)}`)) || 'nothing',
    ],
    ['Servers', ({ plan }) => count(plan.servers)],
    ['Files', ({ files }) => (files.length ? list(files) : 'the sample')],
  ];
  const differ = FIELDS.filter(
    (field) => !APART.has(field) && JSON.stringify(a.scenario[field]) !== JSON.stringify(b.scenario[field]),
  );
  return html`<table>
      <thead>
        <tr>
          <td></td>
          <th scope="col">${a.name}</th>
          <th scope="col">${b.name}</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([label, say]) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${say(a)}</td>
              <td>${say(b)}</td>
            </tr>`,
        )}
        ${differ.map(
          (field) =>
            html`<tr>
              <th scope="row">${choiceName(field)}</th>
              ${[a, b].map(({ scenario }) => html`<td class="long">${said(field, scenario[field])}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
    ${movedLine(a, b)}`;
}

const said = (field: keyof Scenario, value: unknown): string =>
  value === undefined ? 'not said' : choiceWords(field, value);

function movedLine(a: NamedScenario, b: NamedScenario) {
  const { moved, onlyA, onlyB } = movedBetween(a.plan.hosts, b.plan.hosts);
  const named = (guests: readonly string[]): string => crowd(guests, NAMED);
  return html`<p>
      ${moved.length === 0 ? 'No server moves to other neighbours.' : html`<b>${many(moved.length, 'server')} move${moved.length === 1 ? 's' : ''}:</b> ${named(moved)}.`}
    </p>
    ${onlyA.length ? html`<p>Only in ${a.name}: ${named(onlyA)}.</p>` : nothing}
    ${onlyB.length ? html`<p>Only in ${b.name}: ${named(onlyB)}.</p>` : nothing}`;
}
