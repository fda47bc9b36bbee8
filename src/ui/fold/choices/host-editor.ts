import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Ceilings } from '../../../overhead/reserve';
import './storage-preset';
import type { ReserveEvent } from './storage-preset';
import { DEFAULT_HOST, hostCost, type HostSpec } from '../../../overhead/host';
import { HOST_FIELDS, HOST_FIELD_IDS, type HostField, type HostFieldId } from '../../../overhead/host-fields';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { list } from '../../../estate/crowd';
import { ChooseEvent } from '../../app/events';

type NamedField = HostField & { readonly id: HostFieldId };
const FIELDS: readonly NamedField[] = HOST_FIELD_IDS.map((id) => ({ id, ...HOST_FIELDS[id] }));

/**
 * The machines that guests fold onto: one kind in any number; an inventory of several kinds with counts; or a
 * catalogue of kinds with prices, from which the cheapest mix is looked for.
 * @fires choose
 */
@customElement('hf-host-editor')
export class HostEditor extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        width: 600px;
        max-width: 100%;
      }
      p {
        max-width: 66ch;
        margin-bottom: 10px;
      }
      .aim {
        margin-bottom: 12px;
        padding: 8px 12px;
        border-left: 3px solid var(--accent);
        background: var(--sunk);
      }
      .aim b {
        font-weight: 650;
      }
      fieldset {
        margin: 0 0 12px;
        padding: 0 0 12px;
        border: 0;
        border-bottom: 1px solid var(--hairline);
      }
      .name {
        display: flex;
        align-items: end;
        justify-content: space-between;
        gap: 8px;
        margin-bottom: 10px;
      }
      .name label {
        display: block;
        margin-bottom: 2px;
      }
      .name div {
        flex: 1;
      }
      .name input {
        width: 24ch;
        max-width: 100%;
        font-weight: 650;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
        gap: 10px 14px;
      }
      .grid.several {
        grid-template-columns: repeat(auto-fill, minmax(104px, 1fr));
        --field-width: 78px;
      }
      details {
        margin-top: 10px;
      }
      summary {
        min-height: 24px;
        margin-bottom: 6px;
        color: var(--accent);
      }
      details[open] + .said {
        display: none;
      }
      .said {
        margin: 0;
      }
    `,
  ];

  @property({ attribute: false }) hosts: readonly HostSpec[] = [];
  @property({ attribute: false }) ceilings: Ceilings = {};
  /** The kind whose name was refused, and why. */
  @state() private wrong: { readonly kind: number; readonly why: string } | null = null;

  override render() {
    const { hosts } = this;
    const several = hosts.length > 1;
    return html`${several ? this.aim() : nothing} ${hosts.map((host, k) => this.host(host, k))}
      <p class="small soft">
        ${
          several
            ? 'How many: leave it empty where any number can be had. Machines that are there already: say how many, and the price 0.'
            : 'As many hosts of this kind as are needed, or as many as there are. What is left empty is not limited.'
        }
      </p>
      <button class="button" type="button" @click=${this.add}>Add another kind of host</button>`;
  }

  /** What is made as small as it can be, and what is missing for the cheapest mix. */
  private aim() {
    const without = this.hosts.filter((host) => hostCost(host) === null).map((host) => host.name);
    if (without.length === 0)
      return html`<p class="aim">
        Looks for <b>the cheapest mix</b> of these kinds. Prices are in any currency, the same for all.
      </p>`;
    return html`<p class="aim">
      Looks for <b>the fewest hosts</b>.
      ${
        without.length === this.hosts.length
          ? 'Give every kind a price to look for the cheapest mix.'
          : `To look for the cheapest mix, give ${list(without)} a price too.`
      }
    </p>`;
  }

  private host(host: HostSpec, k: number) {
    const several = this.hosts.length > 1;
    const first = (f: NamedField): boolean => f.first === true || (several && f.id === 'price');
    const wrong = this.wrong?.kind === k ? this.wrong.why : '';
    const shown = FIELDS.filter(first);
    const more = FIELDS.filter((f) => !first(f));
    // What is folded away but not as it comes is said all the same.
    const said = more
      .filter((f) => host[f.id] !== DEFAULT_HOST[f.id])
      .map((f) => `${f.label} ${host[f.id] ?? f.empty} ${f.unit}`.trim());
    return html`<fieldset>
      <legend class="unseen">${several ? `Kind ${k + 1}: ${host.name}` : 'Host'}</legend>
      ${
        several
          ? html`<div class="name">
                <div>
                  <label for="name-${k}">Kind</label>
                  <input
                    id="name-${k}"
                    autocomplete="off"
                    .value=${host.name}
                    aria-invalid=${wrong ? 'true' : 'false'}
                    @change=${(e: Event) => this.rename(k, (e.target as HTMLInputElement).value.trim())}
                  />
                </div>
                <button
                  class="quiet"
                  type="button"
                  @click=${() => this.give(this.hosts.filter((_, j) => j !== k))}
                >
                  Remove<span class="unseen"> ${host.name}</span>
                </button>
              </div>
              ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}`
          : nothing
      }
      <div class="grid ${several ? 'several' : ''}">${shown.map((f) => this.field(f, host, k))}</div>
      <details>
        <summary>Disks, network, threads, reserves, ${several ? 'licences' : 'price'}</summary>
        <div class="grid">${more.map((f) => this.field(f, host, k))}</div>
        <hf-storage-preset
          .host=${host}
          @reserve=${(event: ReserveEvent) => this.reserve(k, event)}
        ></hf-storage-preset>
      </details>
      ${said.length ? html`<p class="small soft said">${said.join(' · ')}</p>` : nothing}
    </fieldset>`;
  }

  private field(field: NamedField, host: HostSpec, k: number) {
    return html`<hf-number
      label=${field.label}
      unit=${field.unit}
      .min=${field.min}
      .max=${field.max}
      ?whole=${field.whole}
      .empty=${field.empty}
      .value=${host[field.id]}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        this.give(this.hosts.map((h, j) => (j === k ? { ...h, [field.id]: event.value } : h)));
      }}
    ></hf-number>`;
  }

  private reserve(k: number, event: ReserveEvent): void {
    event.stopPropagation();
    const { reserve, ceiling } = event;
    if (ceiling === null) this.give(this.hosts.map((h, j) => (j === k ? { ...h, ...reserve } : h)));
    else {
      const ceilings = { ...this.ceilings, memory: ceiling };
      this.dispatchEvent(new ChooseEvent({ ceilings }, 'fill memory to'));
    }
  }

  private rename(k: number, name: string): void {
    if (name === '' || this.hosts.some((h, j) => j !== k && h.name === name)) {
      const why = name === '' ? 'Expected a name.' : `There is a kind named “${name}” already.`;
      this.wrong = { kind: k, why };
      return;
    }
    this.wrong = null;
    this.give(this.hosts.map((h, j) => (j === k ? { ...h, name } : h)));
  }

  private add = (): void => {
    // As long as there was one kind it needed no name.
    const hosts = this.hosts.map((host) =>
      host.name === DEFAULT_HOST.name && this.hosts.length === 1 ? { ...host, name: 'kind 1' } : host,
    );
    let n = hosts.length + 1;
    while (hosts.some((h) => h.name === `kind ${n}`)) n++;
    const last = hosts.at(-1) ?? DEFAULT_HOST;
    // What it costs and how many there are is not the same for another kind; the rest is where to start from.
    this.give([...hosts, { ...last, name: `kind ${n}`, count: null, price: null }]);
  };

  private give(hosts: readonly HostSpec[]): void {
    if (hosts.length) this.dispatchEvent(new ChooseEvent({ hosts }, 'host'));
  }
}
