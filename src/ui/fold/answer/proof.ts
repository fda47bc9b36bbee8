import { LitElement, css, html, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { base, card, controls } from '../../parts/styles';
import { count, percent } from '../../text/format';
import { DeedEvent } from '../events';
import { argumentOf, type Argument, type Block } from './argument';
import { money } from './objective';
import type { Checked, Recheck } from './why';

/** Servers listed, and drawn one by one, before somebody asks for all. */
const LISTED = 8;
const DRAWN = 60;
/** Height of a bar and what stands around it, px. */
const BAR = 34;
const LETTER = 7;

/**
 * Why no better plan exists, in a planner's words: what every server brings, what too few hosts hold, and that one is
 * more than the other. It can be checked again and saved.
 * @fires deed - proof
 */
@customElement('hf-proof')
export class ProofDialog extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    css`
      dialog {
        width: min(720px, calc(100vw - 24px));
        max-height: calc(100dvh - 32px);
        padding: 20px 24px;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
        background: var(--card);
        color: var(--ink);
        box-shadow: var(--shadow);
        overflow: auto;
      }
      dialog::backdrop {
        background: rgb(0 0 0 / 30%);
      }
      h2:focus-visible {
        outline: 0;
      }
      h2 {
        font-size: 20px;
        line-height: 28px;
        text-wrap: balance;
      }
      h3 {
        margin: 18px 0 4px;
      }
      ol {
        margin: 10px 0 0;
        padding: 0;
        list-style: none;
        counter-reset: step;
      }
      ol li {
        position: relative;
        max-width: 66ch;
        padding: 3px 0 3px 34px;
        counter-increment: step;
      }
      ol li::before {
        content: counter(step);
        position: absolute;
        left: 0;
        top: 4px;
        width: 22px;
        height: 22px;
        border-radius: 50%;
        background: var(--accent-wash);
        color: var(--accent);
        font-size: 13px;
        font-weight: 650;
        text-align: center;
      }
      ol li:last-child {
        font-weight: 650;
      }
      figure {
        margin: 16px 0 0;
      }
      figcaption {
        display: flex;
        flex-wrap: wrap;
        justify-content: space-between;
        gap: 0 16px;
        font-size: 13px;
        line-height: 20px;
        color: var(--soft);
      }
      figcaption b {
        color: var(--ink);
        font-weight: 650;
      }
      figcaption + svg {
        margin-bottom: 10px;
      }
      svg {
        display: block;
        width: 100%;
      }
      rect {
        stroke: var(--card);
        stroke-width: 1;
      }
      .b1 {
        fill: var(--band-1);
      }
      .b2 {
        fill: var(--band-2);
      }
      .b3 {
        fill: var(--band-3);
      }
      .b4 {
        fill: var(--band-4);
      }
      .rest {
        fill: var(--band-rest);
      }
      .n1 {
        fill: var(--on-band-1);
      }
      .n2 {
        fill: var(--on-band-2);
      }
      .n3 {
        fill: var(--on-band-3);
      }
      .n4 {
        fill: var(--on-band-4);
      }
      .nrest {
        fill: var(--on-band-rest);
      }
      .host {
        fill: var(--free);
        stroke-width: 2;
      }
      .short {
        fill: var(--bad-wash);
        stroke: var(--unfit);
        stroke-dasharray: 4 3;
      }
      text {
        font-size: 12px;
        fill: var(--ink);
        text-anchor: middle;
        dominant-baseline: central;
      }
      .bad {
        color: var(--bad);
        font-weight: 650;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
      }
      th {
        font-weight: normal;
        text-align: left;
        color: var(--soft);
      }
      th,
      td {
        padding: 3px 0 3px 16px;
        border-bottom: 1px solid var(--hairline);
      }
      th:first-child,
      td:first-child {
        padding-left: 0;
        overflow-wrap: anywhere;
      }
      th.number {
        color: var(--soft);
      }
      .measure {
        width: 34%;
      }
      .measure svg {
        height: 8px;
      }
      .measure rect {
        fill: var(--cpu);
        stroke: none;
      }
      ul {
        margin: 4px 0 0;
        padding-left: 20px;
      }
      .foot {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 8px 10px;
        position: sticky;
        bottom: -20px;
        margin: 20px -24px -20px;
        padding: 12px 24px;
        border-top: 1px solid var(--hairline);
        background: var(--card);
      }
      .foot .main {
        margin-left: auto;
      }
      .found {
        flex: 1 0 100%;
      }
      .found:empty {
        margin-top: -8px;
      }
      .good b {
        color: var(--accent);
      }
      @media (max-width: 560px) {
        dialog {
          padding: 16px;
        }
        .foot {
          bottom: -16px;
          margin: 20px -16px -16px;
          padding: 12px 16px;
        }
        .measure {
          display: none;
        }
      }
      @media (forced-colors: active) {
        rect {
          stroke: CanvasText;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** Asks the planner to go through the proof once more. */
  @property({ attribute: false }) recheck: Recheck | null = null;
  @state() private all = false;
  @state() private checking = false;
  @state() private found: Checked | null = null;
  @state() private width = 600;
  @query('dialog') private dialog!: HTMLDialogElement;

  /** Opens it for an answer; what is shown stays as it is while the search goes on. */
  async show(answer: FoldAnswer): Promise<void> {
    this.answer = answer;
    this.all = false;
    this.found = null;
    await this.updateComplete;
    if (!this.dialog.open) this.dialog.showModal();
    // It is read from its beginning, not from the first control far below.
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
    this.width = this.renderRoot.querySelector('figure')?.clientWidth || this.width;
  }

  override render() {
    const argument = this.answer ? argumentOf(this.answer) : null;
    return html`<dialog aria-labelledby="title">${argument ? this.body(argument) : nothing}</dialog>`;
  }

  private body(argument: Argument) {
    return html`<h2 id="title" tabindex="-1">${argument.title}</h2>
      <ol>
        ${argument.steps.map((step) => html`<li>${step}</li>`)}
      </ol>
      ${argument.servers.length && argument.hosts.length ? this.picture(argument) : nothing}
      ${argument.kinds.length ? this.kinds(argument) : nothing}
      ${argument.servers.length > 1 ? this.servers(argument) : nothing}
      ${
        argument.leftOut.length
          ? html`<h3>What the argument leaves out</h3>
              <ul>
                ${argument.leftOut.map((what) => html`<li>${what}</li>`)}
              </ul>
              <p class="soft small">Each of these could only ask for more hosts, never for fewer.</p>`
          : nothing
      }
      <div class="foot">
        <p class="found" role="status">${this.verdict()}</p>
        ${
          this.answer.proof
            ? html`${
                  this.recheck
                    ? html`<button
                        class="button"
                        type="button"
                        ?disabled=${this.checking}
                        @click=${this.check}
                      >
                        ${this.checking ? 'Checking …' : 'Check it again'}
                      </button>`
                    : nothing
                } <button class="button" type="button" @click=${this.save}>Save the proof</button>`
            : nothing
        }
        <button class="button main" type="button" @click=${() => this.dialog.close()}>Close</button>
      </div>`;
  }

  /** Two bars to one scale: what the servers bring, and what too few hosts hold. */
  private picture({ servers, hosts, total, say }: Argument) {
    const held = hosts.reduce((sum, h) => sum + h.size, 0);
    const shown = servers.slice(0, DRAWN);
    const rest = servers.slice(DRAWN).reduce((sum, s) => sum + s.size, 0);
    const blocks = [...shown, ...(rest > 0 ? [{ name: `${servers.length - DRAWN} more`, size: rest }] : [])];
    return html`<figure aria-hidden="true">
      <figcaption><span>All servers</span><b>${say(total)}</b></figcaption>
      ${this.bar(blocks, total, (k) => (k < 4 ? String(k + 1) : 'rest'))}
      <figcaption>
        <span>${hosts.length === 1 ? 'One host' : `${count(hosts.length)} hosts`}</span>
        <span><b>${say(held)}</b>, <span class="bad">${say(total - held)} short</span></span>
      </figcaption>
      ${this.bar(hosts, total, () => 'host', total - held)}
    </figure>`;
  }

  private bar(blocks: readonly Block[], total: number, tone: (k: number) => string, short = 0) {
    let from = 0;
    const x = (v: number): string => `${((100 * v) / total).toFixed(3)}%`;
    return html`<svg height=${BAR}>
      ${blocks.map(({ name, size }, k) => {
        const at = from;
        from += size;
        const kind = tone(k);
        const fits = (size / total) * this.width > name.length * LETTER + 8;
        return svg`<rect class=${kind.length === 1 ? `b${kind}` : kind} x=${x(at)} width=${x(size)} height=${BAR}></rect>${
          fits ? svg`<text class="n${kind}" x=${x(at + size / 2)} y=${BAR / 2}>${name}</text>` : nothing
        }`;
      })}
      ${
        short > 0
          ? svg`<rect class="short" x=${x(from)} width=${x(short)} y="0.5" height=${BAR - 1}></rect>`
          : nothing
      }
    </svg>`;
  }

  private kinds({ kinds, say }: Argument) {
    const priced = this.answer.objective === 'cost';
    return html`<h3>The kinds of host</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col" class="number">There are</th>
            ${priced ? html`<th scope="col" class="number">Price</th>` : nothing}
            <th scope="col" class="number">Holds at most</th>
          </tr>
        </thead>
        <tbody>
          ${kinds.map(
            (k) =>
              html`<tr>
                <td>${k.kind}</td>
                <td class="number">${k.count === null ? 'any number' : count(k.count)}</td>
                ${priced ? html`<td class="number">${money(k.price)}</td>` : nothing}
                <td class="number">${say(k.most)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }

  private servers({ servers, total, say, heading }: Argument) {
    const shown = this.all ? servers : servers.slice(0, LISTED);
    const rest = servers.length - shown.length;
    const sum = servers.slice(shown.length).reduce((all, s) => all + s.size, 0);
    const largest = servers[0].size;
    return html`<h3>${heading}</h3>
      <table>
        <thead class="unseen">
          <tr>
            <th scope="col">Server</th>
            <td class="measure"></td>
            <th scope="col">Size</th>
            <th scope="col">Share of all</th>
          </tr>
        </thead>
        <tbody>
          ${shown.map(
            ({ name, size }) =>
              html`<tr>
                <td>${name}</td>
                <td class="measure">
                  <svg aria-hidden="true">
                    <rect width="${(100 * size) / largest}%" height="8" rx="2"></rect>
                  </svg>
                </td>
                <td class="number">${say(size)}</td>
                <td class="number soft">${percent(size / total)}</td>
              </tr>`,
          )}
          ${
            rest > 0
              ? html`<tr>
                  <td>
                    <button class="link" type="button" @click=${() => (this.all = true)}>
                      ${count(rest)} more
                    </button>
                  </td>
                  <td class="measure"></td>
                  <td class="number">${say(sum)}</td>
                  <td class="number soft">${percent(sum / total)}</td>
                </tr>`
              : nothing
          }
        </tbody>
      </table>`;
  }

  private verdict() {
    const { found } = this;
    if (!found) return nothing;
    const text = found.valid
      ? html`<b>Checked: the proof holds.</b>`
      : found.undecided
        ? html`<b>Not settled.</b>`
        : html`<b>The proof does not hold.</b>`;
    return html`<span class=${found.valid ? 'good' : found.undecided ? '' : 'bad'}
      >${text} ${found.why}</span
    >`;
  }

  private check = async (): Promise<void> => {
    const { answer, recheck } = this;
    if (!recheck || !answer.proof) return;
    this.checking = true;
    let found: Checked;
    try {
      const gone = {
        valid: false,
        undecided: true,
        why: 'The planner has searched anew and knows this proof no longer: fold again, then check.',
      };
      found = (await recheck(answer.proof)) ?? gone;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      found = { valid: false, undecided: true, why };
    }
    this.checking = false;
    if (this.answer === answer) this.found = found;
  };

  private save = (): void => {
    this.dispatchEvent(new DeedEvent('proof'));
  };
}
