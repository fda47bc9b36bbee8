import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { barsOf, privilegedFor, relativePerformance, type Benchmark } from '../../claims/bars';
import { CLASSES, FIGURE_3 } from '../../overhead/classes';
import { PROFILES, parametersOf } from '../../overhead/profiles';
import type { GuestRow } from '../../placement/guest-row';
import type { Scenario } from '../../scenario/scenario';
import { FactsEvent } from '../app/events';
import { BoxSize } from '../parts/box-size';
import '../parts/choice';
import type { PickEvent } from '../parts/choice';
import { base, card, controls } from '../parts/styles';
import { count, many, percent } from '../text/format';

const WAYS = [
  { id: 'native', label: 'native' },
  { id: 'xen', label: 'Xen' },
  { id: 'vmware', label: 'VMware' },
] as const;
const OPTIONS = FIGURE_3.map(({ benchmark, class: of }) => ({
  value: benchmark,
  label: `${benchmark}, ${CLASSES[of].label}`,
}));
const BAR = 17;
const NAME = 58;
const AFTER = 92;
/** Most that the fold takes for f. */
const MOST_PRIVILEGED = 0.05;

/**
 * Figure 3: how near native each kind of work comes, by the published bars; the kind that is chosen stands beside what
 * this model makes of its class, and can be given to servers.
 * @fires facts
 */
