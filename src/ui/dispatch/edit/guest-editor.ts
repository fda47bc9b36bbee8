import { LitElement, css, html, nothing } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Experiment, ExperimentGuest } from '../../../dispatch/experiment';
import { canSweep, SWEEPS, type Sweep, type SweepName } from '../../../decide/sweep/fields';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, card, controls } from '../../parts/styles';
import { prosed } from '../../text/prose';
import { EditEvent, type Edit, type Path } from '../events';
import { guestWords, threadWords, timeWords } from '../words';
import { CHOICES } from '../../../dispatch/choices';
import { threadsOn } from '../../../dispatch/threads-on';
import { numberOf, selectOf, sweepButton, sweptBy, sweptStyles } from './fields';
import { fieldOf } from './reach';
import { alike, threadFields } from './thread-fields';

/** What the words of this part of the page mean to each other; each is explained. */
const WORDS =
  'A guest has vCPUs; its threads work on them in bursts, and wait between. Its load is the part of the time that it would be at work alone. A hog never waits, and a dedicated guest has processors of its own.';

/**
 * The guests of an experiment and the devices that they use, kind by kind, to be typed over.
 * @fires edit
 */
@customElement('hf-guest-editor')
export class GuestEditor extends LitElement {
  static override styles = [
    base,
    controls,
    card,
    sweptStyles,
    css`
      h2 {
        font-size: 15px;
        line-height: 22px;
        margin-bottom: 6px;
      }
      h2:not(:first-child) {
        margin-top: 18px;
      }
      .words {
        margin-bottom: 8px;
      }
      details.kind {
        margin-bottom: 8px;
        padding: 0;
        border: 1px solid var(--hairline);
        border-radius: var(--radius);
        background: var(--card);
      }
      .kind > summary {
        display: block;
        padding: 8px 12px 8px 30px;
        border-radius: var(--radius);
      }
      .kind > summary:hover {
        background: var(--sunk);
      }
      .kind > summary b {
        font-weight: 650;
      }
      .kind > summary p {
        font-size: 13px;
        line-height: 19px;
        color: var(--soft);
      }
      .fields {
        display: grid;
        gap: 10px;
        padding: 6px 12px 12px;
      }
      .field > label {
        display: block;
        margin-bottom: 2px;
      }
      .field input:not([type='checkbox']),
      .field select {
        width: 100%;
        max-width: 220px;
      }
      .thread {
        display: grid;
        gap: 8px;
        min-width: 0;
        margin: 0;
        padding: 8px 0 0;
        border: 0;
        border-top: 1px solid var(--hairline);
      }
      legend {
        float: left;
        padding: 0;
        font-weight: 650;
      }
      legend + * {
        clear: left;
      }
      .time {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 6px 14px;
      }
      .time .field select {
        width: 128px;
      }
      .more {
        display: grid;
        gap: 10px;
        padding: 6px 0;
      }
      .thread details summary,
      .others summary {
        min-height: 24px;
        color: var(--accent);
        font-size: 13px;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: 6px;
      }
      .buttons .button {
        min-height: 28px;
        padding: 2px 10px;
        font-size: 13px;
      }
      .check {
        display: flex;
        align-items: center;
        gap: 6px;
        font-size: 15px;
        color: var(--ink);
      }
    `,
  ];

  @property({ attribute: false }) experiment!: Experiment;

  override render() {
    const { guests, devices } = this.experiment;
    return html`<h2>Guests</h2>
      <p class="small soft words">${prosed(WORDS)}</p>
      ${guests.map((guest, g) => this.guest(guest, g))} ${this.alone('pool', 0)}
      <div class="buttons">
        <button class="button" type="button" @click=${() => this.addGuest(false)}>Add a guest</button>
        <button class="button" type="button" @click=${() => this.addGuest(true)}>
          Add one that never waits
        </button>
      </div>
      <h2>Devices</h2>
      ${devices.map(
        ({ name, serviceMs, servers }, d) =>
          html`<details class="kind">
            <summary>
              <b>${name}</b>
              <p>serves in ${timeWords(serviceMs)}${servers > 1 ? `, ${servers} at once` : ''}</p>
            </summary>
            <div class="fields">
              ${
                'meanMs' in serviceMs
                  ? numberOf('meanMs', ['devices', d, 'serviceMs', 'meanMs'], serviceMs.meanMs, {
                      label: 'Mean service time',
                    })
                  : nothing
              }
              ${numberOf('servers', ['devices', d, 'servers'], servers)}
            </div>
          </details>`,
      )}
      <div class="buttons">
        <button class="button" type="button" @click=${this.addDevice}>Add a device</button>
      </div>`;
  }

