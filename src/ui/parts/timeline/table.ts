import { html } from 'lit';
import { percent } from '../../text/format';
import { momentText } from './scale';
import { firstAfter, spanShares, type SpanKind, type TimelineGroup, type Window } from './rows';
import { KIND_WORDS } from './words';

/** Changes listed at most: more could not be read. */
const LISTED = 80;

/** The window as two tables: how each row divides it, and what changes when. */
export function timelineTables(groups: readonly TimelineGroup[], window: Window) {
  const rows = groups.flatMap((group) =>
    group.rows.filter(({ spans }) => spans).map((row) => ({ row, place: group.label })),
  );
  const kinds = (['want', 'run', 'burnt', 'ready', 'costop', 'stolen', 'wait'] as const).filter((kind) =>
    rows.some(({ row }) => row.spans?.some((span) => span.kind === kind)),
  );
  return html`<div class="tables" tabindex="0" role="region" aria-label="The timeline as tables">
    <table>
      <caption>
        From ${momentText(window.from, window)} to ${momentText(window.to, window)}, part of that time
      </caption>
      <thead>
        <tr>
          <th scope="col">Row</th>
          ${kinds.map((kind) => html`<th scope="col">${KIND_WORDS[kind]}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(({ row }) => {
          const shares = spanShares(row.spans ?? [], window);
          return html`<tr>
            <th scope="row">${row.label}</th>
            ${kinds.map((kind) => html`<td class="number">${percent(shares[kind])}</td>`)}
          </tr>`;
        })}
      </tbody>
    </table>
    ${changes(groups, window)}
  </div>`;
}

interface Change {
  readonly at: number;
  readonly row: string;
  readonly kind: SpanKind;
  readonly label: string;
}

function changes(groups: readonly TimelineGroup[], window: Window) {
  const found: Change[] = [];
  for (const { rows, quiet } of groups)
    for (const { label, spans = [] } of quiet ? [] : rows)
      for (let i = firstAfter(spans, window.from), n = 0; i < spans.length && n < LISTED; i++) {
        const span = spans[i];
        if (span.from >= window.to) break;
        if (span.from < window.from) continue;
        found.push({ at: span.from, row: label, kind: span.kind, label: span.label ?? '' });
        n++;
      }
  found.sort((a, b) => a.at - b.at);
  const shown = found.slice(0, LISTED);
  return html`<table>
    <caption>
      ${found.length > shown.length ? `The first ${LISTED} changes` : 'What changes'} in this window
    </caption>
    <thead>
      <tr>
        <th scope="col">At</th>
        <th scope="col">Row</th>
        <th scope="col">From then on</th>
      </tr>
    </thead>
    <tbody>
      ${shown.map(
        ({ at, row, kind }) =>
          html`<tr>
            <td class="number">${momentText(at, window)}</td>
            <th scope="row">${row}</th>
            <td>${KIND_WORDS[kind]}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
