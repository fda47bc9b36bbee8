import { css, html } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  QUARTERS,
  allTogether,
  busiestStretch,
  dayProfiles,
  type DayProfile,
} from '../../decide/day-profile';
import type { StudyAsk } from '../../decide/study-table';
import type { WhatIfRow } from '../../decide/what-if';
import { GROWTH, HORIZON, USUAL_HORIZON } from '../../estate/growth';
import { own } from '../../estate/own';
import { RESCHEDULING, type Rescheduling } from '../../estate/rescheduled';
import { HOST_FIELDS } from '../../overhead/host-fields';
import { CEILING } from '../../overhead/reserve';
import { ChooseEvent } from '../app/events';
import { labelledRowsAsCards } from '../parts/styles';
import { many } from '../text/format';
import { wordsOf } from '../text/words-of';
import { StudyCard } from './card';
import { machinesStyles } from './machines-bar';
import { foldOptionsIn, type StandingAnswer } from './standing';
import { StudyRun } from './study-run';
import { whatIfTable, whatIfWords } from './what-if-answer';
import { USUAL_MINUTES, dayFields } from './what-if-day';
import { FILLED, HOSTS_THAT_FAIL, MODEL, choiceFields, type SetWished } from './what-if-fields';
import { aheadIn, changeOf, wishesOf, type WishedFor, type Wish } from './wishes';

const QUARTER = 15;

/** Growth, another host, other ceilings and limits, a back-up at another time: what each would take. */
@customElement('hf-what-if')
export class WhatIfCard extends StudyCard<'whatIf'> {
  static override styles = [
    ...StudyCard.styles,
    machinesStyles,
    css`
      :host {
        container-type: inline-size;
      }
      fieldset {
        min-width: 0;
        margin: 0 0 14px;
        padding: 0 0 12px;
        border: 0;
        border-bottom: 1px solid var(--hairline);
      }
      legend {
        margin-bottom: 6px;
        padding: 0;
        font-weight: 650;
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 18px;
        margin-bottom: 10px;
      }
      .fields {
        display: block;
      }
      hf-number {
        --field-width: 84px;
      }
      .server {
        width: min(100%, 30ch);
      }
      .less b {
        color: var(--good, var(--ink));
      }
      small {
        display: block;
        font-size: 12px;
        line-height: 17px;
        color: var(--soft);
      }
      .label {
        display: none;
      }
      th[scope='row'] {
        overflow-wrap: anywhere;
      }
      @container (max-width: 760px) {
        ${labelledRowsAsCards}
      }
    `,
  ];

  readonly name = 'what-if';
  protected readonly heading = 'What if';
  protected readonly question =
    'Growth, another host, other limits, or a back-up at another time: how many machines then?';
  protected readonly run = new StudyRun<'whatIf'>(this, 'whatIf');
  /** Somebody still drags: few steps have to do. */
  @state() private dragging = false;
  /** How servers' days look, as measured; null before that is known. */
  @state() private profiles: readonly DayProfile[] | null = null;
  @state() private trouble = '';
  private all: Float32Array = new Float32Array(QUARTERS);
  private fetched: StandingAnswer['measured'] | null = null;

  protected override get estate() {
    return this.standing.measured;
  }

  override updated(): void {
    super.updated();
    const { measured } = this.standing;
    if (this.open && this.settled && this.fetched !== measured) void this.fetchDays(measured);
  }

  private async fetchDays(measured: StandingAnswer['measured']): Promise<void> {
    this.fetched = measured;
    try {
      const estate = await measured();
      if (this.fetched !== measured) return;
      const profiles = dayProfiles(estate, this.standing.scenario);
      this.all = allTogether(profiles);
      this.profiles = profiles;
      this.trouble = '';
    } catch (error) {
      this.fetched = null;
      this.trouble = wordsOf(error);
    }
  }

