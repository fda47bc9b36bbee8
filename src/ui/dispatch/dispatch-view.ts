import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { ExperimentInput } from '../../dispatch/experiment';
import { writePair } from '../../dispatch/link';
import type { Dispatcher } from '../../dispatch/pool';
import { sweepField, type Sweep } from '../../decide/sweep/fields';
import { ChooseEvent } from '../app/events';
import { Bench } from '../app/lab';
import type { FindControlEvent } from '../parts/explanation';
import { withoutEffect } from '../../dispatch/without-effect';
import { notice } from '../parts/notice';
import { base, card, controls, progressLine } from '../parts/styles';
import '../parts/timeline/legend';
import type { SpanKind, TimelineGroup, Window } from '../parts/timeline/rows';
import '../parts/timeline/timeline';
import type { LookEvent } from '../parts/timeline/timeline';
import { percent } from '../text/format';
import './answer/compare';
import { titleOf } from './answer/compare';
import './answer/delays';
import './answer/guest-bars';
import './answer/headline';
import './answer/host-bar';
import './answer/readings-bars';
import './answer/requests';
import './answer/sweep';
import type { SweepCard } from './answer/sweep';
import { viewStyles } from '../parts/view.styles';
import { dispatchStyles } from './dispatch-view.styles';
import './edit/bar';
import type { DispatchBar } from './edit/bar';
import './edit/experiment-json';
import './edit/guest-editor';
import type { CompareEvent, EditEvent, OpenEvent, PointEvent, RewriteEvent, SweepEvent } from './events';
import { DispatchLab, type Run } from './run/lab';
import { edited, rewritten, specimenOf, sweeping } from './run/specimen';
import { MOST_ROWS, timelineRows } from './run/timeline-rows';

/** Slices in sight at first. */
const SLICES = 12;

/**
 * What happens on one host: who runs where, what each guest wanted, used and waited, and two experiments beside
 * each other. Everything that is chosen is in its link.
 * @fires choose
 */
@customElement('hf-dispatch-view')
export class DispatchView extends LitElement {
  static override styles = [base, controls, card, progressLine, viewStyles, dispatchStyles];

  /** The experiment, or two of them, as text; empty for the first preset. */
  @property() link = '';
  /** What in the address could not be used, in other parts of it. */
  @property({ attribute: false }) trouble: string | null = null;
  @property({ attribute: false }) dispatcher!: Dispatcher;
  @state() private window: Window = { from: 0, to: 600 };
  @state() private cursor: number | null = null;
  @query('.choices') private choicesBox!: HTMLDetailsElement;
  @query('hf-dispatch-bar') private bar!: DispatchBar;
  @query('hf-sweep') private sweepCard!: SweepCard | null;
  @query('#timeline-title') private timelineTitle!: HTMLElement | null;

  private readonly bench = new Bench(this, (changed) => new DispatchLab(this.dispatcher, changed, this.link));
  /** A sweep that was asked for, to be brought into sight. */
  private sought: Sweep | null = null;
  private windowOf = '';
  private readonly narrow = window.matchMedia('(max-width: 900px)');
  private readonly drawn = new WeakMap<object, readonly TimelineGroup[]>();

