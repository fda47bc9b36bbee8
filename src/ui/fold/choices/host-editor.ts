import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { DEFAULT_HOST, type HostSpec } from '../../../overhead/host';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';
import { ChooseEvent } from '../events';
import { HOST_FIELDS, type HostField } from './host-fields';

/**
 * The machines that guests fold onto: one kind in any number, or an inventory of several kinds with counts.
 * @fires choose
 */
@customElement('hf-host-editor')
export class HostEditor extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      fieldset {
        margin: 0 0 12px;
        padding: 0 0 12px;
        border: 0;
        border-bottom: 1px solid var(--hairline);
      }
      .name {
        display: flex;
        align-items: end;
        gap: 8px;
        margin-bottom: 10px;
      }
      .name label {
        display: block;
        margin-bottom: 2px;
      }
      .grid {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(132px, 1fr));
        gap: 10px 14px;
        width: min(580px, calc(100vw - 50px));
      }
      details {
        margin-top: 10px;
      }
      summary {
        min-height: 24px;
        margin-bottom: 6px;
        color: var(--accent);
        cursor: pointer;
      }
      p {
        max-width: 62ch;
        margin-bottom: 10px;
      }
    `,
  ];

  @property({ attribute: false }) hosts: readonly HostSpec[] = [];
  @state() private wrong = '';

  override render() {
    const { hosts } = this;
    return html`${hosts.map((host, k) => this.host(host, k))}
      <p class="small soft">
        ${
          hosts.length > 1
            ? 'An inventory: each kind is used up to its count. What is left empty is not limited.'
            : 'As many hosts of this kind as are needed, or as many as there are. What is left empty is not limited.'
        }
      </p>
      <button class="button" type="button" @click=${this.add}>Add another kind of host</button>`;
  }

  private host(host: HostSpec, k: number) {
    const several = this.hosts.length > 1;
    return html`<fieldset>
      <legend class="unseen">${several ? `Kind ${k + 1}: ${host.name}` : 'Host'}</legend>
      ${
        several
          ? html`<div class="name">
                <div>
                  <label for="name-${k}">Name</label>
                  <input
                    id="name-${k}"
                    autocomplete="off"
                    .value=${host.name}
                    aria-invalid=${this.wrong ? 'true' : 'false'}
                    @change=${(e: Event) => this.rename(k, (e.target as HTMLInputElement).value.trim())}
                  />
                </div>
                <button
                  class="quiet"
                  type="button"
                  @click=${() => this.give(this.hosts.filter((_, j) => j !== k))}
                >
                  Remove ${host.name}
                </button>
              </div>
              ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}`
          : nothing
      }
      <div class="grid">${HOST_FIELDS.filter((f) => f.first).map((f) => this.field(f, host, k))}</div>
      <details ?open=${HOST_FIELDS.some((f) => !f.first && host[f.id] !== DEFAULT_HOST[f.id])}>
        <summary>Disks, network, threads, reserves, price</summary>
        <div class="grid">${HOST_FIELDS.filter((f) => !f.first).map((f) => this.field(f, host, k))}</div>
      </details>
    </fieldset>`;
  }

  private field(field: HostField, host: HostSpec, k: number) {
    return html`<hf-number
      label=${field.label}
      unit=${field.unit}
      .min=${field.min}
      .max=${field.max}
      .empty=${field.empty}
      .value=${host[field.id]}
      @number=${(event: NumberEvent) => {
        event.stopPropagation();
        this.give(this.hosts.map((h, j) => (j === k ? { ...h, [field.id]: event.value } : h)));
      }}
    ></hf-number>`;
  }

  private rename(k: number, name: string): void {
    if (name === '' || this.hosts.some((h, j) => j !== k && h.name === name)) {
      this.wrong = name === '' ? 'Expected a name.' : `There is a kind named “${name}” already.`;
      return;
    }
    this.wrong = '';
    this.give(this.hosts.map((h, j) => (j === k ? { ...h, name } : h)));
  }

  private add = (): void => {
    let n = this.hosts.length + 1;
    while (this.hosts.some((h) => h.name === `host ${n}`)) n++;
    const last = this.hosts.at(-1) ?? DEFAULT_HOST;
    // Kinds before the last are used up first, so they need a count.
    const counted = this.hosts.map((h) => ({ ...h, count: h.count ?? 2 }));
    this.give([...counted, { ...last, name: `host ${n}`, count: null }]);
  };

  private give(hosts: readonly HostSpec[]): void {
    if (hosts.length) this.dispatchEvent(new ChooseEvent({ hosts }, 'host'));
  }
}