  /** What was set, beside the choices of the plan. */
  private get wanted(): WishedFor {
    const { scenario } = this.standing;
    const [first] = scenario.hosts;
    const number = (field: string, range: { unit: string; min: number; max: number }) => {
      const value = this.number(field, NaN, range);
      return Number.isNaN(value) ? [] : [value];
    };
    const limit = own(this.settings, 'vcpus');
    return {
      growth: this.number('growth', scenario.growth?.other ?? 0, GROWTH),
      horizon: this.number('horizon', scenario.horizon ?? USUAL_HORIZON, HORIZON),
      host: Object.fromEntries(
        MODEL.flatMap((field) => number(field, HOST_FIELDS[field]).map((value) => [field, value])),
      ),
      ceilings: Object.fromEntries(
        FILLED.flatMap((id) => number(`fill-${id}`, CEILING).map((value) => [id, value])),
      ),
      vcpuPerCore:
        limit === 'none' ? null : (number('vcpus', HOST_FIELDS.vcpuPerCore)[0] ?? first.vcpuPerCore),
      failures: this.number('failures', scenario.failures, HOSTS_THAT_FAIL),
      stretch: this.stretch,
    };
  }

  /** The server whose day is looked at, and what of it is done when. */
  private get stretch(): WishedFor['stretch'] {
    const [first] = this.profiles ?? [];
    const named = own(this.settings, 'server');
    const profile = named === undefined ? first : this.profiles?.find(({ name }) => name === named);
    if (!profile) return null;
    const now: Partial<Rescheduling> = own(this.standing.scenario.rescheduled ?? {}, profile.name) ?? {};
    const minutes = this.number('minutes', now.minutes ?? USUAL_MINUTES, RESCHEDULING.minutes);
    const busiest = () => QUARTER * busiestStretch(profile.load, Math.max(1, Math.round(minutes / QUARTER)));
    const from = this.number('from', now.from ?? busiest(), RESCHEDULING.from);
    return {
      server: profile.name,
      change: { from, minutes, by: this.number('by', now.by ?? 0, RESCHEDULING.by) },
    };
  }

  protected override get enough(): number {
    return 1 + this.wishes.length;
  }

  private get wishes(): Wish[] {
    return wishesOf(this.standing.scenario, this.wanted);
  }

  protected ask(): StudyAsk<'whatIf'> | string {
    const { scenario } = this.standing;
    const { wishes } = this;
    if (wishes.length === 0)
      return 'Change something here: what it would take then stands beside the plan, which stays as it is.';
    return {
      options: foldOptionsIn(scenario),
      ahead: aheadIn(scenario),
      changes: wishes.map((wish) => changeOf(scenario, wish)),
      quick: this.dragging,
    };
  }

  protected basis(): string {
    const { seed, work } = this.standing.scenario;
    return `seed ${seed}, ${many(work, 'step')} each, as for the answer; as few hosts as can be`;
  }

  private set: SetWished = (patch, live = false) => {
    this.dragging = live;
    this.setFields(patch, live);
  };

  protected override fields() {
    return html`${choiceFields(this.standing.scenario, this.wanted, this.set)}
      <fieldset>
        <legend>A back-up, or other work, at another time of day</legend>
        ${this.day()}
      </fieldset>`;
  }

  private day() {
    const { profiles, stretch, trouble, all } = this;
    if (trouble) return html`<p class="notice bad" role="alert">${trouble}</p>`;
    if (!profiles) return html`<div class="wait soft">Read once the answer stands.</div>`;
    const named = stretch?.server ?? String(own(this.settings, 'server'));
    return dayFields({ profiles, all, named, change: stretch?.change ?? null }, this.set);
  }

  /** The last row of each change, that of the plan first. */
  rows(lines: readonly WhatIfRow[]): readonly WhatIfRow[] {
    return [...new Map(lines.map((line) => [line.change, line])).values()];
  }

  protected finding(lines: readonly WhatIfRow[]) {
    return whatIfWords(this.rows(lines), this.run.state.working);
  }

  protected picture(lines: readonly WhatIfRow[]) {
    return whatIfTable(this.rows(lines), this.wishes, (wish) => this.takeOver(wish));
  }

  private takeOver({ change, apply }: Wish): void {
    this.dispatchEvent(new ChooseEvent(apply(this.standing.scenario), change));
  }
}
