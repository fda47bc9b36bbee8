import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { PLATFORMS } from '../../../estate/platforms';
import type { FoldAnswer } from '../../../placement/answer';
import { allRoom, cannotFit } from '../../../placement/proves';
import '../../parts/how';
import { base } from '../../parts/styles';
import { count, list, many } from '../../text/format';
import { slotMoment } from '../../text/time';
import { WhyEvent } from '../events';
import { measureOf } from './measure';
import { bare, kindsOf, money, valueOf } from './objective';

/** Kinds of host that the sentence names; more are counted. */
const NAMED = 3;

/** A difference that is there is never said to be none. */
const percentLess = (share: number): string => (share < 0.01 ? 'under 1 %' : `${Math.ceil(share * 100)} %`);

/** The answer in large type: how many hosts, how sure that is, what with a host to spare, and what binds. */
@customElement('hf-headline')
export class Headline extends LitElement {
  static override styles = [
    base,
    css`
      h1 {
        max-width: 22ch;
        font-size: 40px;
        line-height: 46px;
        font-weight: 700;
        letter-spacing: -0.015em;
        text-wrap: balance;
      }
      em {
        font-style: normal;
        color: var(--accent);
      }
      p.bad {
        min-height: 0;
        color: var(--bad);
        font-weight: 650;
      }
      p {
        max-width: 62ch;
        /* Room for all there may be to say, so that nothing below moves while the search goes on. */
        min-height: 72px;
        margin-top: 6px;
        font-size: 16px;
        line-height: 24px;
        color: var(--soft);
        text-wrap: pretty;
      }
      b {
        color: var(--ink);
        font-weight: 650;
      }
      .whole {
        white-space: nowrap;
      }
      .why {
        display: inline;
        padding: 0;
        border: 0;
        background: none;
        font: inherit;
        color: var(--accent);
        text-decoration: underline;
        text-decoration-thickness: 1px;
        text-underline-offset: 3px;
        cursor: pointer;
      }
      @media (max-width: 640px) {
        h1 {
          font-size: 32px;
          line-height: 38px;
        }
        p {
          min-height: 120px;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** Servers of the estate, folded or not. */
  @property({ type: Number }) servers = 0;

  override render() {
    const { answer, servers } = this;
    const folded = answer.hosts.reduce((sum, host) => sum + host.guests.length, 0);
    return html`<h1 aria-live="polite" aria-atomic="true">${this.sentence(folded)}</h1>
      <p>${this.proof()} ${this.spare()} ${this.binding()} ${this.native()}</p>
      ${
        answer.unplaced.length
          ? html`<p class="bad">
              ${many(answer.unplaced.length, 'server')} found no room:
              ${list(answer.unplaced.slice(0, 3).map((u) => u.guest))}${
                answer.unplaced.length > 3 ? ` and ${count(answer.unplaced.length - 3)} more` : ''
              }.
            </p>`
          : nothing
      }
      ${
        answer.leftOut.length
          ? html`<p
              class="small soft"
              title=${answer.leftOut.map(({ guest, why }) => `${guest}: ${why}`).join('\n')}
            >
              Of ${many(servers + answer.leftOut.length, 'server')} given, ${count(answer.leftOut.length)}
              left out:
              ${list(answer.leftOut.slice(0, 3).map(({ guest }) => guest))}${
                answer.leftOut.length > 3 ? ` and ${count(answer.leftOut.length - 3)} more` : ''
              }.
            </p>`
          : nothing
      }`;
  }

  private sentence(folded: number) {
    const { answer, servers } = this;
    const hosts = html`<em
      ><hf-how .explanation=${this.how()}>${many(answer.hostCount, 'host')}</hf-how></em
    >`;
    if (folded === 0) return 'No server is left to fold';
    if (PLATFORMS[answer.profile].oneEach)
      return html`${many(servers, 'server')} keep ${many(answer.hostCount, 'machine')}`;
    const who =
      folded === servers ? many(servers, 'server') : `${count(folded)} of ${count(servers)} servers`;
    const verb = folded === 1 ? 'folds' : 'fold';
    if (answer.objective === 'hosts') return html`${who} ${verb} onto ${hosts}`;
    const mix = kindsOf(answer);
    const onto =
      mix.length > NAMED
        ? hosts
        : html`<em
            ><hf-how .explanation=${this.how()}
              >${list(mix.map((m) => `${count(m.hosts)}\u00a0×\u00a0${m.kind}`))}</hf-how
            ></em
          >`;
    return html`${who} ${verb} onto ${onto} for ${money(answer.cost ?? 0)}`;
  }

  private proof() {
    const { answer } = this;
    const { hostCount, lowerBound, proved, hosts, objective } = answer;
    if (hosts.length === 0 || PLATFORMS[answer.profile].oneEach) return nothing;
    const cost = objective === 'cost';
    if (answer.unplaced.length) return this.shortfall();
    const sure = `Proved${answer.assumedUse.length ? ' for the use assumed' : ''}`;
    if (proved && cost) return html`<b>${sure}: no mix costs less.</b>${this.why()}`;
    if (proved && hostCount === 1) return html`<b>${sure}: it cannot be fewer.</b>`;
    if (proved) return html`<b>${sure}: no plan has ${count(hostCount - 1)}.</b>${this.why()}`;
    const gap = valueOf(answer) - lowerBound;
    if (cost)
      return html`<b>No mix costs less than ${money(lowerBound)}</b>, which is
        ${percentLess(gap / valueOf(answer))} less.${this.why()}`;
    if (gap <= 0) return html`<b>No plan has fewer.</b>${this.why()}`;
    return html`<b>At most ${count(gap)} above the best there can be:</b> no plan has fewer than
      ${count(lowerBound)}.${this.why()}`;
  }

  /** Where some servers found no room, the question is whether all could: what is known of that. */
  private shortfall() {
    const { answer } = this;
    const { proof } = answer;
    // Each machine holds so many of the servers' points and no more: too few for all is a proof that all cannot fit.
    if (proof && cannotFit(answer)) {
      const { of, say } = measureOf(answer, proof);
      const room = allRoom(proof);
      return html`<b>Proved: not all can fit.</b> The servers ${of ? 'need' : 'have'}
        ${say(proof.total)}${of ? ` of ${of}` : ''}, and the machines that there are ${of ? 'have' : 'hold'}
        at most ${say(room)}.${this.why()}`;
    }
    return html`<b>A plan for all was not found${answer.endedBy === 'running' ? ' yet' : ''}.</b>`;
  }

  /** Leads to the argument, where there is one. */
  private why() {
    const { proof, boundBy, lowerBound, endedBy } = this.answer;
    if ((!proof && boundBy === null) || lowerBound <= 0 || endedBy === 'running') return nothing;
    return html` <span class="whole"
      ><button class="why" type="button" @click=${() => this.dispatchEvent(new WhyEvent())}>
        Here is why</button
      >.</span
    >`;
  }

  private spare() {
    const { tolerated, hostCount } = this.answer.withFailures;
    if (tolerated === 0 || this.answer.hosts.length === 0 || PLATFORMS[this.answer.profile].oneEach)
      return nothing;
    const what = `With ${tolerated === 1 ? 'one host' : many(tolerated, 'host')} to spare`;
    const { endedBy } = this.answer;
    if (hostCount === null && endedBy === 'running') return html`${what}, …`;
    // Whoever stops at once has not waited for it.
    if (hostCount === null && endedBy === 'cancelled') return html`${what}, not known.`;
    return hostCount === null
      ? html`${what}, no number can be promised.`
      : html`${what}, <b>${count(hostCount)}</b>.`;
  }

  /** What stops the plan from being smaller, counted over the hosts. */
  private binding() {
    const { hosts, resources, grid, overhead } = this.answer;
    const full = hosts.filter((host) => host.binding.fraction > 0.9);
    const counts = resources
      .map((r) => ({ r, n: full.filter((host) => host.binding.resource === r.id).length }))
      .filter(({ n }) => n > 0)
      .sort((a, b) => b.n - a.n);
    if (counts.length === 0) return nothing;
    const where = counts.map(
      ({ r, n }, k) =>
        `${r.label}${k ? '' : ' binds'} on ${n === hosts.length ? (n === 1 ? 'it' : n === 2 ? 'both' : `all ${count(n)}`) : count(n)}`,
    );
    const text = list(where);
    const when = grid.slots > 1 ? `; the busiest moment is ${slotMoment(grid, overhead.slot)}` : '';
    return html`${text.charAt(0).toUpperCase()}${text.slice(1)}${when}.`;
  }

  private native() {
    const { native } = this.answer;
    if (native.length === 0) return nothing;
    return html`${many(native.length, 'server')}
    ${native.length === 1 ? 'stays on a machine of its' : 'stay on machines of their'} own.`;
  }

  private how() {
    const { answer } = this;
    const { boundBy, grid } = answer;
    const bound =
      boundBy === null
        ? 'no single argument'
        : boundBy === 'pairs'
          ? 'servers that cannot share a host two by two'
          : `${answer.resources.find((r) => r.id === boundBy.resource)?.label ?? boundBy.resource}${boundBy.slot === null ? '' : ` at ${slotMoment(grid, boundBy.slot)}`}`;
    const ended = {
      proof: 'it was proved that no plan is smaller',
      time: 'its time was used up',
      work: 'its work was used up',
      cancelled: 'somebody stopped it',
      running: 'it is still going on',
    }[answer.endedBy];
    return {
      title: many(answer.hostCount, 'host'),
      text: 'Servers are placed so that on every host, in every slot and every resource, the load stays under the ceiling.',
      formula: 'capacity × ceiling ≥ VMM + guests × overhead of each + sum of the guests’ demand',
      values: [
        ['no plan can go below', bare(answer, answer.lowerBound)],
        ['that bound comes from', answer.proof && !answer.proof.measure ? 'points for each server' : bound],
        ['the search ended because', ended],
      ] as const,
      control: { id: 'more', label: 'how long to search' },
    };
  }
}
