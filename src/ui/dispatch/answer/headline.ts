import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CHOICES } from '../../../dispatch/choices';
import type { Figure } from '../../../dispatch/figure';
import { FROM_HOST } from '../../../dispatch/measured';
import '../../parts/how';
import { base, controls } from '../../parts/styles';
import { figure, percent } from '../../text/format';
import type { Term } from '../../text/glossary';
import { prosed } from '../../text/prose';
import { OpenEvent } from '../events';
import type { Run } from '../run/lab';
import { POLICY_WORDS, sentenceOf } from '../run/readings';
import { isChanged } from '../run/specimen';
import { busyTheory } from '../../../dispatch/theory';
import { estimate, said, share } from '../words';

/**
 * The answer in large type: how busy the host is, and the three sentences of the preset.
 * @fires explain
 * @fires open-experiment
 */
@customElement('hf-lab-headline')
export class LabHeadline extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      h1 {
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
      .sub {
        margin-top: 4px;
        font-size: 15px;
        line-height: 24px;
        color: var(--soft);
        max-width: 66ch;
      }
      .rules {
        margin-top: 4px;
        max-width: 76ch;
      }
      dl {
        display: grid;
        grid-template-columns: max-content minmax(0, 62ch);
        gap: 4px 14px;
        margin: 12px 0 0;
      }
      dt {
        color: var(--soft);
        font-size: 13px;
        line-height: 22px;
      }
      dd {
        margin: 0;
        text-wrap: pretty;
      }
      @media (max-width: 640px) {
        h1 {
          font-size: 32px;
          line-height: 38px;
        }
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 0;
        }
        dd + dt {
          margin-top: 6px;
        }
      }
    `,
  ];

  @property({ attribute: false }) run!: Run;

  override render() {
    const { answer, specimen, experiment } = this.run;
    const { preset } = specimen;
    const n = experiment.processors;
    const own = sentenceOf(specimen, answer);
    const inHand = own && Number.isFinite(own.figure.mean) ? own : null;
    const before = inHand?.before ?? (n === 1 ? 'The processor is' : `The ${n} processors are`);
    const { mean } = inHand?.figure ?? answer.host.busy;
    const how = inHand ? (inHand.title ? this.own(inHand) : this.howMuch(inHand.figure)) : this.how();
    const seen = new Set<Term>();
    return html`<h1 aria-live="polite" aria-atomic="true">
        ${before}
        <em
          ><hf-how .explanation=${how}
            >${inHand?.unit ? `${figure(mean)} ${inHand.unit}` : `${(100 * mean).toFixed(1)}\u00a0%`}</hf-how
          ></em
        >
        ${inHand?.after ?? 'busy'}
      </h1>
      <p class="sub">${this.rest()} ${this.named(seen)}</p>
      <p class="small soft rules">${prosed(this.rules(), seen)}</p>
      ${
        preset
          ? html`<dl>
              <dt>${preset.beyond ? 'Beyond the paper' : 'The paper says'}</dt>
              <dd>${prosed(preset.paper, seen)}</dd>
              <dt>Look at</dt>
              <dd>${prosed(preset.look, seen)}</dd>
              <dt>For a plan</dt>
              <dd>${prosed(preset.plan, seen)}</dd>
            </dl>`
          : nothing
      }`;
  }

  private rest() {
    const { host } = this.run.answer;
    const also = [
      host.burnt.mean > 0.0005 ? `${percent(host.burnt.mean)} is burnt in idle loops` : '',
      host.overhead.mean > 0.0005
        ? `${(100 * host.overhead.mean).toFixed(1)}\u00a0% goes to the host itself`
        : '',
      host.idle.mean > 0.0005 ? `${percent(host.idle.mean)} stands idle` : 'nothing stands idle',
    ].filter((each) => each !== '');
    return `Of the processors’ time, ${also.join(', ')}.`;
  }

  /** How the host goes about it, in the words of the field. */
  private rules(): string {
    const { policy, sliceMs, slots, boost } = this.run.experiment;
    const slice = sliceMs === 'never' ? 'A slice never ends' : `A slice lasts ${sliceMs}\u00a0ms`;
    const unused =
      slots === 'fixed'
        ? 'what its owner does not use of it is lost'
        : 'what its owner leaves goes to the next';
    return `Who runs next: ${POLICY_WORDS[policy]}. ${CHOICES.policy.options[policy]}. ${slice}; ${unused}.${
      boost ? ' With wake boost whoever wakes goes first.' : ''
    }`;
  }

  /** @param seen words that were explained before */
  private named(seen: Set<Term>) {
    const { specimen, experiment } = this.run;
    const { preset, changes } = specimen;
    if (!preset) return specimen.base === FROM_HOST ? 'A host of the plan.' : 'An experiment of your own.';
    const of = prosed(`${preset.title} (claim ${preset.claim})`, seen);
    if (!isChanged(specimen)) return html`${of}.`;
    const other =
      experiment.policy !== preset.experiment.policy ? '; its sentences are about the preset' : '';
    return html`${of}, with ${changes} ${changes === 1 ? 'change' : 'changes'}${other}:
      <button
        class="link"
        type="button"
        @click=${() => this.dispatchEvent(new OpenEvent(preset.id, 'back to the preset'))}
      >
        back to the preset
      </button>`;
  }

  private howMuch(figure: Figure) {
    const { guests } = this.run.answer;
    return {
      title: 'Work, of what it does alone',
      text: 'I/Os completed a second, against a machine of its own, where each takes its burst and its wait.',
      formula: 'completed here × (burst + wait)',
      values: [
        ['of alone ± standard error', said(share(figure), '%')],
        [
          'completed here',
          said(estimate(guests[0].cyclesPerSecond.mean, guests[0].cyclesPerSecond.se, 1), '/s'),
        ],
      ] as (readonly [string, string])[],
      control: { id: 'slots', label: 'unused slices' },
    };
  }

  /** How the figure came about that the preset is about. */
  private own({ title, figure: of, unit }: { title: string | null; figure: Figure; unit: 'ms' | undefined }) {
    const { answer, experiment } = this.run;
    return {
      title: title ?? '',
      text: 'The figure that this preset is about; the others stand below.',
      values: [
        ['mean ± standard error', unit ? said(estimate(of.mean, of.se, 2), unit) : said(share(of), '%')],
        ['busy with work', said(share(answer.host.busy), '%')],
        ['runs', `${answer.replications} of ${experiment.durationS}\u00a0s`],
        ['seed', String(experiment.seed)],
      ] as (readonly [string, string])[],
      control: { id: 'policy', label: 'policy' },
    };
  }

  private how() {
    const { answer, experiment } = this.run;
    const theory = busyTheory(experiment);
    return {
      title: 'Busy with work',
      text: 'Part of the processors’ time that guests’ threads wanted done, over all runs; idle loops and the host’s own work are not in it.',
      formula: 'busy + burnt + overhead + idle = 1',
      values: [
        ['busy ± standard error', said(share(answer.host.busy), '%')],
        ...(theory ? [['closed form', `${(100 * theory.value).toFixed(2)}\u00a0%`] as const] : []),
        ['runs', `${answer.replications} of ${experiment.durationS}\u00a0s`],
        ['warm-up left out of each', `${experiment.warmupS}\u00a0s`],
        ['seed', String(experiment.seed)],
      ] as (readonly [string, string])[],
      basis: theory
        ? ({ kind: 'source', text: `${theory.formula}; ${theory.source}` } as const)
        : ({ kind: 'source', text: 'discrete-event simulation in whole 100 ns' } as const),
      control: { id: 'policy', label: 'policy' },
    };
  }
}