  private guest(guest: ExperimentGuest, g: number) {
    const { devices, guests } = this.experiment;
    const groups = alike(guest);
    return html`<details class="kind" ?open=${guests.length === 1}>
      <summary>
        <b>${guest.name}</b> <span class="soft">${guestWords(guest)}</span>
        ${groups.map(
          ({ thread, at }) =>
            html`<p>${at.length > 1 ? `${at.length} threads, each ` : ''}${threadWords(thread)}</p>`,
        )}
      </summary>
      <div class="fields">
        ${numberOf('count', ['guests', g, 'count'], guest.count, { sweep: this.sweep('count', g) })}
        ${sweptBy(
          this.sweep('vcpus', g),
          SWEEPS.vcpus.label,
          html`<hf-number
            label=${fieldOf('vcpus').label}
            term="vCPU"
            title=${fieldOf('vcpus').help}
            slider
            whole
            .min=${1}
            .max=${fieldOf('vcpus').max}
            .low=${1}
            .high=${8}
            .step=${1}
            .value=${guest.vcpus}
            .preset=${1}
            @number=${(event: NumberEvent) => {
              event.stopPropagation();
              if (event.value !== null) this.setVcpus(guest, g, event.value, event.live);
            }}
          ></hf-number>`,
        )}
        ${numberOf('weight', ['guests', g, 'weight'], guest.weight, { sweep: this.sweep('weight', g) })}
        ${numberOf('cap', ['guests', g, 'cap'], guest.cap, { sweep: this.sweep('cap', g) })}
        ${this.alone('load', g)} ${this.alone('split', g)}
        <label class="check"
          ><input
            type="checkbox"
            .checked=${guest.dedicated}
            @change=${(event: Event) => this.dedicate(guest, g, (event.target as HTMLInputElement).checked)}
          />Processors of its own</label
        >
        ${groups.map((group) => threadFields(g, guest, group, devices))}
        <div class="buttons">
          <button class="button" type="button" @click=${() => this.addThread(guest, g)}>Add a thread</button>
          ${
            guest.threads.length > 0
              ? html`<button
                  class="button"
                  type="button"
                  @click=${() => this.edit([{ path: ['guests', g, 'threads'], value: guest.threads.slice(0, -1) }], 'thread')}
                >
                  Remove the last
                </button>`
              : nothing
          }
        </div>
        <details class="others">
          <summary>Name, affinity, its own slice</summary>
          <div class="more">${this.others(guest, g)}</div>
        </details>
        ${
          guests.length > 1
            ? html`<div class="buttons">
                <button
                  class="button"
                  type="button"
                  @click=${() => this.edit([{ path: ['guests', g], value: null }], `guest ${guest.name}`)}
                >
                  Remove ${guest.name}
                </button>
              </div>`
            : nothing
        }
      </div>
    </details>`;
  }

  /** A sweep of what has no field of its own. */
  private alone(name: SweepName, guest: number) {
    const { label } = SWEEPS[name];
    const sweep = this.sweep(name, guest);
    return sweep ? html`<div>${sweepButton(sweep, label, true)}</div>` : nothing;
  }

  private sweep(name: SweepName, guest: number): Sweep | null {
    return canSweep(this.experiment, { name, guest }) ? { name, guest } : null;
  }

