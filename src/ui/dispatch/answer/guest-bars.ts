import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Answer } from '../../../dispatch/answer';
import type { Figure } from '../../../dispatch/figure';
import { guestKinds } from '../../../dispatch/model';
import '../../parts/how';
import { base, card, controls, rowsAsCards } from '../../parts/styles';
import { many } from '../../text/format';
import type { Run } from '../run/lab';
import { burntTheory, usedTheory } from '../../../dispatch/theory';
import { estimate, said, share, threadWords, type FigureText } from '../words';

/** Guests shown before somebody asks for more. */
const SHOWN = 8;

type GuestAnswer = Answer['guests'][number];

/**
 * What each guest used, wanted and waited: a bar of its time, and the figures with standard errors.
 * @fires explain
 */
@customElement('hf-guest-bars')
export class GuestBars extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      :host {
        container-type: inline-size;
      }
      .scroll {
        position: relative;
        overflow-x: auto;
        margin-top: 6px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
      }
      thead th {
        padding: 2px 0 4px 14px;
        font-size: 13px;
        line-height: 18px;
        font-weight: 400;
        text-align: right;
        color: var(--soft);
        white-space: nowrap;
      }
      tbody th {
        padding: 5px 0;
        font-weight: 650;
        text-align: left;
        white-space: nowrap;
      }
      thead th:first-child,
      thead th:nth-child(2) {
        text-align: left;
      }
      thead th:first-child {
        padding-left: 0;
      }
      td {
        padding: 5px 0 5px 14px;
        text-align: right;
        white-space: nowrap;
      }
      tbody tr {
        border-top: 1px solid var(--hairline);
      }
      td.bar {
        width: 34%;
        min-width: 150px;
      }
      .error {
        color: var(--soft);
        font-size: 12px;
      }
      svg {
        display: block;
        width: 100%;
        height: 18px;
        overflow: visible;
      }
      .track {
        fill: var(--free);
        opacity: 0.55;
      }
      .used {
        fill: var(--cpu);
      }
      .burnt {
        fill: var(--band-4);
      }
      .lines {
        stroke: var(--soft);
        stroke-width: 1.1;
      }
      .wanted {
        stroke: var(--ink);
        stroke-width: 2;
      }
      .key {
        display: flex;
        flex-wrap: wrap;
        gap: 2px 16px;
        margin-top: 8px;
        font-size: 13px;
        line-height: 22px;
        color: var(--soft);
      }
      .key span {
        display: inline-flex;
        align-items: center;
        gap: 6px;
      }
      .key svg {
        width: 22px;
        height: 12px;
        overflow: hidden;
      }
      @container (max-width: 720px) {
        ${rowsAsCards}
        table,
        tbody {
          display: block;
        }
        tbody tr {
          display: grid;
          grid-template-columns: repeat(auto-fill, minmax(124px, 1fr));
          gap: 2px 10px;
          padding: 8px 0;
        }
        tbody th,
        td.bar {
          grid-column: 1 / -1;
        }
        td {
          padding: 2px 0;
          text-align: left;
        }
        td.bar {
          width: auto;
        }
        td:not(.bar)::before {
          content: attr(data-label);
          display: block;
          font-size: 13px;
          line-height: 18px;
          color: var(--soft);
        }
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;
  @state() private all = false;

  override render() {
    const { answer, experiment } = this.run;
    const { guests } = answer;
    const shown = this.all ? guests : guests.slice(0, SHOWN);
    const stolen = guests.some((guest) => guest.stolen.mean > 0);
    const kinds = guestKinds(experiment);
    const places = new Map(experiment.guests.map((guest, g) => [guest, g]));
    return html`<section class="card" aria-labelledby="title">
      <h2 id="title">What each guest got of what it wanted</h2>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Guest</th>
              <th scope="col">Time of a vCPU</th>
              <th scope="col">used</th>
              <th scope="col">wanted</th>
              <th scope="col"><hf-term term="ready"></hf-term></th>
              <th scope="col"><hf-term term="co-stop"></hf-term></th>
              ${stolen ? html`<th scope="col">stolen</th>` : nothing}
              <th scope="col">work done, of alone</th>
              <th scope="col">delay</th>
            </tr>
          </thead>
          <tbody>
            ${shown.map((guest, i) => this.row(guest, i, this.run.alone[places.get(kinds[i]) ?? -1] ?? null, stolen))}
          </tbody>
        </table>
      </div>
      ${
        guests.length > shown.length
          ? html`<button class="link" type="button" @click=${() => (this.all = true)}>
              Show all ${many(guests.length, 'guest')}
            </button>`
          : nothing
      }
      <div class="key" aria-hidden="true">
        <span><svg>${svg`<rect class="used" width="22" height="12"></rect>`}</svg>used</span>
        ${
          guests.some(({ burnt }) => burnt.mean > 5e-4)
            ? html`<span
                ><svg>${svg`<rect class="burnt" width="22" height="12"></rect>`}</svg>of that, idle loop</span
              >`
            : nothing
        }
        <span><svg>${hatch(0, 22, 12, 'ready')}</svg>ready</span>
        ${
          guests.some(({ costop }) => costop.mean > 5e-4)
            ? html`<span><svg>${hatch(0, 22, 12, 'costop')}</svg>co-stop</span>`
            : nothing
        }
        ${stolen ? html`<span><svg>${hatch(0, 22, 12, 'stolen')}</svg>stolen by the host</span>` : nothing}
        <span><svg>${svg`<path class="wanted" d="M11 0V12"></path>`}</svg>wanted: what it uses alone</span>
        <span>± standard errors over ${many(answer.replications, 'run')}</span>
      </div>
    </section>`;
  }

  private row(guest: GuestAnswer, i: number, alone: Answer | null, stolen: boolean) {
    const own = alone?.guests[0];
    const done = own ? ratio(guest.cyclesPerSecond, own.cyclesPerSecond) : null;
    const delay = guest.interruptDelayMs.mean;
    return html`<tr>
      <th scope="row">${guest.name}</th>
      <td class="bar">${this.bar(guest, own?.used.mean ?? null)}</td>
      <td data-label="used">${this.number(share(guest.used), '%', this.whyUsed(guest, i))}</td>
      <td data-label="wanted">${own ? this.number(share(own.used), '%', this.whyWanted(i)) : '…'}</td>
      <td data-label="ready">${this.number(share(guest.ready), '%', this.whyReady(guest, i))}</td>
      <td data-label="co-stop">
        ${guest.costop.mean > 0 ? this.number(share(guest.costop), '%', this.whyCostop(guest)) : html`<span class="soft">0</span>`}
      </td>
      ${stolen ? html`<td data-label="stolen">${this.number(share(guest.stolen), '%', this.whyStolen(guest))}</td>` : nothing}
      <td data-label="work, of alone">
        ${done && Number.isFinite(done.mean) ? this.number(share(done), '%', this.whyDone(guest, own!)) : html`<span class="soft">${own ? '–' : '…'}</span>`}
      </td>
      <td data-label="delay">
        ${
          Number.isFinite(delay.mean)
            ? this.number(estimate(delay.mean, delay.se, 2), 'ms', this.whyDelay(guest))
            : html`<span class="soft">–</span>`
        }
      </td>
    </tr>`;
  }

  private number({ value, error }: FigureText, unit: string, explanation: object) {
    return html`<hf-how .explanation=${explanation}
      >${value}${error ? html`<span class="error"> ± ${error}</span>` : nothing} ${unit}</hf-how
    >`;
  }

  private bar(guest: GuestAnswer, wanted: number | null) {
    const part = (value: number) => 300 * Math.min(1, Math.max(0, value));
    const used = part(guest.used.mean);
    const burnt = part(guest.burnt.mean);
    const ready = part(guest.ready.mean);
    const costop = part(guest.costop.mean);
    const stolen = part(guest.stolen.mean);
    return html`<svg viewBox="0 0 300 18" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" width="300" y="3" height="12"></rect>
      ${svg`<rect class="used" width=${used} y="1" height="16"></rect>
        <rect class="burnt" x=${used - burnt} width=${burnt} y="1" height="16"></rect>`}
      ${hatch(used, ready, 12, 'ready', 3)} ${hatch(used + ready, costop, 12, 'costop', 3)}
      ${hatch(used + ready + costop, stolen, 12, 'stolen', 3)}
      ${
        wanted === null
          ? nothing
          : svg`<path class="wanted" vector-effect="non-scaling-stroke" d="M${part(wanted)} -1V19"></path>`
      }
    </svg>`;
  }

  private whyUsed({ used, burnt }: GuestAnswer, i: number) {
    const { experiment } = this.run;
    const theory = usedTheory(experiment, i);
    const idle = burntTheory(experiment);
    return {
      title: 'Used',
      text: 'Part of its vCPUs’ time on a processor, as the host charges it; idle loops nobody saw are in it.',
      formula: 'used + ready + co-stop + stolen + wait = 1',
      values: [
        ['used ± standard error', said(share(used), '%')],
        ...(burnt.mean > 0 ? [['of that burnt in the idle loop', said(share(burnt), '%')] as const] : []),
        ...(theory ? [['used, closed form', `${(100 * theory.value).toFixed(2)}\u00a0%`] as const] : []),
        ...(idle ? [['burnt, closed form', `${(100 * idle.value).toFixed(2)}\u00a0%`] as const] : []),
      ],
      basis: theory ? { kind: 'source', text: `${theory.formula}; ${theory.source}` } : undefined,
    };
  }

  private whyWanted(i: number) {
    const kind = guestKinds(this.run.experiment)[i];
    return {
      title: 'Wanted',
      text: 'What the same guest uses on a host of its own: a processor for each vCPU, the same devices, nobody to wait for. It was simulated so.',
      values: kind.threads.slice(0, 4).map((thread) => [thread.process, threadWords(thread)] as const),
    };
  }

  private whyReady({ ready }: GuestAnswer, i: number) {
    const ticked = guestKinds(this.run.experiment)[i].clock.idleTick === 'dispatch';
    return {
      title: 'Ready',
      text: `Part of the time in which a vCPU had work${ticked ? ', or a tick to take,' : ''} and no processor.`,
      values: [['ready ± standard error', said(share(ready), '%')]],
      control: { id: 'policy', label: 'policy' },
    };
  }

  private whyCostop({ costop }: GuestAnswer) {
    return {
      title: 'Co-stop',
      text: 'Part of the time in which a vCPU was held back so that its siblings could catch up.',
      values: [['co-stop ± standard error', said(share(costop), '%')]],
      control: { id: 'costs', label: 'skew allowed' },
    };
  }

  private whyStolen({ stolen }: GuestAnswer) {
    return {
      title: 'Stolen',
      text: 'Part of the time in which it ran and the host’s own routines had its processor: for interrupts, whoever’s they were, and for housekeeping. The guest does not see it; no Ready holds it (on ESX it is Overlap).',
      values: [['stolen ± standard error', said(share(stolen), '%')]],
      control: { id: 'costs', label: 'interrupt service' },
    };
  }

  private whyDone(guest: GuestAnswer, own: GuestAnswer) {
    const rate = ({ mean, se }: Figure) => said(estimate(mean, se, 1), '/s');
    return {
      title: 'Work done, of alone',
      text: 'Bursts or requests completed, against the same guest on a host of its own.',
      formula: 'completed here / completed alone',
      values: [
        ['here', rate(guest.cyclesPerSecond)],
        ['alone', rate(own.cyclesPerSecond)],
        ['time for each, here', said(estimate(guest.responseMs.mean, guest.responseMs.se, 2), 'ms')],
        ['time for each, alone', said(estimate(own.responseMs.mean, own.responseMs.se, 2), 'ms')],
      ],
    };
  }

  private whyDelay({ interruptDelayMs: d, batch }: GuestAnswer) {
    const ms = ({ mean, se }: Figure) => said(estimate(mean, se, 2), 'ms');
    return {
      title: 'Interrupt delay',
      text: 'From the moment that the host has an interrupt for the guest to the moment that the guest runs and takes it.',
      values: [
        ['mean', ms(d.mean)],
        ['95 % are below', ms(d.p95)],
        ['longest in a run', ms(d.max)],
        ['not delayed', said(share(d.undelayed), '%')],
        ['interrupts taken at one moment', said(estimate(batch.mean.mean, batch.mean.se, 2), '')],
        ['index of dispersion', said(estimate(batch.dispersion.mean, batch.dispersion.se, 2), '')],
      ],
      control: { id: 'boost', label: 'wake boost' },
    };
  }
}

