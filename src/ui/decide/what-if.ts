import { css, html, nothing } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import {
  QUARTERS,
  allTogether,
  busiestStretch,
  dayProfiles,
  type DayProfile,
} from '../../decide/day-profile';
import type { StudyAsk } from '../../decide/study-table';
import { AS_IT_STANDS, type WhatIfRow } from '../../decide/what-if';
import { GROWTH, HORIZON, USUAL_HORIZON } from '../../estate/growth';
import { own } from '../../estate/own';
import { RESCHEDULING, clockOf, type Rescheduling } from '../../estate/rescheduled';
import { RESOURCES } from '../../estate/resource';
import { HOST_FIELDS } from '../../overhead/host-fields';
import { CEILING } from '../../overhead/reserve';
import { ChooseEvent } from '../app/events';
import { money } from '../fold/answer/objective';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import { labelledRowsAsCards } from '../parts/styles';
import { count, many } from '../text/format';
import { wordsOf } from '../text/words-of';
import { StudyCard } from './card';
import './day-picture';
import type { StretchEvent } from './day-picture';
import { machinesBar, machinesKey, machinesStyles, machinesWords } from './machines-bar';
import { foldOptionsIn, type StandingAnswer } from './standing';
import { StudyRun } from './study-run';
import { aheadIn, changeOf, wishesOf, type WishedFor, type Wish } from './wishes';