  private others(guest: ExperimentGuest, g: number) {
    const slice = fieldOf('sliceMs');
    return html`<div class="field">
        <label for="name${g}">Name</label>
        <input
          id="name${g}"
          autocomplete="off"
          .value=${guest.name}
          @change=${(event: Event) => {
            const value = (event.target as HTMLInputElement).value.trim();
            this.edit([{ path: ['guests', g, 'name'], value: value || null }], 'name');
          }}
        />
      </div>
      ${
        guest.dedicated
          ? nothing
          : html`<div class="field">
              <label for="affinity${g}">Processors it may run on, from 0</label>
              <input
                id="affinity${g}"
                autocomplete="off"
                placeholder="all"
                .value=${guest.affinity.join(', ')}
                @change=${(event: Event) => this.pin(g, (event.target as HTMLInputElement).value)}
              />
            </div>`
      }
      <hf-number
        label="Its own slice"
        unit="ms"
        empty="the host's"
        .min=${slice.min}
        .max=${slice.max}
        .value=${typeof guest.sliceMs === 'number' ? guest.sliceMs : null}
        @number=${(event: NumberEvent) => {
          event.stopPropagation();
          this.edit([{ path: ['guests', g, 'sliceMs'], value: event.value }], 'slice of a guest');
        }}
      ></hf-number>
      ${numberOf('guestInterruptUs', ['guests', g, 'interruptUs'], guest.interruptUs)}
      ${numberOf('guestDpcUs', ['guests', g, 'dpcUs'], guest.dpcUs)}
      ${selectOf(`idleTick${g}`, CHOICES.idleTick, ['guests', g, 'clock', 'idleTick'], guest.clock.idleTick)}`;
  }

  /** Threads follow the vCPUs. */
  private setVcpus(guest: ExperimentGuest, g: number, vcpus: number, live: boolean): void {
    this.edit(
      [
        { path: ['guests', g, 'vcpus'], value: vcpus },
        { path: ['guests', g, 'threads'], value: threadsOn(guest, vcpus) },
      ],
      'virtual processors',
      live,
    );
  }

  private dedicate(guest: ExperimentGuest, g: number, dedicated: boolean): void {
    const path = (field: string): Path => ['guests', g, field];
    const edits: Edit[] = [{ path: path('dedicated'), value: dedicated }];
    if (dedicated && guest.affinity.length > 0) edits.push({ path: path('affinity'), value: [] });
    // A processor of its own is one that the host must have.
    const wanted = this.experiment.guests.reduce(
      (sum, each, i) => sum + ((i === g ? dedicated : each.dedicated) ? each.count * each.vcpus : 0),
      0,
    );
    const sharing = this.experiment.guests.some((each, i) => !(i === g ? dedicated : each.dedicated));
    const needed = wanted + (sharing ? 1 : 0);
    if (needed > this.experiment.processors) edits.push({ path: ['processors'], value: needed });
    this.edit(edits, 'processors of its own');
  }

  private pin(g: number, text: string): void {
    const value = text
      .split(/[\s,;]+/)
      .filter((each) => each !== '')
      .map(Number);
    this.edit([{ path: ['guests', g, 'affinity'], value }], 'affinity');
  }

  private addThread(guest: ExperimentGuest, g: number): void {
    const last = guest.threads.at(-1);
    const thread = last ? { ...last, vcpu: (last.vcpu + 1) % guest.vcpus } : {};
    this.edit([{ path: ['guests', g, 'threads'], value: [...guest.threads, thread] }], 'thread');
  }

  private addGuest(hungry: boolean): void {
    const { guests } = this.experiment;
    let n = guests.length + 1;
    while (guests.some(({ name }) => name === `guest ${n}`)) n++;
    const thread = hungry ? { burst: { kind: 'constant', meanMs: 1000 }, wait: { kind: 'never' } } : {};
    this.edit(
      [{ path: ['guests', guests.length], value: { name: `guest ${n}`, threads: [thread] } }],
      'guest',
    );
  }

  private addDevice = (): void => {
    const { devices } = this.experiment;
    let n = devices.length + 1;
    while (devices.some(({ name }) => name === `disk ${n}`)) n++;
    const name = devices.length === 0 ? 'disk' : `disk ${n}`;
    const value = { name, serviceMs: { kind: 'exponential', meanMs: 8 } };
    this.edit([{ path: ['devices', devices.length], value }], 'device');
  };

  private edit(edits: readonly Edit[], what: string, live = false): void {
    this.dispatchEvent(new EditEvent(edits, what, live));
  }
}
