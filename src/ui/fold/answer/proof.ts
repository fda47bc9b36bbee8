import { LitElement, html, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { FoldAnswer } from '../../../placement/answer';
import { base, card, controls, dialogBox } from '../../parts/styles';
import { count, many, percent } from '../../text/format';
import { bands } from '../bands.styles';
import { DeedEvent } from '../../app/events';
import { argumentOf, holds, type Argument, type Block } from './argument';
import { money } from './objective';
import { proofStyles } from './proof.styles';
import type { Recheck } from '../../../placement/recheck';
import type { RecheckOf } from '../../app/view';
import { wordsOf } from '../../text/words-of';

/** Servers listed before somebody asks for all. */
const LISTED = 8;
/** What is narrower than this is not drawn on its own, px. */
const NARROWEST = 4;
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
  static override styles = [base, controls, card, dialogBox, bands, proofStyles];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** Asks the planner to go through the proof once more. */
  @property({ attribute: false }) recheck: RecheckOf | null = null;
  @state() private all = false;
  @state() private checking = false;
  @state() private found: Recheck | null = null;
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
      ${argument.hosts.length ? this.picture(argument) : nothing}
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
    const wide = (block: Block): boolean => (block.size / total) * this.width >= NARROWEST;
    const shown = servers.filter(wide);
    const rest = servers.slice(shown.length).reduce((sum, s) => sum + s.size, 0);
    const left = servers.length - shown.length;
    const others = { name: shown.length ? `${count(left)} more` : many(left, 'server'), size: rest };
    const blocks = left > 0 ? [...shown, others] : shown;
    // Hosts too narrow to be told apart stand as one.
    const machines = hosts.every(wide) ? hosts : [{ name: many(hosts.length, 'host'), size: held }];
    return html`<figure aria-hidden="true">
      <figcaption><span>All servers</span><b>${say(total)}</b></figcaption>
      ${this.bar(blocks, total, (k) => (k < Math.min(4, shown.length) ? String(k + 1) : 'rest'))}
      <figcaption>
        <span>${hosts.length === 1 ? 'One host' : `${count(hosts.length)} hosts`}</span>
        <span><b>${say(held)}</b>, <span class="bad">${say(total - held)} short</span></span>
      </figcaption>
      ${this.bar(machines, total, () => 'host', total - held)}
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
        return svg`<rect class=${`b${kind}`} x=${x(at)} width=${x(size)} height=${BAR}></rect>${
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

  private kinds(argument: Argument) {
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
          ${argument.kinds.map(
            (k) =>
              html`<tr>
                <td>${k.kind}</td>
                <td class="number">${k.count === null ? 'any number' : count(k.count)}</td>
                ${priced ? html`<td class="number">${money(k.price)}</td>` : nothing}
                <td class="number">${holds(k, argument)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`;
  }

  private servers({ servers, total, say, plain, heading }: Argument) {
    const shown = this.all ? servers : servers.slice(0, LISTED);
    const rest = servers.length - shown.length;
    const sum = servers.slice(shown.length).reduce((all, s) => all + s.size, 0);
    const largest = servers[0].size;
    const more = html`<button class="link" type="button" @click=${() => (this.all = true)}>
      ${count(rest)} more
    </button>`;
    if (plain)
      return html`<h3>${heading}</h3>
        <p>${shown.map(({ name }) => name).join(', ')}${rest > 0 ? html` and ${more}` : nothing}</p>`;
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
                <td class="number soft">${shareOf(size, total)}</td>
              </tr>`,
          )}
          ${
            rest > 0
              ? html`<tr>
                  <td>${more}</td>
                  <td class="measure"></td>
                  <td class="number">${say(sum)}</td>
                  <td class="number soft">${shareOf(sum, total)}</td>
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
    let found: Recheck;
    try {
      const gone = {
        valid: false,
        undecided: true,
        why: 'The planner has searched anew and knows this proof no longer: fold again, then check.',
      };
      found = (await recheck(answer.proof)) ?? gone;
    } catch (error) {
      found = { valid: false, undecided: true, why: wordsOf(error) };
    }
    this.checking = false;
    if (this.answer === answer) this.found = found;
  };

  private save = (): void => {
    this.dispatchEvent(new DeedEvent('proof'));
  };
}

/** What is there is never said to be nothing. */
const shareOf = (size: number, total: number): string =>
  size / total < 0.005 ? 'under 1 %' : percent(size / total);