@customElement('hf-bars')
export class BarsFigure extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      figure {
        margin: 0;
      }
      .halves {
        display: grid;
        grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
        gap: 14px 32px;
        margin-top: 12px;
      }
      .group {
        margin-bottom: 10px;
        padding: 2px 0 2px 10px;
        border-left: 3px solid transparent;
      }
      .group.on {
        border-left-color: var(--ink);
      }
      .group:not(.on) svg {
        opacity: 0.6;
      }
      svg {
        display: block;
      }
      text {
        font-size: 12px;
        fill: var(--ink);
      }
      .native {
        fill: var(--edge);
      }
      .xen {
        fill: var(--guest-1);
      }
      .vmware {
        fill: var(--guest-2);
      }
      .side > * + * {
        margin-top: 8px;
      }
      table {
        border-collapse: collapse;
        font-size: 14px;
      }
      th,
      td {
        padding: 2px 16px 2px 0;
        text-align: left;
        font-weight: normal;
      }
      td {
        text-align: right;
      }
      thead th {
        color: var(--soft);
        font-size: 13px;
      }
      .button {
        height: auto;
        white-space: normal;
        text-align: left;
      }
      a {
        color: var(--accent);
      }
    `,
  ];

  @property({ attribute: false }) rows: readonly GuestRow[] = [];
  @property({ attribute: false }) overrides: Scenario['overrides'] = {};
  /** The address of the page with some choices changed. */
  @property({ attribute: false }) hrefOf!: (patch: Partial<Scenario>) => string;
  @state() private benchmark: Benchmark = FIGURE_3[0].benchmark;
  private readonly box = new BoxSize(this, '.box', { width: 420, height: 60 });

  override render() {
    return html`<figure class="card" aria-labelledby="caption">
      <h3 id="caption">Figure 3: native, Xen and hosted VMware by kind of work</h3>
      <hf-choice
        label="Kind of work"
        .options=${OPTIONS}
        .value=${this.benchmark}
        @pick=${(event: PickEvent) => {
          event.stopPropagation();
          this.benchmark = event.value as Benchmark;
        }}
      ></hf-choice>
      <div class="halves">
        <div>
          <div class="box"></div>
          ${FIGURE_3.map(({ benchmark }) => this.group(benchmark))}
        </div>
        <div class="side">${this.side()}</div>
      </div>
      <p class="small soft">
        Scores of Barham and others, SOSP 2003, as figure 3 of the paper shows them; VMware is Workstation 3.2
        there, a hosted product, and neither ESX nor GSX.
      </p>
    </figure>`;
  }

  private group(benchmark: Benchmark) {
    const bars = barsOf(benchmark);
    const wide = Math.max(60, this.box.width - 13);
    const long = (value: number) => (value / bars.native) * (wide - NAME - AFTER);
    const label = WAYS.map(
      ({ id, label }) => `${label} ${count(bars[id])}, ${percent(bars[id] / bars.native)}`,
    );
    return html`<div class="group ${benchmark === this.benchmark ? 'on' : ''}">
      <p class="small">${benchmark} <span class="soft">${CLASSES[bars.class].label}</span></p>
      <svg
        width=${wide}
        height=${WAYS.length * BAR}
        viewBox="0 0 ${wide} ${WAYS.length * BAR}"
        role="img"
        aria-label="${benchmark}: ${label.join('; ')}"
      >
        ${WAYS.map(
          ({ id, label }, i) =>
            svg`<text x="0" y=${i * BAR + 12}>${label}</text>
            <rect class=${id} x=${NAME} y=${i * BAR + 2} width=${long(bars[id])} height=${BAR - 5} rx="2"></rect>
            <text x=${NAME + long(bars[id]) + 6} y=${i * BAR + 12}>${count(bars[id])} · ${percent(bars[id] / bars.native)}</text>`,
        )}
      </svg>
    </div>`;
  }

  /** What the model makes of the class, and what can be done with it. */
  private side() {
    const bars = barsOf(this.benchmark);
    const { label, kernel, interrupt } = CLASSES[bars.class];
    const hosted = parametersOf(PROFILES.hosted);
    const models = [
      { name: 'Xen 2006', profile: 'xen2006', shown: bars.xen },
      { name: 'Hosted', profile: 'hosted', shown: bars.vmware },
      { name: 'ESX 2', profile: 'esx2', shown: null },
    ] as const;
    const needed = privilegedFor(bars.class, bars.vmware / bars.native, hosted);
    return html`<p>
        <b>${label}</b>: ${percent(kernel)} of busy time in the kernel and ${percent(interrupt)} in
        interrupts, where a server’s own counters do not say. Both are assumptions.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">of native</th>
            <th scope="col">figure 3</th>
            <th scope="col">this model</th>
          </tr>
        </thead>
        <tbody>
          ${models.map(
            ({ name, profile, shown }) =>
              html`<tr>
                <th scope="row">${name}</th>
                <td>${shown === null ? 'not shown' : percent(shown / bars.native)}</td>
                <td>${percent(relativePerformance(bars.class, parametersOf(PROFILES[profile])))}</td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p>
        ${
          needed > MOST_PRIVILEGED
            ? html`No fraction of emulated instructions that this model takes gives the bar of VMware.`
            : html`The model gives the bar of VMware with ${(100 * needed).toFixed(2)} % of the kernel’s
                instructions emulated.
                <a
                  href=${this.hrefOf({
                    view: 'fold',
                    profile: 'hosted',
                    overrides: { ...this.overrides, privileged: Number(needed.toPrecision(3)) },
                  })}
                  >Fold with it</a
                >`
        }
      </p>
      ${this.sets(bars.class, label)}`;
  }

  /** Which servers are of the class, and those that could be. */
  private sets(of: GuestRow['facts']['class'], label: string) {
    const same = this.rows.filter(({ facts }) => facts.class === of).length;
    const open = this.rows.filter(({ facts }) => facts.class === '').map(({ name }) => name);
    return html`<p>
        ${same === 0 ? 'No server' : many(same, 'server')} of your fold ${same === 1 ? 'is' : 'are'} of class
        ${label}${open.length ? `, and ${count(open.length)} of none` : ''}.
      </p>
      ${
        open.length === 0
          ? nothing
          : html`<button
              class="button"
              type="button"
              @click=${() => this.dispatchEvent(new FactsEvent(open, { class: of }))}
            >
              Count ${many(open.length, 'server')} without a class as ${label}
            </button>`
      }`;
  }
}
