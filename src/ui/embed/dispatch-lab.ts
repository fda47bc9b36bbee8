import { html, nothing, type TemplateResult } from 'lit';
import type { Answer } from '../../dispatch/answer';
import type { Experiment } from '../../dispatch/experiment';
import { guestNames } from '../../dispatch/model';
import { parseExperiment } from '../../dispatch/parse';
import { runExperiment } from '../../dispatch/run';
import type { RunLog } from '../../engine/dispatch/timeline';
import { knobValue, type StorySet } from '../../sampling/story/knobs';
import { Lab } from '../app/lab';
import { timelineRows } from '../dispatch/run/timeline-rows';
import { KIND_WORDS } from '../parts/timeline/words';
import { LAB_ATTRIBUTES } from './lab-attributes';
import { checkLines } from './check-lines';
import { labCheck } from './checks';
import { EmbeddedFigure } from './figure';
import { knobField } from './fields';
import { labFigure, type LabFigure } from './labs';
import { OneWorker } from './one-worker';
import { spanSample, timePicture } from './picture';
import { unbroken } from '../text/unbroken';

const runs = new OneWorker(runExperiment);

/** How much of the run is drawn, ms: some turns of each guest. */
const DRAWN_MS = 600;
const RECORDS = 20_000;

interface LabAsked {
  readonly id: string;
  readonly seed: number;
  readonly set: StorySet;
}

interface LabPictures {
  readonly asked: LabAsked;
  /** What `ran` is of. */
  readonly of: LabAsked | null;
  readonly ran: {
    readonly experiment: Experiment;
    readonly log: RunLog;
    readonly answer: Answer | null;
  } | null;
}

/** Runs the experiment of one figure. */
class FigureLab extends Lab<LabPictures> {
  constructor(changed: () => void, asked: LabAsked) {
    super(JSON.stringify(asked), { asked, of: null, ran: null }, changed);
  }

  protected override read(link: string): Partial<LabPictures> {
    const asked = JSON.parse(link) as LabAsked;
    return asked.id === this.state.asked.id ? { asked } : { asked, of: null, ran: null };
  }

  protected override async run(signal: AbortSignal, shown: () => void): Promise<void> {
    const { asked } = this.state;
    const experiment = experimentOf(labFigure(asked.id), asked);
    const log = await runs.timeline(experiment, { forMs: DRAWN_MS, records: RECORDS, signal });
    this.draw({ of: asked, ran: { experiment, log, answer: null } });
    shown();
    const answer = await runs.run(experiment, { signal });
    this.draw({ ran: { experiment, log, answer } });
  }
}

/** The experiment of a figure with its knobs and seed. */
function experimentOf(of: LabFigure, { seed, set }: Pick<LabAsked, 'seed' | 'set'>): Experiment {
  return parseExperiment({ ...of.experiment(set), seed });
}

/** One experiment on one host, in anybody's page: a question first, then who runs where, and the number with its check. */
export class LabElement extends EmbeddedFigure {
  static readonly observedAttributes = LAB_ATTRIBUTES.map(({ name }) => name);
  protected readonly table = LAB_ATTRIBUTES;
  protected readonly frame = 'dispatch-lab.html';
  private of = labFigure('shelden');
  private set: StorySet = {};
  private said: number | null | undefined;
  private judgement: TemplateResult | null = null;
  private lab = this.newLab();

  private get asked(): LabAsked {
    return { id: this.of.id, seed: this.attributesRead ? this.seed : 7, set: this.set };
  }

  private newLab(): FigureLab {
    return new FigureLab(() => this.change(), this.asked);
  }

  protected get shown(): string {
    return this.of.id;
  }

  protected read(): void {
    const of = labFigure(this.attributesRead.values.preset as string);
    if (of === this.of) return;
    this.of = of;
    this.set = {};
    this.forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.lab.stop();
    this.lab = this.newLab();
  }

  protected override forget(): void {
    super.forget();
    this.said = undefined;
    this.judgement = null;
  }

  protected draw(): TemplateResult {
    const { preset } = this.of;
    // Nothing runs before something was said.
    if (this.said !== undefined) this.lab.show(JSON.stringify(this.asked));
    const failed = this.lab.state.failure;
    return html`${this.heads(preset.title)}
      <p><b>${preset.beyond ? 'Beyond the paper' : 'The paper says'}:</b> ${unbroken(preset.paper)}</p>
      ${this.failure(failed && this.said !== undefined ? failed.text : null)}
      ${this.said === undefined ? this.question() : this.open()}`;
  }

