import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { barsOf, privilegedFor, relativePerformance, type Bars, type Benchmark } from '../../claims/bars';
import { CLASSES, FIGURE_3 } from '../../overhead/classes';
import { PROFILES, parametersOf } from '../../overhead/profiles';
import type { GuestRow } from '../../placement/guest-row';
import type { Scenario } from '../../scenario/scenario';
import { FactsEvent } from '../app/events';
import { BoxSize } from '../parts/box-size';
import '../parts/choice';
import type { PickEvent } from '../parts/choice';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
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
      h3 {
        font-size: 17px;
        line-height: 24px;
      }
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
        font-weight: 400;
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
                <td>
                  <hf-how .explanation=${modelHow(bars.class, profile)}
                    >${percent(relativePerformance(bars.class, parametersOf(PROFILES[profile])))}</hf-how
                  >
                </td>
              </tr>`,
          )}
        </tbody>
      </table>
      <p>
        ${
          needed > MOST_PRIVILEGED
            ? html`No fraction of emulated instructions that this model takes gives the bar of VMware.`
            : html`The model gives the bar of VMware with
                <hf-how .explanation=${neededHow(bars, needed)}>${(100 * needed).toFixed(2)}&nbsp;%</hf-how>
                of the kernel’s instructions emulated.
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

/** What the model makes of a class of work under a profile, with the figures in it. */
function modelHow(of: Bars['class'], profile: 'xen2006' | 'hosted' | 'esx2'): Explanation {
  const { kernel, interrupt, label } = CLASSES[of];
  const parameters = parametersOf(PROFILES[profile]);
  const { privileged, emulation, ioPath } = parameters;
  return {
    title: `${label} under ${PROFILES[profile].label}, of native`,
    text: 'A processor that is always busy takes longer for the same work: the kernel’s privileged instructions are emulated, and the way of each interrupt is gone twice.',
    formula: '1 ÷ (1 + q f (k − 1) + d i)',
    values: [
      ['q, busy time in the kernel (assumed)', percent(kernel)],
      ['f, part of its instructions that is privileged', share(privileged)],
      ['k, instructions to emulate one', count(emulation)],
      ['d, ways gone again', String(ioPath)],
      ['i, busy time in interrupts (assumed)', percent(interrupt)],
      ['of native', percent(relativePerformance(of, parameters))],
    ],
    basis: { kind: 'source', text: 'Friedman (2006), section 4.1 and footnote 5' },
  };
}

/** The part of privileged instructions that gives the bar of VMware, with the figures in it. */
function neededHow({ class: of, vmware, native }: Bars, needed: number): Explanation {
  const { kernel, interrupt } = CLASSES[of];
  const { emulation, ioPath } = parametersOf(PROFILES.hosted);
  return {
    title: 'Part of the kernel’s instructions that is emulated',
    text: 'The model’s formula, turned round: which part f gives what figure 3 shows.',
    formula: 'f = (1 ÷ r − 1 − d i) ÷ (q (k − 1))',
    values: [
      ['r, VMware of native', `${count(vmware)} ÷ ${count(native)} = ${percent(vmware / native)}`],
      ['d, ways gone again', String(ioPath)],
      ['i, busy time in interrupts (assumed)', percent(interrupt)],
      ['q, busy time in the kernel (assumed)', percent(kernel)],
      ['k, instructions to emulate one', count(emulation)],
      ['f', share(needed)],
    ],
    basis: { kind: 'assumption', text: 'that nothing else slows the work down' },
  };
}

const share = (part: number): string => `${Number((100 * part).toPrecision(3))}\u00a0%`;
