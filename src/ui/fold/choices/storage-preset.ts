import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { HostSpec } from '../../../overhead/host';
import { STORAGE_RESERVES } from '../../../overhead/storage';
import { PageEvent } from '../../parts/page-event';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { base, controls } from '../../parts/styles';

/** A preset was taken: what the host keeps back, and how far its memory may be filled (null: as it is). */
export class ReserveEvent extends PageEvent {
  static override readonly type = 'reserve';
  constructor(
    readonly reserve: Pick<HostSpec, 'reserveMemory' | 'reserveCores'>,
    readonly ceiling: number | null,
  ) {
    super();
  }
}

/**
 * What storage on the host itself keeps back, from what its makers say.
 * @fires reserve
 */
@customElement('hf-storage-preset')
export class StoragePreset extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      .row {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 10px 14px;
        margin-top: 10px;
      }
      label {
        display: block;
        margin-bottom: 2px;
      }
      p {
        max-width: 62ch;
      }
    `,
  ];

  @property({ attribute: false }) host!: HostSpec;
  @state() private chosen = '';
  @state() private count: number | null = null;

  override render() {
    const preset = STORAGE_RESERVES.find(({ id }) => id === this.chosen);
    const count = this.count ?? preset?.counted?.usual ?? 0;
    const memory = preset?.memory(this.host, count) ?? 0;
    return html`<div class="row">
        <div>
          <label for="storage">Storage on the host</label>
          <select
            id="storage"
            @change=${(event: Event) => {
              this.chosen = (event.target as HTMLSelectElement).value;
              this.count = null;
            }}
          >
            <option value="">none, or typed above</option>
            ${STORAGE_RESERVES.map(
              ({ id, label }) => html`<option value=${id} ?selected=${id === this.chosen}>${label}</option>`,
            )}
          </select>
        </div>
        ${
          preset?.counted
            ? html`<hf-number
                label=${preset.counted.label}
                .min=${0}
                .max=${1000}
                .value=${count}
                @number=${(event: NumberEvent) => {
                  event.stopPropagation();
                  this.count = event.value;
                }}
              ></hf-number>`
            : nothing
        }
        ${
          preset
            ? html`<button
                class="button"
                type="button"
                @click=${() =>
                  this.dispatchEvent(
                    new ReserveEvent({ reserveMemory: memory, reserveCores: preset.cores }, preset.ceiling),
                  )}
              >
                ${
                  preset.ceiling === null
                    ? `Keep back ${memory}\u00a0MiB${preset.cores ? ` and ${preset.cores} cores` : ''}`
                    : `Fill memory to ${preset.ceiling}\u00a0%`
                }
              </button>`
            : nothing
        }
      </div>
      ${preset ? html`<p class="small soft">${preset.source}.</p>` : nothing}`;
  }
}