/** A hatched stretch: ready with slanted lines, co-stop with a grid, what the host stole with crosses. */
function hatch(x: number, width: number, height: number, kind: 'ready' | 'costop' | 'stolen', top = 0) {
  if (width < 0.3) return nothing;
  const step = kind === 'ready' ? 6 : 3;
  const lines: string[] = [];
  if (kind === 'stolen')
    for (let at = x + 1; at < x + width; at += 7) {
      const right = Math.min(at + 4, x + width);
      lines.push(
        `M${at} ${top + 4}L${right} ${top + height - 4}M${right} ${top + 4}L${at} ${top + height - 4}`,
      );
    }
  else
    for (let at = x; at < x + width; at += step) {
      const lean = kind === 'ready' ? Math.min(5, x + width - at) : 0;
      lines.push(
        `M${at.toFixed(1)} ${top + height}L${(at + lean).toFixed(1)} ${kind === 'ready' ? top + height * (1 - lean / 5) : top}`,
      );
    }
  if (kind === 'costop') lines.push(`M${x} ${top + height / 2}H${x + width}`);
  return svg`<rect class="track" x=${x} y=${top} width=${width} height=${height}></rect>
    <path class="lines" vector-effect="non-scaling-stroke" d=${lines.join('')}></path>`;
}

function ratio(a: Figure, b: Figure): Figure {
  const mean = a.mean / b.mean;
  // First order: relative errors of separate runs add up as squares.
  const se = Math.abs(mean) * Math.hypot(a.se / a.mean, b.se / b.mean);
  return { mean, se: Number.isFinite(se) ? se : NaN, sd: NaN };
}
