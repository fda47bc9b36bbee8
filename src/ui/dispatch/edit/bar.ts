import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { CHOICES } from '../../../dispatch/choices';
import { PRESET_GROUPS } from '../../../dispatch/lab-presets';
import { CUSTOM } from '../../../dispatch/link';
import { FROM_HOST } from '../../../dispatch/measured';
import { canSweep, type Sweep, type SweepName } from '../../../decide/sweep/fields';
import '../../parts/choice';
import type { PickEvent } from '../../parts/choice';
import '../../parts/panel';
import { base, controls } from '../../parts/styles';
import { many } from '../../text/format';
import { EditEvent, OpenEvent } from '../events';
import { POLICY_WORDS } from '../run/readings';
import type { Specimen } from '../run/specimen';
import { numberOf, selectOf, sweptStyles } from './fields';

const SLOTS = [
  { value: 'yield', label: 'yield' },
  { value: 'fixed', label: 'fixed' },
];
const BOOST = [
  { value: 'false', label: 'off' },
  { value: 'true', label: 'on' },
];
const IDLE_WORDS = { halt: 'seen at once', poll: 'checked', none: 'never seen' } as const;

/**
 * What a person chooses about the host, in one bar; everything runs again at once.
 * @fires edit
 * @fires open-experiment
 */
@customElement('hf-dispatch-bar')
export class DispatchBar extends LitElement {
  static override styles = [
    base,
    controls,
    sweptStyles,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 10px 22px;
      }
      .field {
        max-width: 100%;
      }
      .field > label {
        display: block;
        margin-bottom: 2px;
      }
      #policy {
        width: auto;
        min-width: 190px;
        field-sizing: content;
      }
      #processors,
      #slice {
        --field-width: 56px;
      }
      .stack {
        display: grid;
        gap: 12px;
        width: 300px;
        max-width: 100%;
      }
      .stack p {
        font-size: 13px;
        line-height: 19px;
      }
    `,
  ];

  @property({ attribute: false }) specimen!: Specimen;

  override render() {
    const { experiment: e, base: from, preset } = this.specimen;
    return html`<div class="bar">
      <div class="field">
        <label for="preset">Experiment</label>
        <select id="preset" @change=${this.opened}>
          ${
            preset
              ? nothing
              : html`<option value=${from} selected>
                  ${from === FROM_HOST ? 'A host of the plan' : 'One of your own'}
                </option>`
          }
          ${PRESET_GROUPS.map(
            ({ label, presets }) =>
              html`<optgroup label=${label}>
                ${presets.map(
                  ({ id, title }) => html`<option value=${id} ?selected=${id === from}>${title}</option>`,
                )}
              </optgroup>`,
          )}
        </select>
      </div>
      ${selectOf('policy', CHOICES.policy, ['policy'], e.policy, POLICY_WORDS)}
      ${numberOf('processors', ['processors'], e.processors, { id: 'processors', sweep: this.sweep('processors') })}
      ${this.slice()}
      <hf-choice
        id="slots"
        label="Unused slices"
        title=${CHOICES.slots.help}
        .options=${SLOTS}
        .value=${e.slots}
        @pick=${(event: PickEvent) => this.edit(['slots'], event.value, 'unused slices')}
      ></hf-choice>
      <hf-choice
        id="boost"
        label="Wake boost"
        term="boost"
        title="A guest that wakes goes to the front of the queue and takes a processor."
        .options=${BOOST}
        .value=${String(e.boost)}
        @pick=${(event: PickEvent) => this.edit(['boost'], event.value === 'true', 'wake boost')}
      ></hf-choice>
      ${selectOf('detect', CHOICES.detect, ['idle', 'detect'], e.idle.detect, IDLE_WORDS)}
      <hf-panel id="costs" label="Costs and limits" summary=${this.costs()}>
        <div class="stack">
          ${numberOf('switchUs', ['switchUs'], e.switchUs)}
          ${numberOf('housekeeping', ['housekeeping'], e.housekeeping)}
          ${numberOf('interruptUs', ['interruptUs'], e.interruptUs)}
          ${numberOf('timerUs', ['timerUs'], e.timerUs)} ${numberOf('skewMs', ['skewMs'], e.skewMs)}
          ${numberOf('checkMs', ['idle', 'checkMs'], e.idle.checkMs)}
          ${numberOf('probability', ['idle', 'probability'], e.idle.probability)}
          <p class="soft">
            The skew counts for co-scheduling only; the check and its probability when idle guests are
            checked.
          </p>
        </div>
      </hf-panel>
      <hf-panel
        id="length"
        label="Length of the run"
        summary="${many(e.replications, 'run')} of ${e.durationS}&nbsp;s"
      >
        <div class="stack">
          ${numberOf('durationS', ['durationS'], e.durationS, { slider: false, preset: preset?.experiment.durationS })}
          ${numberOf('warmupS', ['warmupS'], e.warmupS, { slider: false })}
          ${numberOf('replications', ['replications'], e.replications, { slider: false })}
          ${numberOf('seed', ['seed'], e.seed, { slider: false })}
          <p class="soft">
            Longer runs and more of them narrow the ± of every figure; the same seed gives the same figures.
          </p>
        </div>
      </hf-panel>
    </div>`;
  }

  /** Brings a control into sight, opens its choices and puts the cursor there. */
  find(id: string): boolean {
    const control = this.renderRoot.querySelector<HTMLElement & { open?(): void }>(`#${id}`);
    if (!control) return false;
    control.scrollIntoView({ block: 'nearest' });
    control.focus();
    control.open?.();
    return true;
  }

  private sweep(name: SweepName): Sweep | null {
    const sweep = { name, guest: 0 };
    return canSweep(this.specimen.experiment, sweep) ? sweep : null;
  }

  private slice() {
    const { sliceMs } = this.specimen.experiment;
    if (sliceMs !== 'never')
      return numberOf('sliceMs', ['sliceMs'], sliceMs, {
        id: 'slice',
        preset: this.presetSlice(),
        sweep: this.sweep('slice'),
      });
    return html`<div class="field">
      <label for="slice">Time slice</label>
      <button
        id="slice"
        class="button"
        type="button"
        @click=${() => this.edit(['sliceMs'], 50, 'time slice')}
      >
        never ends; set 50 ms
      </button>
    </div>`;
  }

  private presetSlice(): number {
    const slice = this.specimen.preset?.experiment.sliceMs;
    return typeof slice === 'number' ? slice : 50;
  }

  private costs(): string {
    const { switchUs, housekeeping, interruptUs, timerUs } = this.specimen.experiment;
    const set = [
      switchUs > 0 ? `switch ${switchUs} µs` : '',
      housekeeping > 0 ? `housekeeping ${Number((100 * housekeeping).toPrecision(3))}\u00a0%` : '',
      interruptUs > 0 ? `interrupt ${interruptUs} µs` : '',
      timerUs > 0 ? `timer ${timerUs} µs` : '',
    ].filter((each) => each !== '');
    return set.length ? set.join(', ') : 'none';
  }

  private opened = (event: Event): void => {
    const id = (event.target as HTMLSelectElement).value;
    if (id !== CUSTOM && id !== FROM_HOST) this.dispatchEvent(new OpenEvent(id, 'experiment'));
  };

  private edit(path: readonly string[], value: unknown, what: string): void {
    this.dispatchEvent(new EditEvent([{ path, value }], what));
  }
}
