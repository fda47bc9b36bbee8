import { LitElement, html, nothing, svg, type PropertyValues } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { FoldAnswer, Moment } from '../../../placement/answer';
import { cannotFit } from '../../../placement/proves';
import type { Folding, Searched } from '../../app/state';
import { FindControlEvent, type Explanation } from '../../parts/explanation';
import '../../parts/how';
import { base, controls } from '../../parts/styles';
import { ChooseEvent, DeedEvent } from '../../app/events';
import { pictureOf } from './course-picture';
import { COURSE, courseStyles } from './course.styles';
import { count, many, percent } from '../../text/format';
import { bare, foundOf, worth } from './objective';

const { plot: PLOT, head: HEAD, line: LINE } = COURSE;
/** How often the present moment moves while a search goes on, ms. */
const BEAT = 100;
/** Two digits are enough: `0.4 s`, `34 ms`. */
const shortly = (seconds: number): string =>
  seconds < 0.1
    ? `${Math.max(1, Math.round(seconds * 1000))}\u00a0ms`
    : `${seconds < 10 ? Number(seconds.toPrecision(2)) : Math.round(seconds)}\u00a0s`;
/** Steps offered for looking longer. */
const LONGER = [700, 4200, 42_000];
/** A search of which nothing is known yet goes on for this part of what it took so far, at least. */
const SOME_MORE = 1.2;

/**
 * What the search for a better plan found, against time: the plan's hosts (or cost) coming down, the bound rising to
 * meet it. While it goes on it says how long it still may, and can be stopped; afterwards it is a record.
 * @fires choose - another time to search
 * @fires deed - cancel
 */
@customElement('hf-course')
export class Course extends LitElement {
  static override styles = [base, controls, courseStyles];

  @property({ attribute: false }) answer!: FoldAnswer;
  /** The fold that is going on; the answer may still be an earlier one's. */
  @property({ attribute: false }) folding: Folding | null = null;
  /** How the search that the answer comes from was bounded, and how long it took; null while it is not known. */
  @property({ attribute: false }) searched: Searched | null = null;
  private beat: ReturnType<typeof setInterval> | undefined;

  /** Whether the answer in sight is of the search that goes on. */
  private get live(): boolean {
    return this.folding !== null && this.answer.endedBy === 'running';
  }

  override updated(changed: PropertyValues): void {
    const { live } = this;
    if (live && this.beat === undefined) this.beat = setInterval(() => this.requestUpdate(), BEAT);
    else if (!live) this.rest();
    if (changed.size) this.place();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.rest();
  }

  private rest(): void {
    clearInterval(this.beat);
    this.beat = undefined;
  }

  /** Never empty: an answer without a course has been what it is from the start. */
  private get course(): readonly Moment[] {
    const { answer } = this;
    if (answer.course.length) return answer.course;
    return [{ seconds: 0, value: foundOf(answer), bound: answer.lowerBound }];
  }

  private get elapsed(): number {
    const { folding, searched, course } = this;
    if (this.live && folding)
      return Math.min(folding.seconds ?? Infinity, (performance.now() - folding.began) / 1000);
    const last = course[course.length - 1].seconds;
    return this.answer.endedBy === 'proof' ? last : Math.max(last, searched?.took ?? 0);
  }

  /** Seconds in which it is expected to end: of steps, as fast as those that are done. */
  private get expected(): number {
    const { folding, elapsed } = this;
    if (!folding) return elapsed;
    return folding.seconds ?? Math.max(elapsed / Math.max(folding.fraction, 0.01), elapsed * SOME_MORE);
  }

  /** A plan that was the best from the start, and proved so before anybody could have looked. */
  private get atOnce(): boolean {
    const { answer, course, live, elapsed } = this;
    return !live && answer.proved && elapsed < 1 && course.every(({ value }) => value === course[0].value);
  }

  /** In words, where a picture would be one flat line. */
  private first() {
    return html`<p>
      The first plan found has <b>${worth(this.answer, foundOf(this.answer))}</b>, and a bound says that no
      plan can have less: there was nothing left to search.
    </p>`;
  }

