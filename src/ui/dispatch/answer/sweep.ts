import { LitElement, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Figure } from '../../../dispatch/figure';
import type { Theory } from '../../../dispatch/theory';
import { withoutEffect } from '../../../dispatch/without-effect';
import { caseAt } from '../../../decide/study';
import { sweepField } from '../../../decide/sweep/fields';
import type { SweepLine } from '../../../decide/sweep/run';
import { sweepTheory, type SweepTheory } from '../../../decide/sweep/theory';
import { base, card, controls } from '../../parts/styles';
import { list } from '../../../estate/crowd';
import { PointEvent, SweepEvent } from '../events';
import type { ShownSweep } from '../run/lab';
import { estimate, said } from '../words';
import { sweepChart, type ChartPoint } from './sweep-chart';
import { sweepStyles } from './sweep.styles';

type Known = Extract<SweepLine, { figures: unknown }>;

/** A figure that is drawn over the field, in the unit in which it is shown. */
interface Curve {
  readonly id: keyof SweepTheory;
  readonly title: (guest: string) => string;
  readonly unit: string;
  readonly scale: number;
  readonly pick: (line: Known, guest: number) => Figure;
}

const CURVES: readonly Curve[] = [
  {
    id: 'ready',
    title: (guest) => `Ready, ${guest}`,
    unit: '%',
    scale: 100,
    pick: ({ figures }, g) => figures.guests[g].ready,
  },
  {
    id: 'delay',
    title: (guest) => `Interrupt delay, ${guest}`,
    unit: 'ms',
    scale: 1,
    pick: ({ figures }, g) => figures.guests[g].delay,
  },
  {
    id: 'busy',
    title: () => 'Busy with work, host',
    unit: '%',
    scale: 100,
    pick: ({ figures }) => figures.busy,
  },
  {
    id: 'overhead',
    title: () => 'Overhead of the host',
    unit: '%',
    scale: 100,
    pick: ({ figures }) => figures.overhead,
  },
];

/**
 * The figures of a host against one field of its experiment: curves with intervals, closed forms where they are known,
 * and a way from each point to its timeline.
 * @fires open-point
 * @fires sweep
 * @fires stop-sweep
 * @fires go-on
 */
@customElement('hf-sweep')
export class SweepCard extends LitElement {
  static override styles = [base, controls, card, sweepStyles];

  @property({ attribute: false }) shown!: ShownSweep;
  /** Points are being run. */
  @property({ type: Boolean }) working = false;
  /** They were, and somebody stopped it. */
  @property({ type: Boolean }) stopped = false;
  /** The kind of guest that is looked at; null: the first that ever waits. */
  @state() private guest: number | null = null;

  override render() {
    const { sweep } = this.shown;
    const { label, unit, of } = sweepField(sweep);
    const { guests } = this.experiment;
    const whose = of === 'guest' ? `, ${guests[sweep.guest].name}` : '';
    return html`<section class="card" aria-labelledby="title">
      <header>
        <h2 id="title" tabindex="-1">
          Sweep: ${label}${whose}${unit ? html` <span class="soft">in ${unit}</span>` : nothing}
        </h2>
        ${guests.length > 1 ? this.choice() : nothing}
        <button class="button" type="button" @click=${() => this.dispatchEvent(new SweepEvent(null))}>
          Close the sweep
        </button>
      </header>
      <div class="going" role="status">${this.going()}</div>
      ${this.curves()} ${this.openers()} ${this.notes()}
    </section>`;
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
  }

  private get experiment() {
    return this.shown.study.base;
  }

  private get looked(): number {
    const { guests } = this.experiment;
    if (this.guest !== null && this.guest < guests.length) return this.guest;
    const waiting = guests.findIndex(({ threads }) => threads.some(({ wait }) => wait?.kind !== 'never'));
    return Math.max(0, waiting);
  }

  private get known(): readonly (Known | null)[] {
    return this.shown.lines.map((line) => (line && 'figures' in line ? line : null));
  }

  private get theories(): readonly (SweepTheory | null)[] {
    const { study, lines } = this.shown;
    return lines.map((line, i) =>
      line && 'refused' in line ? null : sweepTheory(caseAt(study, i).of, this.looked),
    );
  }

  private choice() {
    const { looked } = this;
    return html`<select
      aria-label="Guest whose ready time and delay are drawn"
      @change=${(event: Event) => (this.guest = Number((event.target as HTMLSelectElement).value))}
    >
      ${this.experiment.guests.map(
        ({ name, count }, g) =>
          html`<option value=${g} ?selected=${g === looked}>${count > 1 ? `each ${name}` : name}</option>`,
      )}
    </select>`;
  }

  private going() {
    const { lines } = this.shown;
    const done = lines.filter((line) => line !== null).length;
    if (done === lines.length) return this.summary();
    if (this.working)
      return html`<span>${done} of ${lines.length} points</span>
        <button class="button" type="button" @click=${() => this.dispatchEvent(new Event('stop-sweep'))}>
          Cancel
        </button>`;
    return this.stopped
      ? html`<span>Stopped after ${done} of ${lines.length} points.</span>
          <button class="button" type="button" @click=${() => this.dispatchEvent(new Event('go-on'))}>
            Go on
          </button>`
      : nothing;
  }

