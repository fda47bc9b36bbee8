import { LitElement, html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import type { Grid } from '../../../estate/estate';
import type { Resource, ResourceId } from '../../../estate/resource';
import type { PlannedHost } from '../../../placement/answer';
import { stopOf } from '../../../placement/stop';
import '../../parts/how';
import { longName, longNameStyles, shortened } from '../../parts/long-name';
import { base, card, controls } from '../../parts/styles';
import { turn } from '../../parts/turn';
import { amount, figure, many, percent } from '../../text/format';
import { slotMoment } from '../../text/time';
import { VisitEvent } from '../../app/events';
import type { LoadsOf } from '../../app/view';
import { FollowEvent, RevealEvent } from '../events';
import { hostStyles } from './host-card.styles';
import './host-picture';
import type { HostPicture } from './host-picture';
import { busiestSlot, loadsOn, processorLoads } from './loads';
import type { Load } from './stack';
import './stretch';
import type { TimeStretch } from './sums';
import { whyTightest } from './tightest';

const SHOWN = 4;

/**
 * One host of the plan: what it carries over time, how full each resource gets, and what binds it when.
 * @fires explain
 * @fires reveal - a guest's row is wanted
 * @fires follow - a guest is pointed at
 * @fires visit - the host, or a guest of it, is wanted in another view
 */
@customElement('hf-host')
export class HostCard extends LitElement {
  static override styles = [base, controls, card, longNameStyles, hostStyles];

  @property({ attribute: false }) host!: PlannedHost;
  @property({ attribute: false }) grid!: Grid;
  @property({ attribute: false }) resources: readonly Resource[] = [];
  @property({ attribute: false }) loadsOf: LoadsOf = () => Promise.resolve([]);
  /** The resource that the picture shows; the first until somebody picks another. */
  @property() pictured: ResourceId = 'cpu';
  /** There are several kinds of host: each card names its own. */
  @property({ type: Boolean }) kinds = false;
  /** A guest of this host that is followed, and whether it stays so. */
  @property({ attribute: false }) followed: string | null = null;
  @property({ type: Boolean }) stays = false;
  /** Whether its picture and guests are drawn: once it comes near the window, or when somebody says so. */
  @property({ attribute: false }) near = false;
  /** A moment that was picked in the picture. */
  @state() private picked: number | null = null;
  /** A stretch of time that was dragged over in it. */
  @state() private stretch: TimeStretch | null = null;
  /** Its guests are shown as a table; the card then takes a row of its own. */
  @property({ type: Boolean, reflect: true }) open = false;
  /** Guests of the host in the pictured resource, the largest first. */
  @state() private loads: readonly Load[] = [];
  @state() private peaks: ReadonlyMap<ResourceId, ReadonlyMap<string, number>> = new Map();

  @query('hf-host-picture') private picture?: HostPicture;
  private watcher: IntersectionObserver | null = null;

  /** Draws in a task of its own: many of these may change at once. */
  protected override async scheduleUpdate(): Promise<void> {
    await turn();
    await super.scheduleUpdate();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Pictures are drawn only when they come near the window: hundreds of hosts must not cost a long task.
    this.watcher = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        this.near = true;
        this.watcher?.disconnect();
      },
      // What comes into sight with the next turn of the page is drawn before that.
      { rootMargin: '100% 0px' },
    );
    this.watcher.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.disconnect();
  }

  /** Draws at once, in sight or not, before whatever comes next. */
  drawNow(): void {
    this.near = true;
    this.performUpdate();
    this.picture?.drawNow();
  }

  /** Draws it now, whether in sight or not, and puts the focus on its way to the bench. */
  async show(): Promise<void> {
    this.near = true;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.bench')?.focus();
  }

  private get resource(): Resource {
    return this.resources.find((r) => r.id === this.pictured) ?? this.resources[0];
  }

  override willUpdate(changed: PropertyValues): void {
    if (changed.has('host')) this.picked = this.stretch = null;
    if (changed.has('host') || (changed.has('pictured') && this.hasUpdated)) this.look();
    if (this.open && (changed.has('host') || changed.has('open'))) void this.lookAtAll();
  }

  /** Gets the loads that the picture stacks. */
  private look(): void {
    const { host, resource } = this;
    if (resource.id === 'cpu') {
      this.loads = processorLoads(host);
      return;
    }
    void loadsOn(host, resource.id, this.loadsOf).then((loads) => {
      if (this.host === host && this.resource.id === resource.id) this.loads = loads;
    });
  }

  /** Gets every guest's highest load in every resource, for the table. */
  private async lookAtAll(): Promise<void> {
    const { host } = this;
    const all = await Promise.all(
      this.resources.map(async ({ id }) => {
        const loads = await loadsOn(host, id, this.loadsOf);
        return [
          id,
          new Map(loads.map((load) => [load.name, load.series.reduce((m, v) => (v > m ? v : m), 0)])),
        ] as const;
      }),
    );
    if (this.host === host) this.peaks = new Map(all);
  }

  override render() {
    const { host, resource } = this;
    return html`<article class="card" aria-label=${host.name}>
      <header>
        <div>
          <h3>${host.name}</h3>
          <span class="soft small" title=${this.kinds ? host.kind.name : nothing}
            >${many(host.guests.length, 'guest')}${this.kinds ? `, ${host.kind.name}` : ''}</span
          >
        </div>
        ${this.binds()}
      </header>
      ${
        this.near
          ? html`<hf-host-picture
              .name=${host.name}
              .grid=${this.grid}
              .resource=${resource}
              .loads=${this.loads}
              .whole=${host.load[resource.id] ?? new Float32Array(1)}
              .capacity=${host.capacity[resource.id] ?? 0}
              .ceiling=${host.ceiling[resource.id] ?? 0}
              .pinned=${this.picked}
              .followed=${this.followed}
              .stretch=${this.stretch}
              @moment=${(event: CustomEvent<number>) => (this.picked = event.detail)}
              @stretch=${(event: CustomEvent<TimeStretch | null>) => (this.stretch = event.detail)}
            ></hf-host-picture>`
          : html`<div class="room"></div>`
      }
      ${
        this.stretch
          ? html`<hf-stretch
              .host=${host}
              .grid=${this.grid}
              .resources=${this.resources}
              .stretch=${this.stretch}
              @clear=${() => (this.stretch = null)}
            ></hf-stretch>`
          : nothing
      }
      ${
        this.near && this.loads.some((load) => load.standIn)
          ? html`<p class="soft small stands-in">Hatched: a stand-in or a guess.</p>`
          : nothing
      }
      <fieldset>
        <legend class="unseen">Resource in the picture of ${host.name}</legend>
        ${this.resources.map((r) => this.strip(r))}
      </fieldset>
      ${this.near ? this.guests() : nothing}
    </article>`;
  }

  private binds() {
    const { binding } = this.host;
    const stop = stopOf(this.host);
    const resource = this.resources.find((r) => r.id === stop.resource);
    if (!resource) return nothing;
    const when =
      binding.slot === null || resource.folds === 'level'
        ? 'throughout'
        : `at ${slotMoment(this.grid, binding.slot)}`;
    return html`<span class="binds"
      ><span class="dot ${resource.id}"></span>
      <hf-how .explanation=${whyTightest(this.host, resource)}
        >${resource.label}${stop.how === 'blocks' ? ': no room for one more server' : ` ${stop.how === 'binds' ? 'binds' : 'is tightest'} ${when}`}</hf-how
      ></span
    >`;
  }

  /** The same host on the bench: who runs where at this moment. */
  private bench() {
    const { host } = this;
    if (!host.load.cpu) return nothing;
    const slot = this.picked ?? host.binding.slot ?? busiestSlot(host.load.cpu);
    const when = this.grid.slots < 2 ? '' : ` at ${slotMoment(this.grid, slot)}`;
    return html`<button
      class="link bench"
      type="button"
      title="Simulate ${host.name} with the loads of its guests${when}; pick another moment in the picture"
      @click=${() => this.dispatchEvent(new VisitEvent('dispatch', { host: host.name, slot: this.picked }))}
    >
      Who runs${when || ' when'}
    </button>`;
  }

  private strip(resource: Resource) {
    const { host } = this;
    const capacity = host.capacity[resource.id] ?? 0;
    const limited = capacity > 0 && Number.isFinite(capacity);
    const share = limited ? (host.peak[resource.id] ?? 0) / capacity : 0;
    const limit = limited ? (host.ceiling[resource.id] ?? capacity) / capacity : 1;
    const wide = `${Math.min(100, share * 100).toFixed(2)}%`;
    return html`<label class="strip" title="Show ${resource.label} in the picture"
      ><span
        ><input
          type="radio"
          name="resource"
          value=${resource.id}
          .checked=${resource.id === this.resource.id}
          @change=${() => (this.pictured = resource.id)}
        />${resource.label}</span
      >
      <svg class="bar" height="14" aria-hidden="true">
        <rect class="track" y="3" width="100%" height="8" rx="4"></rect>
        <rect class=${resource.id} y="3" width=${wide} height="8" rx="4"></rect>
        ${
          limit < 0.9995
            ? svg`<line class="limit" x1="${limit * 100}%" x2="${limit * 100}%" y1="1" y2="13"></line>`
            : nothing
        }
      </svg>
      <span class="number"
        >${limited ? percent(share) : amount(host.peak[resource.id] ?? 0, resource.unit)}</span
      ></label
    >`;
  }

  private guests() {
    const { host } = this;
    const order = this.loads.map((load) => load.name);
    const { followed } = this;
    const rest = host.guests.length - SHOWN;
    const apart = followed !== null && order.indexOf(followed) >= SHOWN;
    return html`<div class="guests">
        ${order.slice(0, SHOWN).map((name, k) => this.chip(name, k + 1))}
        ${apart && this.stays ? this.chip(followed, SHOWN + 1) : nothing}
        ${
          this.stays && followed !== null
            ? html`<button
                class="link"
                type="button"
                @click=${() => this.dispatchEvent(new RevealEvent(followed))}
              >
                ${shortened(followed, 16)} in the table
              </button>`
            : nothing
        }
        <button
          class="link ${apart && !this.stays ? 'followed' : ''}"
          type="button"
          aria-expanded=${this.open}
          @click=${() => (this.open = !this.open)}
        >
          ${this.open ? 'close' : rest > 0 ? `${rest} more` : 'as a table'}
        </button>
        ${this.bench()}
      </div>
      ${this.open ? this.table(order) : nothing}`;
  }

  private chip(name: string, place: number) {
    return html`<span
      class=${name === this.followed ? 'followed' : ''}
      @pointerenter=${() => this.point(name)}
      @pointerleave=${() => this.point(null)}
      @focusin=${() => this.point(name)}
      @focusout=${() => this.point(null)}
      ><span class="swatch s${place}"></span>${this.meter(name, longName(name))}</span
    >`;
  }

  private point(name: string | null): void {
    this.dispatchEvent(new FollowEvent(name));
  }

  /** Opens the guest's meter on this host. */
  private meter(name: string, text: string | TemplateResult) {
    if (!this.host.load.cpu)
      return typeof text === 'string' ? text : html`<span title=${name}>${name}</span>`;
    return html`<button
      class="plain"
      type="button"
      aria-label="${name}, its meter on ${this.host.name}"
      title="What the meter of ${name} would show on ${this.host.name}"
      @click=${() =>
        this.dispatchEvent(new VisitEvent('meter', { host: this.host.name, guest: name, slot: this.picked }))}
    >
      ${text}
    </button>`;
  }

  private table(order: readonly string[]) {
    return html`<div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">Guest</th>
            ${this.resources.map(
              (r) =>
                html`<th scope="col" class="right">${r.label}${r.unit === 'MiB' ? '' : `, ${r.unit}`}</th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${order.map(
            (name) =>
              html`<tr class=${name === this.followed ? 'followed' : ''}>
                <td>
                  <button
                    class="link"
                    type="button"
                    @click=${() => this.dispatchEvent(new RevealEvent(name))}
                  >
                    ${name}
                  </button>
                  <span class="soft">${this.meter(name, 'meter')}</span>
                </td>
                ${this.resources.map((r) => {
                  const peak = this.peaks.get(r.id)?.get(name);
                  const text =
                    peak === undefined ? '–' : r.unit === 'MiB' ? amount(peak, r.unit) : figure(peak);
                  return html`<td class="number">${text}</td>`;
                })}
              </tr>`,
          )}
        </tbody>
      </table>
      <p class="soft small">Highest value of each guest, without the host's own overhead.</p>
    </div>`;
  }
}