  private question() {
    const { question, unit, most } = this.of;
    return this.asks(
      question,
      this.asksNumber(most, unit, 'Your guess', (value) => this.say(value)),
      () => this.say(null),
    );
  }

  private say(value: number | null): void {
    this.said = value;
    this.change();
    this.toTitle();
  }

  private open() {
    const { preset, knobs, sentence, unit } = this.of;
    const { ran, of, asked } = this.lab.state;
    const stale = of !== null && JSON.stringify(of) !== JSON.stringify(asked);
    const figure = ran?.answer ? this.of.measure(ran.answer, ran.experiment) : null;
    const shown = figure
      ? `${(unit === '%' ? 100 * figure.mean : figure.mean).toFixed(1)}\u00a0${unit}`
      : '…';
    return html`${this.answered(figure && !stale ? figure.mean : null)}
      <figure class="hold ${stale ? 'stale' : ''}">
        <p class="big" aria-busy=${figure ? 'false' : 'true'}>
          ${sentence[0]} <em>${shown}</em> ${sentence[1]}
        </p>
        ${ran ? this.picture(ran.experiment, ran.log) : html`<p class="soft">Simulating …</p>`}
      </figure>
      <div class="${stale ? 'stale' : ''}">
        ${checkLines(figure && ran ? [labCheck(this.of, figure, ran.experiment)] : 'Simulating …')}
      </div>
      <p><b>Look at:</b> ${unbroken(preset.look)}</p>
      <p><b>For a plan:</b> ${unbroken(preset.plan)}</p>
      <div class="knobs">
        ${knobs.map((each) =>
          knobField(each, this.set, (value) => {
            this.set = { ...this.set, [each.id]: value };
            this.change();
          }),
        )}
        ${this.seedField()}
        <button type="button" @click=${() => (this.forget(), (this.set = {}), this.change(), this.toTitle())}>
          Guess again
        </button>
      </div>`;
  }

  /** Judged once, at the knobs as they were when it was asked. */
  private answered(mean: number | null) {
    const { said, set } = this;
    if (said === null || said === undefined) return nothing;
    const { knobs } = this.of;
    if (mean !== null && knobs.every(({ id, usual }) => knobValue(knobs, set, id) === usual))
      this.judgement ??= judged(this.of, said, mean);
    return html`<p class="answered" role="status">
      ${this.judgement ?? 'Your guess is kept; it is judged once all runs are in.'}
    </p>`;
  }

  private picture(experiment: Experiment, log: RunLog) {
    const rows = timelineRows(experiment, log, DRAWN_MS);
    const to = this.width < 420 ? DRAWN_MS / 2 : DRAWN_MS;
    const kinds = (['ready', 'costop', 'burnt', 'wait'] as const).filter((kind) =>
      rows.some((group) => group.rows.some(({ spans }) => spans?.some((span) => span.kind === kind))),
    );
    return html`${timePicture(rows, { from: 0, to }, this.width)}
      <figcaption class="key">
        ${guestNames(experiment).map(
          (name, i) =>
            html`<span
              ><svg width="22" height="14" aria-hidden="true">${spanSample('run', i)}</svg>${name} runs</span
            >`,
        )}
        ${kinds.map(
          (kind) =>
            html`<span
              ><svg width="22" height="14" aria-hidden="true">${spanSample(kind)}</svg
              >${KIND_WORDS[kind]}</span
            >`,
        )}
      </figcaption>`;
  }
}

/** Says whether a guess was right, and what a wrong one believes. */
function judged({ unit, close, beliefs, preset }: LabFigure, said: number, mean: number): TemplateResult {
  const found = unit === '%' ? 100 * mean : mean;
  const off = said - found;
  if (Math.abs(off) <= close)
    return html`<b>✓ You said ${said}&nbsp;${unit}: right.</b> ${unbroken(preset.look)}`;
  const belief = [...beliefs].sort((a, b) => Math.abs(a.value - said) - Math.abs(b.value - said))[0];
  const near = Math.abs(belief.value - said) <= Math.max(close, 0.03 * belief.value);
  return html`<b
      >✗ You said ${said}&nbsp;${unit}: ${Math.abs(off).toFixed(1)} ${unit === '%' ? 'points' : unit} too
      ${off > 0 ? 'high' : 'low'}.</b
    >
    ${unbroken(near ? belief.why : preset.look)}`;
}

customElements.define('hostfold-dispatch-lab', LabElement);