  override render() {
    const { answer, course } = this;
    const what = answer.objective === 'hosts' ? 'Hosts' : 'Cost';
    return html`<section aria-labelledby="title">
      <h2 id="title">
        Search: ${what.toLowerCase()} found, and the ${answer.objective === 'hosts' ? 'fewest' : 'least'}
        there can be
      </h2>
      ${this.atOnce ? this.first() : this.picture()}
      <div class="foot">
        <span role="status"
          >${this.folding?.slow ? (this.live ? this.aim() : 'Folding') : this.record()}</span
        >
        <span class="deeds">${this.deeds()}</span>
      </div>
      <div class="unseen">
        <table>
          <caption>
            The search, step by step
          </caption>
          <thead>
            <tr>
              <th scope="col">After</th>
              <th scope="col">${what} of the best plan</th>
              <th scope="col">
                ${answer.objective === 'hosts' ? 'No plan has fewer than' : 'No mix costs less than'}
              </th>
            </tr>
          </thead>
          <tbody>
            ${course.map(
              (m) =>
                html`<tr>
                  <td>${m.seconds === 0 ? 'the search before' : shortly(m.seconds)}</td>
                  <td>${bare(answer, m.value)}</td>
                  <td>${bare(answer, m.bound)}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </section>`;
  }

  private picture() {
    const { answer, course, elapsed } = this;
    const proved = answer.endedBy === 'proof';
    const until = this.live ? this.expected : elapsed;
    const { stretches, now, marks } = pictureOf(course, elapsed, until);
    const x = (at: number): string => `${(100 * at).toFixed(2)}%`;
    const y = (at: number): number => HEAD + at * PLOT;
    const first = course[0];
    const last = stretches[stretches.length - 1];
    const floor = HEAD + PLOT + 4;
    return html`<div class="picture" aria-hidden="true">
      <svg>
        <line class="axis" x2="100%" y1=${floor} y2=${floor}></line>
        ${stretches.map((s, k) => {
          const before = stretches[k - 1];
          return svg`${
            s.bound === null
              ? nothing
              : svg`<rect class="gap" x=${x(s.from)} y=${y(s.value)} width=${x(s.to - s.from)} height=${Math.max(0, y(s.bound) - y(s.value))}></rect>
                <line class="bound-line" x1=${x(s.from)} x2=${x(s.to)} y1=${y(s.bound)} y2=${y(s.bound)}></line>`
          }
          ${before && before.bound !== null && s.bound !== null ? svg`<line class="bound-line" x1=${x(s.from)} x2=${x(s.from)} y1=${y(before.bound)} y2=${y(s.bound)}></line>` : nothing}
          <line class="plan-line" x1=${x(s.from)} x2=${x(s.to)} y1=${y(s.value)} y2=${y(s.value)}></line>
          ${before ? svg`<line class="plan-line" x1=${x(s.from)} x2=${x(s.from)} y1=${y(before.value)} y2=${y(s.value)}></line>` : nothing}`;
        })}
        ${this.live ? svg`<line class="now" x1=${x(now)} x2=${x(now)} y1="4" y2=${floor}></line>` : nothing}
        ${proved ? svg`<line class="after" x1=${x(now)} x2="100%" y1=${y(last.value)} y2=${y(last.value)}></line>` : nothing}
        <circle class="dot" cx=${x(now)} cy=${y(last.value)} r="4"></circle>
        ${
          course.length > 1 && first.value !== course[course.length - 1].value
            ? svg`<text x=${x(stretches[0].from)} y=${HEAD - 5}>${bare(answer, first.value)}</text>`
            : nothing
        }
        ${marks.map(
          ({ at, label, room }) =>
            svg`<text class=${room} x=${x(at)} y=${floor + 14} text-anchor=${at === 0 ? 'start' : at === 1 ? 'end' : 'middle'}>${label}</text>`,
        )}
      </svg>
      <div class="ends">
        <i
          >${answer.objective === 'hosts' ? worth(answer, first.value) : `at least ${bare(answer, first.value)}`}</i
        >
        <span class="plan">${worth(answer, foundOf(answer))}</span>
        <span class="bound"
          >${
            answer.unplaced.length
              ? cannotFit(answer)
                ? 'not all can fit'
                : 'not all placed'
              : answer.lowerBound >= foundOf(answer)
                ? 'proved'
                : answer.lowerBound > 0
                  ? `at least ${bare(answer, answer.lowerBound)}`
                  : nothing
          }</span
        >
      </div>
    </div>`;
  }

  /** What is looked for: once no plan can have fewer, one that is more even. */
  private aim(): string {
    const { answer } = this;
    const fewest = answer.unplaced.length === 0 && answer.lowerBound >= foundOf(answer);
    return fewest ? 'Looking for a more even plan' : 'Looking for a better plan';
  }

  /** Labels stand beside the ends of their lines, and never over each other. */
  private place(): void {
    if (this.atOnce) return;
    const { stretches } = pictureOf(this.course, 0, 0);
    const { value, bound } = stretches[stretches.length - 1];
    const [plan, least] = this.renderRoot.querySelectorAll<HTMLElement>('.ends span');
    const planTop = HEAD + value * PLOT - LINE / 2;
    plan.style.setProperty('top', `${planTop}px`);
    least.style.setProperty('top', `${Math.max(planTop + LINE, HEAD + (bound ?? 1) * PLOT - LINE / 2)}px`);
  }

  private deeds() {
    const { folding, live } = this;
    if (folding?.slow) {
      return html`${live ? html`<span role="timer" class="number">${this.left(folding)}</span>` : nothing}
        <button class="button" type="button" title="Keeps the best plan so far (Esc)" @click=${this.stop}>
          Stop
        </button>`;
    }
    if (this.answer.proved || live) return nothing;
    const { work, steps, seconds } = this.answer.search;
    // After a stop, the steps that it was to have are offered again.
    const stopped = this.answer.endedBy === 'cancelled' && work !== null;
    const spent = stopped ? (steps ?? 0) : Math.max(work ?? 0, seconds === null ? 0 : (steps ?? 0));
    const more = [...new Set([...(stopped ? [work] : []), ...LONGER])].filter((n) => n > spent);
    return more
      .sort((a, b) => a - b)
      .slice(0, 2)
      .map(
        (n, k) =>
          html`<button class="button" type="button" title=${this.takes(n)} @click=${() => this.look(n)}>
            ${k ? '' : 'Look '}${count(n)} steps${k ? nothing : html`<span class="unseen"> long</span>`}
          </button>`,
      );
  }

  /** How long so many steps are likely to take here. */
  private takes(steps: number): string {
    const { searched, answer } = this;
    const done = answer.search.steps ?? 0;
    const here = searched && done > 0 ? `, about ${shortly((searched.took / done) * steps)} here` : '';
    return `${count(steps)} steps in all${here}: whoever looks as long finds the same`;
  }

  private left({ seconds, fraction }: Folding): string {
    if (seconds === null) return fraction < 1 ? percent(fraction) : 'comparing';
    const left = Math.max(0, seconds - this.elapsed);
    return left > 0 ? `${left.toFixed(left < 10 ? 1 : 0)}\u00a0s left` : 'comparing';
  }

  /** What the search found and how it ended, in a sentence. */
  private record() {
    const { answer, course } = this;
    const last = course[course.length - 1];
    const found = course.find((m) => m.value === last.value) ?? last;
    const met = course.find((m) => m.bound >= last.value);
    // Without a course nothing is known about time.
    if (answer.course.length === 0) return answer.proved ? 'Proved' : nothing;
    // A search that goes on from an earlier one begins with what that found.
    const when = found.seconds === 0 ? 'before' : `in ${shortly(found.seconds)}`;
    const first = html`<hf-how .explanation=${this.how()}>Found ${when}</hf-how>`;
    switch (answer.endedBy) {
      case 'proof':
        return met && met.seconds > found.seconds
          ? html`${first}, proved in ${shortly(met.seconds)}`
          : html`${first}, and proved`;
      case 'cancelled':
        return html`${first}; stopped after ${shortly(this.elapsed)}`;
      case 'time':
      case 'work': {
        const { seconds, steps } = answer.search;
        const took = shortly(this.elapsed);
        return html`${first}; ${answer.unplaced.length ? 'no plan for all in' : 'not proved in'}
          <button
            class="link"
            type="button"
            title="Change how long to search"
            @click=${() => this.dispatchEvent(new FindControlEvent('more'))}
          >
            ${seconds === null ? `${many(steps ?? 0, 'step')}, ${took} here` : took}
          </button>`;
      }
      case 'running':
        return nothing;
    }
  }

  private how(): Explanation {
    const { answer, course } = this;
    const { steps, work } = answer.search;
    return {
      title: 'The search',
      text: 'It goes by steps, so that whoever looks as long finds the same; the time is that of this machine.',
      formula: 'proved where no plan can have less than the bound, and one has as much',
      values: [
        ['first plan', bare(answer, course[0].value)],
        ['best plan', bare(answer, foundOf(answer))],
        ['no plan has less than', bare(answer, answer.lowerBound)],
        ['steps', `${count(steps ?? 0)}${work === null ? '' : ` of ${count(work)}`}`],
      ],
    };
  }

  private look(work: number): void {
    this.dispatchEvent(new ChooseEvent({ work, seconds: undefined }, 'steps to search'));
  }

  private stop = (): void => {
    this.dispatchEvent(new DeedEvent('cancel'));
  };
}