  /** The ends of each curve, in words. */
  private summary() {
    const known = this.known.filter((line) => line !== null);
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return 'No host can be like that.';
    const { unit } = sweepField(this.shown.sweep);
    const name = this.experiment.guests[this.looked].name;
    const ends = this.drawn.map(({ pick, scale, unit: of, title }) => {
      const [from, to] = [pick(first, this.looked), pick(last, this.looked)].map((figure) =>
        textOf(figure, scale),
      );
      return `${title(name).toLowerCase()} ${from === to ? `stays at ${from}` : `goes from ${from} to ${to}`} ${of}`;
    });
    return `From ${first.value} to ${last.value}${unit ? ` ${unit}` : ''}: ${list(ends)}.`;
  }

  /** The curves that have anything to show. */
  private get drawn(): readonly Curve[] {
    const { known, looked } = this;
    return CURVES.filter(({ id, pick }) => {
      const means = known.flatMap((line) => (line ? [pick(line, looked).mean] : []));
      if (id === 'delay') return means.length === 0 || means.some(Number.isFinite);
      return id !== 'overhead' || means.some((mean) => mean > 0);
    });
  }

  private points(curve: Curve): readonly ChartPoint[] {
    const { known, theories, looked } = this;
    return this.shown.values.map((value, i): ChartPoint => {
      const line = known[i];
      const theory = theories[i]?.[curve.id];
      const { mean = NaN, se = NaN, sd = NaN } = line ? curve.pick(line, looked) : {};
      return {
        value,
        figure: line ? { mean: curve.scale * mean, se: curve.scale * se, sd: curve.scale * sd } : null,
        replications: line?.replications ?? 0,
        theory: theory ? curve.scale * theory.value : null,
      };
    });
  }

  private curves() {
    const { sweep } = this.shown;
    const { now, log } = sweepField(sweep);
    const at = now(this.experiment, sweep.guest);
    const name = this.experiment.guests[this.looked].name;
    return html`<div class="curves">
      ${this.drawn.map(
        (curve) =>
          html`<div>
            <h3>${curve.title(name)} <span>${curve.unit}</span></h3>
            ${sweepChart(this.points(curve), at, log === true, this.open)}
          </div>`,
      )}
    </div>`;
  }

  private openers() {
    const { sweep, values, lines } = this.shown;
    const { now, label, unit } = sweepField(sweep);
    const at = now(this.experiment, sweep.guest);
    return html`<div class="values" role="group" aria-label="Open the timeline of a point">
      <span class="small soft">Open the timeline at</span>
      ${values.map((value, i) => {
        const line = lines[i];
        const refused = line && 'refused' in line ? line.refused : null;
        return html`<button
          class="button"
          type="button"
          aria-label="${label} ${value} ${unit}"
          aria-current=${value === at ? 'true' : nothing}
          ?disabled=${refused !== null}
          title=${refused ?? nothing}
          @click=${() => this.open(value)}
        >
          ${value}
        </button>`;
      })}
    </div>`;
  }

  private notes() {
    const formulas = new Map<string, Theory>();
    for (const theories of this.theories)
      for (const { id } of this.drawn) {
        const theory = theories?.[id];
        if (theory) formulas.set(`${id} ${theory.formula}`, theory);
      }
    const forms = [...formulas.values()].filter(({ formula }) => formula !== '0');
    const first = this.shown.lines.find((line) => line && 'refused' in line);
    return html`<div class="notes small soft">
      <p>
        Points with 95 % intervals over their replications.
        ${
          forms.length
            ? html`The broken line is the closed form:
              ${forms.map((theory, i) => html`${i ? '; ' : ''}${theory.formula} (${theory.source})`)}.`
            : 'No closed form is known here.'
        }
      </p>
      ${this.idle().map((text) => html`<p>${text}</p>`)}
      ${first && 'refused' in first ? html`<p>No host has ${first.value}: ${first.refused}</p>` : nothing}
      ${this.table()}
    </div>`;
  }

  /** What the field sets and nothing here goes by: then the curves are flat. */
  private idle(): readonly string[] {
    const { study, lines } = this.shown;
    const last = lines.findLastIndex((line) => line && !('refused' in line));
    if (last < 0) return [];
    const present = new Set(withoutEffect(this.experiment).map(({ text }) => text));
    return withoutEffect(caseAt(study, last).of).flatMap(({ text, fix }) =>
      present.has(text) ? [] : [`${text} ${fix ?? ''}`],
    );
  }

  private table() {
    const { sweep, values } = this.shown;
    const { label, unit } = sweepField(sweep);
    const curves = this.drawn.map((curve) => ({ ...curve, points: this.points(curve) }));
    const name = this.experiment.guests[this.looked].name;
    return html`<details>
      <summary>As a table</summary>
      <div class="scroll" tabindex="0" role="region" aria-label="Points of the sweep">
        <table>
          <thead>
            <tr>
              <th scope="col">${label}${unit ? `, ${unit}` : ''}</th>
              ${curves.map(
                ({ title, unit: of }) =>
                  html`<th scope="col">${title(name)}, ${of}</th>
                    <th scope="col">closed form</th>`,
              )}
            </tr>
          </thead>
          <tbody>
            ${values.map(
              (value, i) =>
                html`<tr>
                  <th scope="row">${value}</th>
                  ${curves.map(({ points }) => {
                    const { figure, theory } = points[i];
                    return html`<td>${figure ? textOf(figure, 1) : '–'}</td>
                      <td>${theory === null ? '–' : Number(theory.toPrecision(4))}</td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
    </details>`;
  }

  private readonly open = (value: number): void => {
    this.dispatchEvent(new PointEvent(value));
  };
}

function textOf({ mean, se }: Figure, scale: number): string {
  return said(estimate(scale * mean, scale * se, 1, 2), '');
}