  override connectedCallback(): void {
    super.connectedCallback();
    this.narrow.addEventListener('change', this.resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.narrow.removeEventListener('change', this.resized);
  }

  /** Resolves when everything that was asked for is in sight. */
  settled(): Promise<void> {
    return this.bench.settled();
  }

  override willUpdate(): void {
    this.bench.lab.show(this.link);
    this.aim(this.bench.lab.state.runs[0]);
  }

  /** A new experiment is looked at from its start; a changed one from where the last was. */
  private aim(run: Run | null): void {
    if (!run) return;
    const { sliceMs } = run.experiment;
    const of = `${run.specimen.base} ${sliceMs}`;
    if (of === this.windowOf) return;
    this.windowOf = of;
    const width = sliceMs === 'never' ? 600 : Math.max(20, SLICES * sliceMs);
    this.window = { from: 0, to: Math.min(width, run.endMs) };
    this.cursor = null;
  }

  override updated(): void {
    if (!this.sought || !this.sweepCard) return;
    this.sought = null;
    this.sweepCard.scrollIntoView({ block: 'nearest' });
    void this.sweepCard.updateComplete.then(() => this.sweepCard?.focus());
  }

  override render() {
    const { specimens, runs, working } = this.bench.lab.state;
    const [specimen] = specimens;
    const { experiment } = specimen;
    return html`<details class="choices away" ?open=${!this.narrow.matches}>
        <summary>
          Choices
          <span>${specimen.preset?.title ?? 'One of your own'} · ${experiment.policy}</span>
        </summary>
        <hf-dispatch-bar
          .specimen=${specimen}
          @edit=${this.edited}
          @open-experiment=${this.opened}
          @sweep=${this.swept}
        ></hf-dispatch-bar>
      </details>
      <div class="line" aria-hidden="true">
        ${working?.slow ? html`<progress max="1" .value=${working.fraction}></progress>` : nothing}
      </div>
      <div class="columns" @open-experiment=${this.opened} @compare=${this.compared}>
        <section class="answer" aria-label="Answer" aria-busy=${working ? 'true' : 'false'}>
          ${this.answer(runs[0])}
        </section>
        <section
          class="side"
          aria-label="Guests of the experiment"
          @edit=${this.edited}
          @rewrite=${this.rewrote}
          @sweep=${this.swept}
        >
          <hf-guest-editor .experiment=${experiment}></hf-guest-editor>
          <hf-experiment-json .specimen=${specimen}></hf-experiment-json>
        </section>
        <section class="pictures" aria-label="Pictures">${this.pictures()}</section>
      </div>`;
  }

  private answer(run: Run | null) {
    const { specimens, failure, readings } = this.bench.lab.state;
    return html`${this.trouble ? html`<p class="notice" role="status">${this.trouble}</p>` : nothing}
    ${specimens.map((each) => notice(each?.problem ?? null))}
    ${specimens.flatMap((each) => (each ? withoutEffect(each.experiment) : [])).map((each) => notice(each))}
    ${notice(failure, true)}
    ${
      run
        ? html`<div class="top">
              <hf-lab-headline .run=${run}></hf-lab-headline>
              <hf-readings .readings=${readings} .alone=${run.alone}></hf-readings>
            </div>
            <hf-host-bar .run=${run}></hf-host-bar>
            <div class="busy" role="status">${this.going()}</div>`
        : html`<div class="placeholder">
            <h1 class="soft">${failure ? 'Nothing could be run' : 'Running …'}</h1>
          </div>`
    }`;
  }

  /** How far the runs are, with a way to stop them. */
  private going() {
    const { runs, working, cancelled } = this.bench.lab.state;
    if (working?.slow)
      return html`<span>Running, ${percent(working.fraction)}</span>
        <button class="button" type="button" @click=${() => this.bench.lab.cancel()}>Cancel</button>`;
    const stopped = cancelled && runs.find((run) => run?.partial);
    return stopped
      ? html`Stopped after ${stopped.answer.replications} of ${stopped.experiment.replications} runs.`
      : nothing;
  }

  private pictures() {
    const { runs } = this.bench.lab.state;
    const [run, other] = runs;
    if (!run) return nothing;
    return html`${this.sweep()}
      <section class="card" aria-labelledby="timeline-title" @look=${this.looked}>
        <div class="timeline-head">
          <h2 id="timeline-title" tabindex="-1">Who runs where</h2>
          <hf-timeline-legend .kinds=${kindsOf(run, other)}></hf-timeline-legend>
        </div>
        ${other ? html`<h3>${titleOf(run)}</h3>` : nothing} ${this.timeline(run, false)}
        ${
          other
            ? html`<div class="beside">
                <h3>${titleOf(other)}</h3>
                ${this.timeline(other, true)}
              </div>`
            : nothing
        }
        ${this.left(run)}
      </section>
      ${run.experiment.devices.length ? html`<hf-requests .run=${run} .window=${this.window}></hf-requests>` : nothing}
      <hf-guest-bars .run=${run}></hf-guest-bars>
      ${other ? html`<hf-compare .runs=${runs}></hf-compare><hf-delays .run=${run}></hf-delays>` : html`<div class="pair"><hf-delays .run=${run}></hf-delays><hf-compare .runs=${runs}></hf-compare></div>`}`;
  }

  private sweep() {
    const { sweep, working, cancelled } = this.bench.lab.state;
    return sweep
      ? html`<hf-sweep
          .shown=${sweep}
          ?working=${working !== null}
          ?stopped=${cancelled}
          @sweep=${this.swept}
          @open-point=${this.pointed}
          @stop-sweep=${() => this.bench.lab.cancel()}
          @go-on=${() => this.bench.lab.goOn()}
        ></hf-sweep>`
      : nothing;
  }

  private timeline(run: Run, bare: boolean) {
    return html`<hf-timeline
      label=${bare ? 'Who runs where, compared' : 'Who runs where'}
      ?bare=${bare}
      .groups=${this.rows(run)}
      .end=${run.endMs}
      .window=${this.window}
      .cursor=${this.cursor}
    ></hf-timeline>`;
  }

  private rows({ experiment, timeline, endMs }: Run): readonly TimelineGroup[] {
    if (!timeline) return [];
    const known = this.drawn.get(timeline) ?? timelineRows(experiment, timeline, endMs);
    this.drawn.set(timeline, known);
    return known;
  }

  private left({ experiment }: Run) {
    const vcpus = experiment.guests.reduce((sum, { count, vcpus }) => sum + count * vcpus, 0);
    const more =
      Math.max(0, vcpus - MOST_ROWS.vcpus) + Math.max(0, experiment.processors - MOST_ROWS.processors);
    return more > 0
      ? html`<p class="small soft">
          The first processors and vCPUs are drawn; ${more} more are in the figures.
        </p>`
      : nothing;
  }

  /** Brings a control of the bar into sight and focuses it. */
  async findControl(event: FindControlEvent): Promise<void> {
    this.choicesBox.open = true;
    await this.bar.updateComplete;
    this.bar.find(event.control);
  }

  private choose(first: string, what: string, live = false): void {
    const [, second] = this.bench.lab.state.specimens;
    this.dispatchEvent(new ChooseEvent({ dispatch: writePair(first, second?.link ?? null) }, what, live));
  }

  private edited = (event: EditEvent): void => {
    event.stopPropagation();
    const [specimen] = this.bench.lab.state.specimens;
    this.choose(edited(specimen, event.edits), event.what, event.live);
  };

  private rewrote = (event: RewriteEvent): void => {
    event.stopPropagation();
    const [specimen] = this.bench.lab.state.specimens;
    this.choose(rewritten(specimen, event.input as ExperimentInput), 'experiment as JSON', true);
  };

  private opened = (event: OpenEvent): void => {
    event.stopPropagation();
    this.choose(specimenOf(event.link).link, event.what);
  };

  private compared = (event: CompareEvent): void => {
    event.stopPropagation();
    const [first] = this.bench.lab.state.specimens;
    this.dispatchEvent(new ChooseEvent({ dispatch: writePair(first.link, event.link) }, 'comparison'));
  };

  private swept = (event: SweepEvent): void => {
    event.stopPropagation();
    const [specimen] = this.bench.lab.state.specimens;
    this.sought = event.sweep;
    const what = event.sweep ? `sweep of ${sweepField(event.sweep).words}` : 'sweep';
    this.choose(sweeping(specimen.link, event.sweep), what);
  };

  private pointed = ({ value }: PointEvent): void => {
    const { specimens, sweep } = this.bench.lab.state;
    if (!sweep) return;
    const { set, words } = sweepField(sweep.sweep);
    const edits = Object.entries(set(sweep.study.base, sweep.sweep.guest, value)).map(([path, each]) => ({
      path: path.split('.'),
      value: each,
    }));
    this.choose(edited(specimens[0], edits), words);
    this.timelineTitle?.scrollIntoView({ block: 'nearest' });
    this.timelineTitle?.focus({ preventScroll: true });
  };

  private looked = (event: LookEvent): void => {
    this.window = event.window;
    this.cursor = event.cursor;
  };

  private resized = (): void => this.requestUpdate();
}

/** The patterns that these runs show. */
function kindsOf(...runs: readonly (Run | null)[]): readonly SpanKind[] {
  const some = (pick: (run: Run) => boolean) => runs.some((run) => run !== null && pick(run));
  return (['run', 'burnt', 'ready', 'costop', 'stolen', 'wait'] as const).filter((kind) => {
    if (kind === 'burnt') return some(({ answer }) => answer.host.burnt.mean > 0);
    if (kind === 'costop') return some(({ answer }) => answer.guests.some(({ costop }) => costop.mean > 0));
    if (kind === 'stolen') return some(({ answer }) => answer.guests.some(({ stolen }) => stolen.mean > 0));
    return true;
  });
}
