import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { MOST_CASES } from '../../decide/check-study';
import type { StudyAsk } from '../../decide/study-table';
import type { SampleLine, UncertaintyLine } from '../../decide/uncertain';
import type { GrowthRanges } from '../../decide/growth';
import { CLASS_IDS } from '../../estate/fact-fields';
import { own } from '../../estate/own';
import { GROWTH, HORIZON, USUAL_HORIZON, type Growth } from '../../estate/growth';
import { PLATFORMS } from '../../estate/platforms';
import { save } from '../app/save';
import type { Explanation } from '../parts/explanation';
import '../parts/how';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import { count, many, percent } from '../text/format';
import { MOST_ON_PAGE, StudyCard } from './card';
import { foldOptionsIn } from './standing';
import { StudyRun } from './study-run';
import { tornadoRows } from './tornado';
import { fan, suffice, tornado, uncertaintyStyles } from './uncertainty-pictures';

const SAMPLES = 1000;
/** More samples than this no study has, wherever it is run. */
const MOST_SAMPLES = MOST_CASES;

const NO_GROWTH = { low: 0, likely: 0, high: 0 };
const CLASSES: readonly (readonly [keyof Growth, string])[] = [
  ['other', 'all others'],
  ...CLASS_IDS.map((id) => [id, id] as const),
];

const ENDS = ['low', 'likely', 'high'] as const;
type Field = (typeof ENDS)[number];

/** Overheads, growth and days drawn: how likely so many hosts suffice, how full each becomes, and what drives it. */
@customElement('hf-uncertainty')
export class UncertaintyCard extends StudyCard<'uncertainty'> {
  static override styles = [
    ...StudyCard.styles,
    uncertaintyStyles,
    css`
      hf-number {
        --field-width: 76px;
      }
    `,
  ];

  readonly name = 'uncertainty';
  protected readonly heading = 'Uncertainty';
  protected readonly question = 'Overheads, growth and days are not known exactly: how sure is the number?';
  protected readonly run = new StudyRun<'uncertainty'>(this, 'uncertainty');
  /** Whose growth the fields show. */
  @state() private of: keyof Growth = 'other';

  private get samples(): number {
    return this.number('samples', SAMPLES, { unit: '', min: 1, max: MOST_SAMPLES, whole: true });
  }

  private get horizon(): number {
    return this.number('horizon', USUAL_HORIZON, HORIZON);
  }

  /** By class of server; `other` for those that are not named. */
  private get growth(): GrowthRanges {
    const ranges = CLASSES.flatMap(([of]) => {
      const at = (end: Field) => this.number(`${of}-${end}`, 0, GROWTH);
      const said = ENDS.some((end) => own(this.settings, `${of}-${end}`) !== undefined);
      return said ? [[of, { low: at('low'), likely: at('likely'), high: at('high') }]] : [];
    });
    return Object.fromEntries(ranges) as GrowthRanges;
  }

  protected ask(): StudyAsk<'uncertainty'> | string {
    const { answer, scenario } = this.standing;
    if (PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0)
      return 'Nothing is folded here: every server keeps its machine, whatever the overheads are.';
    if (this.samples > MOST_ON_PAGE)
      return `${count(this.samples)} samples are more than a page should make you wait for (${count(MOST_ON_PAGE)}): the command line runs them, on many machines if you like. Save the study, and the scenario beside it.`;
    for (const { low, likely, high } of Object.values(this.growth))
      if (!(low <= likely && likely <= high))
        return `Growth of ${low}, ${likely}, ${high}\u00a0% a year: expected low, likely and high in this order.`;
    return {
      options: foldOptionsIn(scenario),
      samples: this.samples,
      growth: this.growth,
      horizon: this.horizon,
      days: true,
      hosts: answer.hosts.map(({ guests }) => ({ guests })),
    };
  }

  protected basis(): string {
    const { seed, growth } = this.standing.scenario;
    const beyond = growth && Object.keys(this.growth).length > 0 ? ', growth beyond that of the plan' : '';
    return `seed ${seed}, ${many(this.samples, 'sample')}${beyond}; for each, plans for one number of hosts after the other start from the one that stands`;
  }

