import { html, nothing } from 'lit';
import type { Correction } from '../../../counters/correct';
import { logicalProcessors } from '../../../estate/guest';
import type { Recording } from '../../../estate/recording';
import type { TypedFigures } from '../../../scenario/scenario';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { many } from '../../text/format';
import type { Pair } from './pair';
import type { Picks, Shelved } from './shelf';

const MINUTE = 60_000;

/** What there is to correct, and what was chosen of it. */
export interface Sources {
  /** All that was read, of use here or not. */
  readonly shelved: readonly Shelved[];
  readonly guests: readonly Shelved[];
  readonly hosts: readonly Shelved[];
  readonly pair: Pair;
  readonly picks: Picks;
  readonly typed: TypedFigures;
  readonly correction: Correction | null;
  /** What came of the search for the best fit of the clocks. */
  readonly fit: string;
}

/** What a person does about it. */
export interface ToldDeeds {
  pick(change: Partial<Picks>): void;
  type(typed: TypedFigures, what: string, live: boolean): void;
  fit(guest: Recording, host: Recording, near: number): void;
}

/** % Used and % Ready as typed; more than 100 is no guest's time. */
export function sumOf({ used, ready }: TypedFigures): number {
  return (used ?? 0) + (ready ?? 0);
}

/** Which log of a guest, which guest of a host, and how their clocks stand. */
export function sourcesOf(now: Sources, told: ToldDeeds) {
  const { guests, hosts, pair } = now;
  const idOf = (list: readonly Shelved[], recording: Recording | null) =>
    list.find((each) => each.recording === recording)?.id;
  const guest = pair.sample ? 'sample' : (idOf(guests, pair.guest) ?? 'none');
  const host = idOf(hosts, pair.host) ?? 'typed';
  return html`<div class="sources">
      <div class="source">
        <label for="guest">The guest’s log</label>
        <select id="guest" @change=${(event: Event) => pick('guest', event, told)}>
          ${guests.map(
            ({ id, recording }) =>
              html`<option value=${id} ?selected=${id === guest}>
                ${recording.server} (${recording.source})
              </option>`,
          )}
          <option value="sample" ?selected=${guest === 'sample'}>a simulated sample</option>
          <option value="none" ?selected=${guest === 'none'}>none: figures typed in</option>
        </select>
      </div>
      ${
        pair.guest && !pair.sample
          ? html`<div class="source">
              <label for="host">in its host’s log</label>
              <select id="host" @change=${(event: Event) => pick('host', event, told)}>
                ${hosts.map(
                  ({ id, recording }) =>
                    html`<option value=${id} ?selected=${id === host}>
                      ${recording.server} (${recording.source})
                    </option>`,
                )}
                <option value="typed" ?selected=${host === 'typed'}>none: figures typed in</option>
              </select>
            </div>`
          : nothing
      }
    </div>
    ${needed(now)}
    ${pair.guest && pair.host && !pair.sample ? clocks(now, told, pair.guest, pair.host) : nothing}
    ${pair.sample || (pair.guest && pair.host) ? nothing : figures(now, told)}`;
}

/** What is missing, and where it comes from. */
function needed({ shelved, guests, hosts, pair }: Sources) {
  if (pair.sample)
    return html`${
        shelved.length > 0 && guests.length + hosts.length === 0
          ? html`<p class="small">
              No log here can be mended: none holds a guest’s processor counters. Log
              <code>\\Processor(_Total)\\% Processor Time</code> and
              <code>\\Process(*)\\% Processor Time</code>. Until then:
            </p>`
          : nothing
      }
      <p class="small soft">
        A simulated day: one guest beside two others, so that what each process really used is known too. For
        a guest of your own, drop its Performance Monitor log (with Process counters) and its host’s batch log
        (<code>esxtop -b -a -d 15</code>) on this page.
      </p>`;
  if (pair.guest && !pair.host)
    return html`<p class="small soft">
      ${
        hosts.length
          ? `No guest of the host’s log is named like ${pair.guest.server}: choose which it is, or type the host’s figures.`
          : 'No host’s log yet: drop its batch log (esxtop -b -a -d 15, or a log of a Hyper-V host), or type what the host shows for this guest.'
      }
    </p>`;
  if (!pair.guest && hosts.length > 0 && guests.length === 0)
    return html`<p class="small soft">
      The host’s log tells of ${many(hosts.length, 'guest')}. Drop the log that was taken inside one of them,
      and it is mended; until then, figures can be typed.
    </p>`;
  return nothing;
}

/** The host's figures, and without any log the guest's too, to be typed. */
function figures({ typed, pair }: Sources, told: ToldDeeds) {
  const field = (name: keyof TypedFigures, label: string) =>
    html`<hf-number
      label=${label}
      unit="%"
      slider
      empty="type it"
      .min=${0}
      .max=${100}
      .step=${0.1}
      .value=${typed[name]}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        told.type({ ...typed, [name]: event.value }, label, event.live);
      }}
    ></hf-number>`;
  const sum = sumOf(typed);
  return html`<div class="fields">
      ${pair.guest === null ? field('shown', 'The guest shows') : nothing}${field('used', '% Used, by the host')}${field(
        'ready',
        '% Ready, by the host',
      )}
    </div>
    ${
      sum > 100
        ? html`<p class="wrong" role="alert">
            % Used and % Ready add up to ${Number(sum.toFixed(1))} %; a guest has 100 % of its time: expected
            figures of the guest as a whole, divided by its number of virtual processors.
          </p>`
        : html`<p class="small soft">
            In % of all its processors: esxtop adds up virtual processors, so divide by their number. Where it
            shows % Run, type % Run less % Overlap for % Used: that is time, and % Used is scaled by clock
            speed.
          </p>`
    }`;
}

function clocks({ correction, picks, fit }: Sources, told: ToldDeeds, guest: Recording, host: Recording) {
  const shift = correction?.shiftMs ?? picks.shiftMs ?? 0;
  const processors = correction?.processors ?? picks.processors ?? logicalProcessors(guest.facts) ?? 1;
  const minutes = Number((shift / MINUTE).toFixed(3));
  return html`<div class="fields">
      <hf-number
        label="Added to the host’s times (${picks.shiftMs === null ? 'guessed' : 'yours'})"
        unit="min"
        .min=${-1440}
        .max=${1440}
        .step=${1}
        .value=${minutes}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          if (event.value !== null) told.pick({ shiftMs: event.value * MINUTE });
        }}
      ></hf-number>
      <hf-number
        label="Virtual processors${picks.processors === null ? '' : ' (yours)'}"
        whole
        .min=${1}
        .max=${4096}
        .value=${processors}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          if (event.value !== null) told.pick({ processors: event.value });
        }}
      ></hf-number>
      <div class="buttons">
        <button class="button" type="button" @click=${() => told.fit(guest, host, shift)}>
          Find the best fit
        </button>
        ${
          picks.shiftMs === null && picks.processors === null
            ? nothing
            : html`<button
                class="link"
                type="button"
                @click=${() => told.pick({ shiftMs: null, processors: null })}
              >
                As guessed
              </button>`
        }
      </div>
    </div>
    ${fit ? html`<p class="small soft" role="status">${fit}</p>` : nothing}`;
}

function pick(which: 'guest' | 'host', event: Event, told: ToldDeeds): void {
  const { value } = event.target as HTMLSelectElement;
  const picked = /^\d+$/.test(value) ? Number(value) : value;
  told.pick({ [which]: picked } as Partial<Picks>);
}