/** A back-up, where nobody says (assumption): two hours, the busiest of the day. */
const USUAL_MINUTES = 120;
const QUARTER = 15;
const FAILURES = { unit: '', min: 0, max: 100, whole: true } as const;
const MODEL = ['cores', 'rating', 'memory', 'price'] as const;
const FILLED = ['cpu', 'memory'] as const;

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
        font-weight: 600;
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
      failures: this.number('failures', scenario.failures, FAILURES),
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

  private set = (patch: Parameters<typeof this.setFields>[0], live = false): void => {
    this.dragging = live;
    this.setFields(patch, live);
  };

  protected override fields() {
    const { scenario } = this.standing;
    const { wanted } = this;
    const [first] = scenario.hosts;
    return html`<fieldset>
        <legend>Growth</legend>
        <div class="row">
          <hf-number
            label="Growth of all servers"
            unit=${GROWTH.unit}
            slider
            .min=${GROWTH.min}
            .max=${GROWTH.max}
            .low=${-50}
            .high=${100}
            .value=${wanted.growth}
            .preset=${scenario.growth?.other ?? 0}
            @number=${({ value, live }: NumberEvent) => this.set({ growth: value }, live)}
          ></hf-number>
          <hf-number
            label=${HORIZON.label}
            unit=${HORIZON.unit}
            whole
            .min=${HORIZON.min}
            .max=${HORIZON.max}
            .value=${wanted.horizon}
            .preset=${scenario.horizon ?? USUAL_HORIZON}
            @number=${({ value }: NumberEvent) => this.set({ horizon: value })}
          ></hf-number>
        </div>
      </fieldset>
      <fieldset>
        <legend>Another host model</legend>
        <div class="row">
          ${MODEL.map((field) => {
            const { label, unit, min, max, empty } = HOST_FIELDS[field];
            const whole = 'whole' in HOST_FIELDS[field];
            return html`<hf-number
              label=${label}
              unit=${unit}
              ?whole=${whole}
              .min=${min}
              .max=${max}
              .empty=${empty}
              .value=${own(wanted.host, field) ?? first[field]}
              .preset=${first[field]}
              @number=${({ value }: NumberEvent) => this.set({ [field]: value })}
            ></hf-number>`;
          })}
        </div>
      </fieldset>
      <fieldset>
        <legend>Ceilings and limits</legend>
        <div class="row">
          ${FILLED.map(
            (id) =>
              html`<hf-number
                label="${capital(RESOURCES[id].label)} filled to"
                unit=${CEILING.unit}
                slider
                .min=${CEILING.min}
                .max=${CEILING.max}
                .low=${30}
                .value=${own(wanted.ceilings, id) ?? scenario.ceilings[id] ?? 100}
                .preset=${scenario.ceilings[id] ?? 100}
                @number=${({ value, live }: NumberEvent) => this.set({ [`fill-${id}`]: value }, live)}
              ></hf-number>`,
          )}
          <hf-number
            label=${HOST_FIELDS.vcpuPerCore.label}
            .min=${HOST_FIELDS.vcpuPerCore.min}
            .max=${HOST_FIELDS.vcpuPerCore.max}
            empty=${HOST_FIELDS.vcpuPerCore.empty}
            .value=${wanted.vcpuPerCore}
            .preset=${first.vcpuPerCore}
            @number=${({ value }: NumberEvent) => this.set({ vcpus: value ?? 'none' })}
          ></hf-number>
          <hf-number
            label="Hosts that may fail"
            whole
            .min=${FAILURES.min}
            .max=${FAILURES.max}
            .value=${wanted.failures}
            .preset=${scenario.failures}
            @number=${({ value }: NumberEvent) => this.set({ failures: value })}
          ></hf-number>
        </div>
      </fieldset>
      <fieldset>
        <legend>A back-up, or other work, at another time of day</legend>
        ${this.day()}
      </fieldset>`;
  }

  private day() {
    const { profiles, stretch, trouble } = this;
    if (trouble) return html`<p class="notice bad" role="alert">${trouble}</p>`;
    if (!profiles) return html`<div class="wait soft">Read once the answer stands.</div>`;
    if (profiles.length === 0)
      return html`<p class="soft">Of no server is known what it did when: there is nothing to move.</p>`;
    const named = stretch?.server ?? String(own(this.settings, 'server'));
    const profile = profiles.find(({ name }) => name === named);
    return html`<div class="row">
        <label
          >Server<br />
          <input
            class="server"
            list="servers"
            .value=${named}
            aria-invalid=${profile ? 'false' : 'true'}
            aria-describedby=${profile ? nothing : 'stranger'}
            @change=${(event: Event) =>
              this.set({
                server: (event.target as HTMLInputElement).value.trim() || null,
                from: null,
                minutes: null,
                by: null,
              })}
          />
          <datalist id="servers">
            ${profiles.map(({ name }) => html`<option value=${name}></option>`)}
          </datalist>
        </label>
        ${stretch ? this.stretchFields(stretch.change) : nothing}
      </div>
      ${
        profile && stretch
          ? html`<hf-day
              .name=${profile.name}
              .load=${profile.load}
              .all=${this.all}
              .change=${stretch.change}
              @stretch=${({ by, live }: StretchEvent) => this.set({ by }, live)}
            ></hf-day>`
          : html`<p id="stranger" class="wrong" role="alert">
              There is no server “${named}” with a day to look at; expected one of the list.
            </p>`
      }`;
  }

  private stretchFields({ from, minutes, by }: Rescheduling) {
    return html`<label
        >${RESCHEDULING.from.label}<br />
        <input
          type="time"
          .value=${clockOf(from)}
          @change=${(event: Event) => {
            const [hour, minute] = (event.target as HTMLInputElement).value.split(':').map(Number);
            if (minute >= 0) this.set({ from: 60 * hour + minute });
          }}
      /></label>
      <hf-number
        label=${RESCHEDULING.minutes.label}
        unit=${RESCHEDULING.minutes.unit}
        whole
        .min=${RESCHEDULING.minutes.min}
        .max=${RESCHEDULING.minutes.max}
        .value=${minutes}
        .preset=${USUAL_MINUTES}
        @number=${({ value }: NumberEvent) => this.set({ minutes: value })}
      ></hf-number>
      <hf-number
        label=${RESCHEDULING.by.label}
        unit=${RESCHEDULING.by.unit}
        whole
        .min=${RESCHEDULING.by.min}
        .max=${RESCHEDULING.by.max}
        .value=${by}
        .preset=${0}
        @number=${({ value }: NumberEvent) => this.set({ by: value })}
      ></hf-number>`;
  }

  /** The last row of each change, that of the plan first. */
  rows(lines: readonly WhatIfRow[]): readonly WhatIfRow[] {
    return [...new Map(lines.map((line) => [line.change, line])).values()];
  }

  protected finding(lines: readonly WhatIfRow[]) {
    const [stands, ...rows] = this.rows(lines);
    const last = rows.at(-1);
    const now = many(stands.machines.total, 'machine');
    if (!last) return `As it stands: ${now}.`;
    const saved = stands.machines.total - last.machines.total;
    return html`With ${last.change}: <b>${many(last.machines.total, 'machine')}</b>${
        this.run.state.working ? ' so far' : ''
      },
      ${saved === 0 ? 'as many as' : `${count(Math.abs(saved))} ${saved > 0 ? 'fewer than' : 'more than'}`}
      the ${count(stands.machines.total)} of the plan as it stands.`;
  }

  protected picture(lines: readonly WhatIfRow[]) {
    const rows = this.rows(lines);
    const [stands] = rows;
    const most = Math.max(1, ...rows.map(({ machines }) => machines.total));
    const priced = rows.some(({ cost }) => cost !== null);
    const wishes = new Map(this.wishes.map((wish) => [wish.change, wish]));
    return html`${machinesKey()}
      <table>
        <thead>
          <tr>
            <th scope="col">What if</th>
            <th scope="col">Machines in all</th>
            <th scope="col" class="number">Saved</th>
            ${priced ? html`<th scope="col" class="number">Price</th>` : nothing}
            <th scope="col">What binds</th>
            <th scope="col"><span class="unseen">Take over</span></th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.row(row, stands, { most, priced, wish: wishes.get(row.change) }))}
        </tbody>
      </table>`;
  }

  private row(
    row: WhatIfRow,
    stands: WhatIfRow,
    { most, priced, wish }: { most: number; priced: boolean; wish: Wish | undefined },
  ) {
    const { machines, profile, cost, binds } = row;
    const saved = stands.machines.total - machines.total;
    return html`<tr>
      <th scope="row">${row.change === AS_IT_STANDS ? 'As it stands' : row.change}</th>
      <td>
        ${machinesBar(machines, most)}
        <b>${count(machines.total)}</b>
        <small>${machinesWords(machines, profile)}</small>
      </td>
      <td class="number">
        ${row === stands ? '–' : html`<span class="label">Saved: </span><b>${signed(saved)}</b>`}
      </td>
      ${
        priced
          ? html`<td class="number">
              <span class="label">Price: </span>${cost === null ? 'not known' : money(cost)}
            </td>`
          : nothing
      }
      <td>
        <span class="label">What binds: </span>${
          binds.length ? binds.map(([what, hosts]) => `${what} on ${count(hosts)}`).join(', ') : '–'
        }
      </td>
      <td>
        ${
          wish
            ? html`<button
                class="button"
                type="button"
                aria-label="Take over into the plan: ${wish.change}"
                @click=${() => this.takeOver(wish)}
              >
                Take over
              </button>`
            : nothing
        }
      </td>
    </tr>`;
  }

  private takeOver({ change, apply }: Wish): void {
    this.dispatchEvent(new ChooseEvent(apply(this.standing.scenario), change));
  }
}

const capital = (word: string) => word[0].toUpperCase() + word.slice(1);
const signed = (saved: number) => (saved < 0 ? `−${count(-saved)}` : count(saved));
