import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { PLATFORMS, PLATFORM_IDS } from '../../../estate/platforms';
import { hostCost } from '../../../overhead/host';
import type { ProfileId } from '../../../overhead/profiles';
import { POLICIES, type Policy } from '../../../placement/options';
import { DEFAULT_SCENARIO, usualFor, type Scenario } from '../../../scenario/scenario';
import '../../parts/choice';
import type { PickEvent } from '../../parts/choice';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import type { Panel } from '../../parts/panel';
import '../../parts/panel';
import { base, controls } from '../../parts/styles';
import { many } from '../../text/format';
import { ChooseEvent } from '../../app/events';
import { assumedOf } from './assumed';
import { hostWords } from './host-words';

/** What the panels hold is loaded when somebody comes near the bar: the first fold needs none of it. */
const loadPanels = () =>
  Promise.all([import('./host-editor'), import('./more-choices'), import('./overhead-editor')]);
const loadBases = () => import('../../../overhead/profile-bases');

const POLICY_OPTIONS = POLICIES.map(({ id, label }) => ({ value: id, label }));
const D = DEFAULT_SCENARIO;
const FAILURES = ['0', '1', '2', '3'];

/**
 * What a person chooses about the fold, in one bar; everything folds again at once.
 * @fires choose
 */
@customElement('hf-choices')
export class Choices extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .bar {
        display: flex;
        flex-wrap: wrap;
        align-items: start;
        gap: 10px clamp(8px, 1.2vw, 22px);
      }
      #profile {
        width: auto;
        min-width: 168px;
        field-sizing: content;
      }
      #ceiling {
        --field-width: 52px;
      }
      .bar .wrong {
        max-width: 30ch;
        margin-top: 4px;
      }
      .assumed {
        flex-basis: 100%;
      }
      .bar > div > label {
        display: block;
        margin-bottom: 2px;
      }
    `,
  ];

  @property({ attribute: false }) scenario!: Scenario;
  /** What is wrong with the slot or the alignment, said beside them. */
  @property({ attribute: false }) slotProblem: string | null = null;
  /** Panels that were opened: the others are not filled yet. */
  @state() private opened: ReadonlySet<string> = new Set();
  @state() private summaries: Readonly<Record<ProfileId, { readonly summary: string }>> | null = null;

  override render() {
    const { scenario: s } = this;
    const usual = usualFor({ sample: s.sample, profile: s.profile });
    return html`<div class="bar" @pointerover=${this.near} @focusin=${this.near}>
      <div>
        <label for="profile" class=${s.profile === usual.profile ? nothing : 'changed'}>Virtualized by</label>
        <select id="profile" title=${this.summaries?.[s.profile].summary ?? nothing} @change=${this.profile}>
          ${PLATFORM_IDS.map(
            (id) =>
              html`<option
                value=${id}
                title=${this.summaries?.[id].summary ?? nothing}
                ?selected=${id === s.profile}
              >
                ${PLATFORMS[id].label}
              </option>`,
          )}
        </select>
      </div>
      <hf-panel
        id="host"
        ?changed=${JSON.stringify(s.hosts) !== JSON.stringify(usual.hosts)}
        @opened=${this.fill}
        label="Host"
        summary=${this.hosts()}
      >
        ${this.opened.has('host') ? html`<hf-host-editor .hosts=${s.hosts} .ceilings=${s.ceilings}></hf-host-editor>` : nothing}
      </hf-panel>
      <hf-number
        id="ceiling"
        label="Fill processors to"
        unit="%"
        slider
        .min=${10}
        .max=${100}
        .step=${1}
        .value=${s.ceilings.cpu ?? 100}
        .preset=${usual.ceilings.cpu ?? 100}
        @number=${this.ceiling}
      ></hf-number>
      <hf-choice
        id="policy"
        ?changed=${s.policy !== D.policy}
        label="Fold by"
        .options=${POLICY_OPTIONS}
        .value=${s.policy}
        @pick=${(e: PickEvent) => this.choose({ policy: e.value as Policy }, 'policy')}
      ></hf-choice>
      <hf-choice
        id="failures"
        ?changed=${s.failures !== D.failures}
        label="Hosts that may fail"
        .options=${this.failures()}
        .value=${String(s.failures)}
        @pick=${(e: PickEvent) => this.choose({ failures: Number(e.value) }, 'hosts that may fail')}
      ></hf-choice>
      <hf-panel
        id="overheads"
        ?changed=${Object.keys(s.overrides).length > 0 || s.present !== D.present}
        @opened=${this.fill}
        label="Overheads"
        summary=${this.overheads()}
      >
        ${this.opened.has('overheads') ? html`<hf-overhead-editor .scenario=${s}></hf-overhead-editor>` : nothing}
      </hf-panel>
      <div>
        <hf-panel
          id="more"
          ?changed=${this.moreChanged()}
          @opened=${this.fill}
          label="Time and more"
          summary=${this.time()}
        >
          ${this.opened.has('more') ? html`<hf-more-choices .scenario=${s} .slotProblem=${this.slotProblem}></hf-more-choices>` : nothing}
        </hf-panel>
        ${this.slotProblem ? html`<p class="wrong" role="alert">${this.slotProblem}</p>` : nothing}
      </div>
      ${this.assumed()}
    </div>`;
  }

  /** What was taken for a person's own servers, as long as nobody chose. */
  private assumed() {
    const what = assumedOf(this.scenario);
    return what.length === 0
      ? nothing
      : html`<p class="assumed small soft">
          <span class="chip guess">assumption</span> Nobody chose yet: ${what.join(' and ')}.
        </p>`;
  }

  /** Brings a control into sight, opens its choices and puts the cursor there. */
  async find(id: string): Promise<void> {
    const control = this.renderRoot.querySelector<HTMLElement & { open?(): void }>(`#${id}`);
    if (!control) return;
    control.scrollIntoView({ block: 'nearest' });
    control.focus();
    control.open?.();
  }

  private near = (): void => {
    void loadPanels();
    void loadBases().then(({ PROFILE_BASES }) => (this.summaries = PROFILE_BASES));
  };

  private fill = async (event: Event): Promise<void> => {
    const panel = event.target as Panel;
    await loadPanels();
    this.opened = new Set([...this.opened, panel.id]);
    await this.updateComplete;
    panel.place();
  };

  private moreChanged(): boolean {
    const { scenario: s } = this;
    const { cpu: _, ...others } = s.ceilings;
    const fields = ['slotMinutes', 'align', 'aggregate', 'work', 'seconds', 'seed'] as const;
    return fields.some((field) => s[field] !== D[field]) || Object.values(others).some((v) => v !== 100);
  }

  private hosts(): string {
    const { hosts } = this.scenario;
    if (hosts.length === 1) return hostWords(hosts[0]);
    const priced = hosts.every((host) => hostCost(host) !== null);
    return `${many(hosts.length, 'kind')}, ${priced ? 'cheapest mix' : 'fewest hosts'}`;
  }

  private overheads(): string {
    const changed = Object.keys(this.scenario.overrides).length;
    return changed ? `${many(changed, 'change')}` : 'as profile';
  }

  private time(): string {
    const { slotMinutes, align } = this.scenario;
    const how = { wall: 'by date', 'time-of-day': 'time of day', 'time-of-week': 'time of week' }[align];
    return `${slotMinutes} min, ${how}`;
  }

  private failures() {
    const now = String(this.scenario.failures);
    const all = FAILURES.includes(now) ? FAILURES : [...FAILURES, now];
    return all.map((value) => ({ value, label: value }));
  }

  private profile = (event: Event): void => {
    const { scenario: s } = this;
    const profile = (event.target as HTMLSelectElement).value as ProfileId;
    // Bare hosts may be filled to the brim; ceilings that somebody chose stay.
    const [now, then] = [usualFor(s).ceilings, usualFor({ sample: s.sample, profile }).ceilings];
    const [mine, before, after] = [s.ceilings, now, then].map((ceilings) => JSON.stringify(ceilings));
    this.choose(mine === before && before !== after ? { profile, ceilings: then } : { profile }, 'profile');
  };

  private ceiling = (event: NumberEvent): void => {
    if (event.value === null) return;
    const ceilings = { ...this.scenario.ceilings, cpu: event.value };
    this.dispatchEvent(new ChooseEvent({ ceilings }, 'fill processors to', event.live));
  };

  private choose(patch: Partial<Scenario>, what: string): void {
    this.dispatchEvent(new ChooseEvent(patch, what));
  }
}
