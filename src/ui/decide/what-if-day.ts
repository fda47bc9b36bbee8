import { html, nothing } from 'lit';
import type { DayProfile } from '../../decide/day-profile';
import { RESCHEDULING, clockOf, type Rescheduling } from '../../estate/rescheduled';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import './day-picture';
import type { StretchEvent } from './day-picture';
import type { SetWished } from './what-if-fields';

/** A back-up, where nobody says (assumption): two hours, the busiest of the day. */
export const USUAL_MINUTES = 120;

/** Servers' days, and of one what is done when. */
interface Day {
  readonly profiles: readonly DayProfile[];
  /** All servers together. */
  readonly all: Float32Array;
  readonly named: string;
  /** Null where there is no server of that name. */
  readonly change: Rescheduling | null;
}

/** A server's day with the stretch that is done at another time: by fields, and by dragging it. */
export function dayFields({ profiles, all, named, change }: Day, set: SetWished) {
  if (profiles.length === 0)
    return html`<p class="soft">Of no server is known what it did when: there is nothing to move.</p>`;
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
            set({
              server: (event.target as HTMLInputElement).value.trim() || null,
              from: null,
              minutes: null,
              by: null,
            })}
        />
        <datalist id="servers">${profiles.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
      </label>
      ${change ? stretchFields(change, set) : nothing}
    </div>
    ${
      profile && change
        ? html`<hf-day
            .name=${profile.name}
            .load=${profile.load}
            .all=${all}
            .change=${change}
            @stretch=${({ by, live }: StretchEvent) => set({ by }, live)}
          ></hf-day>`
        : html`<p id="stranger" class="wrong" role="alert">
            There is no server “${named}” with a day to look at; expected one of the list.
          </p>`
    }`;
}

function stretchFields({ from, minutes, by }: Rescheduling, set: SetWished) {
  return html`<label
      >${RESCHEDULING.from.label}<br />
      <input
        type="time"
        .value=${clockOf(from)}
        @change=${(event: Event) => {
          const [hour, minute] = (event.target as HTMLInputElement).value.split(':').map(Number);
          if (minute >= 0) set({ from: 60 * hour + minute });
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
      @number=${({ value }: NumberEvent) => set({ minutes: value })}
    ></hf-number>
    <hf-number
      label=${RESCHEDULING.by.label}
      unit=${RESCHEDULING.by.unit}
      whole
      .min=${RESCHEDULING.by.min}
      .max=${RESCHEDULING.by.max}
      .value=${by}
      .preset=${0}
      @number=${({ value }: NumberEvent) => set({ by: value })}
    ></hf-number>`;
}
