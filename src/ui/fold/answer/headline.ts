import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { lazy } from '../../../engine/door/lazy';
import { FACTS, type FactId } from '../../../estate/fact-fields';
import { PLATFORMS } from '../../../estate/platforms';
import type { FoldAnswer } from '../../../placement/answer';
import { stopOf, type HostStop } from '../../../placement/stop';
import '../../parts/how';
import { base } from '../../parts/styles';
import { crowd, list } from '../../../estate/crowd';
import { count, many } from '../../text/format';
import { slotMoment } from '../../text/time';
import { WhyEvent } from '../events';
import { foundOf, kindsOf, money, valueOf } from './objective';

/** What is told once there is an answer, or asked. */
const loadMore = lazy(() => import('./headline-more'));

/** Kinds of host that the sentence names; more are counted. */
const NAMED = 3;

/** A difference that is there is never said to be none. */
const percentLess = (share: number): string =>
  share < 0.01 ? 'under 1 %' : `${Math.ceil(share * 100)}\u00a0%`;

/** The answer in large type: the machines to buy and what they are for, how sure that is, and what binds. */
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
      .parts {
        display: block;
        margin-top: 4px;
        font-size: 20px;
        line-height: 28px;
        font-weight: 400;
        letter-spacing: 0;
        text-wrap: pretty;
      }
      p.bad,
      p.small {
        min-height: 0;
      }
      p.bad {
        color: var(--bad);
        font-weight: 650;
      }
      p {
        max-width: 62ch;
        /* Room for all there may be to say, so that nothing below moves while the search goes on. */
        min-height: 48px;
        margin-top: 6px;
        font-size: 15px;
        line-height: 24px;
        color: var(--soft);
        text-wrap: pretty;
      }
      /* With what is guessed there is more to say, until a plan is proved. */
      p.long {
        min-height: 96px;
      }
      b {
        color: var(--ink);
        font-weight: 650;
      }
      .guess {
        color: var(--guess);
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
      @media print {
        .whole {
          display: none;
        }
      }
      @media (max-width: 640px) {
        h1 {
          font-size: 32px;
          line-height: 38px;
        }
        p {
          min-height: 96px;
        }
        p.long {
          min-height: 144px;
        }
        .parts {
          font-size: 20px;
          line-height: 26px;
        }
      }
    `,
  ];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** Servers of the estate, folded or not. */
  @property({ type: Number }) servers = 0;
  @state() private more: Awaited<ReturnType<typeof loadMore>> | null = null;

  override firstUpdated(): void {
    void loadMore().then((more) => (this.more = more));
  }

  override render() {
    const { answer, servers } = this;
    const guessed = this.guessed();
    const folded = answer.hosts.reduce((sum, host) => sum + host.guests.length, 0);
    return html`<h1 aria-live="polite" aria-atomic="true">${this.sentence(folded)}</h1>
      ${
        folded === 0
          ? nothing
          : html`<p class=${guessed !== nothing && !answer.proved ? 'long' : ''}>
              ${this.proof()} ${guessed} ${this.binding()}
            </p>`
      }
      ${
        answer.unplaced.length
          ? html`<p class="bad">
              ${many(answer.unplaced.length, 'server')} found no room:
              ${crowd(answer.unplaced.map(({ guest }) => guest))}.
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
              left out: ${crowd(answer.leftOut.map(({ guest }) => guest))}.
            </p>`
          : nothing
      }`;
  }

  private sentence(folded: number) {
    const { answer, servers } = this;
    const { machines } = answer;
    if (folded === 0)
      return machines.total === 0
        ? 'No server is left to fold'
        : html`No server folds: ${many(servers, 'server')}, ${many(machines.total, 'machine')}`;
    if (PLATFORMS[answer.profile].oneEach)
      return html`${many(servers, 'server')} keep ${many(machines.total, 'machine')}`;
    // Servers that do not all have a place do not fold: they need machines.
    const one = servers === 1 ? 's' : '';
    const verb = answer.unplaced.length ? `need${one}` : `fold${one} onto`;
    // How many stand by may still be open: then no sum is given for one.
    const known = machines.spare !== null;
    const buy = html`<em
      ><hf-how .explanation=${this.more?.howMany(answer) ?? { title: many(machines.total, 'machine') }}
        >${known ? many(machines.total, 'machine') : `at least ${many(machines.total, 'machine')}`}</hf-how
      ></em
    >`;
    const price =
      answer.objective === 'cost' && machines.cost !== null ? html` for ${money(machines.cost)}` : nothing;
    return html`${many(servers, 'server')} ${verb} ${buy}${price}:
      <span class="parts">${this.parts()}</span>`;
  }

  /** `7 hosts and 1 to spare; 2 more stay as they are`. */
  private parts(): string {
    const { machines, withFailures, endedBy } = this.answer;
    const mix = kindsOf(this.answer);
    const carrying =
      this.answer.objective === 'cost' && mix.length <= NAMED
        ? mix.map((m) => `${count(m.hosts)}\u00a0×\u00a0${m.kind}`)
        : [many(machines.carrying, 'host')];
    const more = [
      ...(machines.native
        ? [
            `${many(machines.native, 'server')} on ${machines.native === 1 ? 'a machine of its' : 'machines of their'} own`,
          ]
        : []),
      ...(machines.unplaced ? [`${count(machines.unplaced)} without room`] : []),
    ].map((each) => ` + ${each}`);
    if (machines.spare) return `${list([...carrying, `${count(machines.spare)} to spare`])}${more.join('')}`;
    const spare =
      machines.spare === null
        ? endedBy === 'running'
          ? ', … to spare'
          : `; how many so that ${count(withFailures.tolerated)} may fail ${endedBy === 'cancelled' ? 'is not known' : 'cannot be promised'}`
        : ', none to spare';
    return `${list(carrying)}${spare}${more.join('')}`;
  }

  private proof() {
    const { answer } = this;
    const { hostCount, lowerBound, proved, hosts, objective, standing, basis } = answer;
    // Bound and proof speak of the fewest, however many are shown.
    const fewest = answer.evened?.fewest ?? hostCount;
    if (hosts.length === 0 || PLATFORMS[answer.profile].oneEach) return nothing;
    const cost = objective === 'cost';
    if (answer.unplaced.length) return this.shortfall();
    if (proved && standing !== 'proved')
      return html`<b>The fewest for these figures:</b>
        ${cost ? 'no mix costs less' : fewest === 1 ? 'it cannot be fewer' : `no plan has ${many(fewest - 1, 'host')}`}.
        <b>But ${list(basis.doubts)}.</b>${this.why()}`;
    if (proved && cost) return html`<b>Proved: no mix costs less.</b>${this.why()}`;
    if (proved && fewest === 1) return html`<b>Proved: it cannot be fewer.</b>`;
    if (proved) return html`<b>Proved: no plan has ${many(fewest - 1, 'host')}.</b>${this.why()}`;
    const gap = foundOf(answer) - lowerBound;
    if (cost)
      return html`<b>No mix costs less than ${money(lowerBound)}</b>, which is
        ${percentLess(gap / valueOf(answer))} less.${this.why()}`;
    if (gap <= 0) return html`<b>No plan has fewer.</b>${this.why()}`;
    if (!cost && fewest !== hostCount)
      return html`<b>The fewest found are ${count(fewest)};</b> no plan has fewer than
        ${count(lowerBound)}.${this.why()}${this.estimate()}`;
    return html`<b>At most ${count(gap)} above the best there can be:</b> no plan has fewer than
      ${count(lowerBound)}.${this.why()}${this.estimate()}`;
  }

  /** Where the fewest likely lie, named as the estimate it is. */
  private estimate() {
    const { estimate } = this.answer;
    const how = estimate && this.more?.howEstimated(estimate);
    return how ? html` Estimate, no proof: <hf-how .explanation=${how}>${how.title}</hf-how>.` : nothing;
  }

  /** What the number rests on that nobody measured or stated: it is said beside the number. */
  private guessed() {
    const { coverage, guessed, doubts } = this.answer.basis;
    if (this.answer.hosts.length === 0) return nothing;
    const facts = new Map<number, string[]>();
    for (const [fact, servers] of Object.entries(guessed) as [FactId, number][]) {
      const { label } = FACTS[fact];
      const word = label === label.toUpperCase() ? label : label.toLowerCase();
      facts.set(servers, [...(facts.get(servers) ?? []), word]);
    }
    const parts = [...facts].map(([servers, words]) => `${list(words)} of ${many(servers, 'server')}`);
    const holes = Math.round(100 * (1 - coverage));
    const stands = holes > 0 && doubts.length === 0 ? ` ${holes}\u00a0% of the slots hold no sample.` : '';
    if (parts.length === 0 && !stands) return nothing;
    return html`<span class="guess">${parts.length ? `Guessed: ${parts.join('; ')}.` : ''}${stands}</span>`;
  }

  /** Where some servers found no room, the question is whether all could: what is known of that. */
  private shortfall() {
    const proved = this.more?.whyNotAll(this.answer);
    if (proved) return html`<b>Proved: not all can fit.</b> ${proved}${this.why()}`;
    return html`<b>A plan for all was not found${this.answer.endedBy === 'running' ? ' yet' : ''}.</b>`;
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

  /** What stops the plan from being smaller, counted over the hosts. */
  private binding() {
    const { hosts, resources, grid, overhead } = this.answer;
    const stops = hosts.map(stopOf);
    const on = (n: number) =>
      n === hosts.length ? (n === 1 ? 'it' : n === 2 ? 'both' : `all ${count(n)}`) : count(n);
    const counted = (how: HostStop['how'], verb: string) =>
      resources
        .map(({ id, label }) => ({
          label,
          n: stops.filter((stop) => stop.how === how && stop.resource === id).length,
        }))
        .filter(({ n }) => n > 0)
        .sort((a, b) => b.n - a.n)
        .map(({ label, n }, k) => `${label}${k ? '' : verb} on ${on(n)}`);
    const where = [...counted('binds', ' binds'), ...counted('blocks', ' has no room for one more server')];
    if (where.length === 0) return nothing;
    const text = list(where);
    const when = grid.slots > 1 ? `; the busiest moment is ${slotMoment(grid, overhead.slot)}` : '';
    return html`${text.charAt(0).toUpperCase()}${text.slice(1)}${when}.`;
  }
}