  protected override fields() {
    const grows = (field: Field, label: string) =>
      html`<hf-number
        label=${label}
        unit=${GROWTH.unit}
        .min=${GROWTH.min}
        .max=${GROWTH.max}
        .value=${(this.growth[this.of] ?? NO_GROWTH)[field]}
        .preset=${0}
        @number=${({ value }: NumberEvent) => this.grow(field, value ?? 0)}
      ></hf-number>`;
    return html`<hf-number
        label="Samples"
        .min=${1}
        .max=${MOST_SAMPLES}
        whole
        .value=${this.samples}
        .preset=${SAMPLES}
        @number=${({ value }: NumberEvent) => this.setFields({ samples: value === SAMPLES ? null : value })}
      ></hf-number>
      <label
        >Growth of<br />
        <select
          @change=${(event: Event) => (this.of = (event.target as HTMLSelectElement).value as keyof Growth)}
        >
          ${CLASSES.map(([of, label]) => html`<option value=${of} ?selected=${of === this.of}>${label}</option>`)}
        </select>
      </label>
      ${grows('low', 'Growth, low')} ${grows('likely', 'Growth, likely')} ${grows('high', 'Growth, high')}
      <hf-number
        label=${HORIZON.label}
        unit=${HORIZON.unit}
        .min=${HORIZON.min}
        .max=${HORIZON.max}
        whole
        .value=${this.horizon}
        .preset=${USUAL_HORIZON}
        @number=${({ value }: NumberEvent) => this.setFields({ horizon: value === USUAL_HORIZON ? null : value })}
      ></hf-number>
      ${
        this.samples > MOST_ON_PAGE
          ? html`<button class="button" type="button" @click=${this.saveStudy}>Save the study</button>`
          : nothing
      }`;
  }

  private grow(field: Field, value: number): void {
    const range = { ...(this.growth[this.of] ?? NO_GROWTH), [field]: value };
    // A class that does not grow is said where all others do.
    const none = this.of === 'other' && ENDS.every((end) => range[end] === 0);
    this.setFields(Object.fromEntries(ENDS.map((end) => [`${this.of}-${end}`, none ? null : range[end]])));
  }

  private saveStudy = (): void => {
    const study = {
      kind: 'fold',
      files: ['YOUR-FILE.csv'],
      options: { scenario: 'scenario.hostfold.json' },
      samples: this.samples,
      seed: this.standing.scenario.seed,
      days: true,
      ...(Object.keys(this.growth).length > 0 && {
        growth: Object.fromEntries(
          Object.entries(this.growth).map(([of, { low, likely, high }]) => [of, [low, likely, high]]),
        ),
        horizon: this.horizon,
      }),
    };
    save('study.json', 'application/json', `${JSON.stringify(study, null, 2)}\n`);
  };

  private samplesOf = (lines: readonly UncertaintyLine[]) =>
    lines.filter((line): line is SampleLine => line.kind === 'sample');

  protected finding(lines: readonly UncertaintyLine[]) {
    const drawn = this.samplesOf(lines);
    const { hostCount } = this.answer;
    const so = this.run.state.working ? ' so far' : '';
    if (drawn.length === 0) return 'The ends of each range come first, one figure at a time.';
    const share = drawn.filter(({ hosts }) => hosts <= hostCount).length / drawn.length;
    const error = Math.sqrt((share * (1 - share)) / drawn.length);
    const most = Math.max(...drawn.map(({ hosts }) => hosts));
    const enough = hostsFor(drawn, 0.95);
    return html`<b
        >${many(hostCount, 'host')} suffice in
        <hf-how .explanation=${sufficeHow(drawn, hostCount)}>${percent(share)}</hf-how></b
      >
      ±&nbsp;${percent(error)} of ${many(drawn.length, 'draw')}${so};
      ${
        enough === hostCount
          ? 'nineteen in twenty need no more'
          : `for nineteen in twenty it takes ${count(enough)}, and for all of them ${count(most)}`
      }.`;
  }

  protected picture(lines: readonly UncertaintyLine[]) {
    const { answer } = this;
    const { scenario } = this.standing;
    const drawn = this.samplesOf(lines);
    return html`<div class="pictures">
      ${drawn.length > 0 ? suffice(drawn, answer.hostCount, scenario.failures) : nothing}
      ${tornado(tornadoRows(lines), answer.hostCount)}
      ${
        drawn.length > 0
          ? fan(
              drawn,
              answer.hosts.map(({ name }) => name),
            )
          : nothing
      }
    </div>`;
  }
}

/** Fewest hosts that suffice in this part of the draws. */
function hostsFor(drawn: readonly SampleLine[], part: number): number {
  const sorted = drawn.map(({ hosts }) => hosts).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)];
}

/** In which part of the draws so many hosts suffice, and how sure that is. */
function sufficeHow(drawn: readonly SampleLine[], hosts: number): Explanation {
  const enough = drawn.filter((line) => line.hosts <= hosts).length;
  const p = enough / drawn.length;
  return {
    title: `${many(hosts, 'host')} suffice in ${percent(p)}`,
    text: 'Each draw takes overheads and growth from their ranges and days of the log with replacement, and folds anew. What counts is how many hosts it needs.',
    formula: 'p = draws that need no more ÷ draws; standard error √( p (1 − p) ÷ draws )',
    values: [
      ['draws', count(drawn.length)],
      ['that need no more', count(enough)],
      ['p', percent(p)],
      ['standard error', percent(Math.sqrt((p * (1 - p)) / drawn.length))],
      ['nineteen in twenty need at most', many(hostsFor(drawn, 0.95), 'host')],
    ],
    basis: { kind: 'assumption', text: 'the ranges of the overheads, as Overheads lists them' },
  };
}
