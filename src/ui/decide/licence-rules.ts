import { LitElement, css, html, nothing } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { parseLicenceRules } from '../../licences/parse';
import type { LicenceRules, LicenceWay } from '../../licences/rules';
import { ChooseEvent } from '../app/events';
import { save } from '../app/save';
import type { NumberEvent } from '../parts/number-field';
import '../parts/number-field';
import { base, controls, rowsAsCards } from '../parts/styles';
import { wordsOf } from '../text/words-of';

const MOST = 1e9;

/**
 * The rules by which licences are priced, with the source and day of each: another file of them, or these with ways
 * switched on and off and other prices. They become a choice of the scenario.
 * @fires choose
 */
@customElement('hf-licence-rules')
export class LicenceRulesEditor extends LitElement {
  static override styles = [
    base,
    controls,
    css`
      :host {
        container-type: inline-size;
      }
      .buttons {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px;
        margin: 8px 0 12px;
      }
      input[type='file'] {
        position: absolute;
        width: 1px;
        height: 1px;
        min-height: 0;
        padding: 0;
        opacity: 0;
      }
      input[type='file']:focus-visible + .button {
        outline: 2px solid var(--focus);
        outline-offset: 2px;
      }
      .button {
        display: inline-block;
      }
      summary {
        padding: 4px 0 4px 18px;
      }
      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
        line-height: 20px;
      }
      th,
      td {
        padding: 5px 14px 5px 0;
        text-align: left;
        vertical-align: top;
        font-weight: 400;
      }
      thead th {
        font-size: 12px;
        color: var(--soft);
      }
      tbody tr {
        border-top: 1px solid var(--hairline);
      }
      label {
        display: flex;
        gap: 4px;
      }
      .source {
        max-width: 48ch;
        font-size: 13px;
        line-height: 18px;
        overflow-wrap: anywhere;
      }
      hf-number {
        --field-width: 92px;
      }
      .wrong {
        max-width: 72ch;
      }
      @container (max-width: 700px) {
        ${rowsAsCards}
        table,
        tbody {
          display: block;
        }
      }
    `,
  ];

  @property({ attribute: false }) rules!: LicenceRules;
  /** Whether they are not those that come with the program. */
  @property({ type: Boolean }) own = false;
  @state() private problem = '';

  override render() {
    const { name, date, currency, years, products } = this.rules;
    return html`<p>
        <b>${name}</b>, ${date}, in ${currency}, over ${years}
        years.${
          this.own ? ' Chosen here, and saved with the scenario.' : ' They come with Hostfold: put in yours.'
        }
      </p>
      <div class="buttons">
        <label>
          <input type="file" accept=".json,application/json" @change=${this.opened} />
          <span class="button">Open rules …</span>
        </label>
        <button class="button" type="button" @click=${this.saved}>Save these to edit</button>
        ${
          this.own
            ? html`<button class="button" type="button" @click=${() => this.choose(undefined)}>
                Those of Hostfold
              </button>`
            : nothing
        }
        <hf-number
          label="Paid for"
          unit="years"
          .min=${0.1}
          .max=${100}
          .value=${years}
          @number=${({ value }: NumberEvent) => value !== null && this.choose({ ...this.rules, years: value })}
        ></hf-number>
      </div>
      ${this.problem ? html`<p class="wrong" role="alert">${this.problem}</p>` : nothing}
      <details>
        <summary>Each rule with its price, source and day</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Way, where it is counted on</th>
              <th scope="col">By, at least</th>
              <th scope="col">Price of a pack</th>
              <th scope="col">From</th>
            </tr>
          </thead>
          <tbody>
            ${products.flatMap(({ ways }, p) => ways.map((way, w) => this.row(way, p, w)))}
          </tbody>
        </table>
      </details>`;
  }

  private row(way: LicenceWay, p: number, w: number) {
    const { label, unit, used, packs, every, atLeast, covers, source } = way;
    const least = (['processor', 'host', 'guest'] as const).flatMap((of) =>
      atLeast[of] > 0 ? [`${atLeast[of]} a ${of}`] : [],
    );
    const change = (patch: Partial<LicenceWay>) => this.change(p, w, patch);
    return html`<tr>
      <td>
        <label
          ><input
            type="checkbox"
            .checked=${used}
            @change=${(event: Event) => change({ used: (event.target as HTMLInputElement).checked })}
          />${label}</label
        >
      </td>
      <td>
        ${unit}${least.length > 0 ? `, ${least.join(', ')}` : ''}${covers === null ? '' : `; covers ${covers} guests`}
        <hf-number
          label="Least order"
          whole
          .min=${1}
          .max=${MOST}
          empty="none"
          .value=${atLeast.order}
          @number=${({ value }: NumberEvent) => change({ atLeast: { ...atLeast, order: value } })}
        ></hf-number>
      </td>
      <td>
        ${packs.map(
          ({ size, price }, k) =>
            html`<hf-number
              label="${size} ${unit}${size === 1 ? '' : 's'}${every === 'once' ? '' : `, each ${every}`}"
              .min=${0}
              .max=${MOST}
              empty="not known"
              .value=${price}
              @number=${({ value }: NumberEvent) =>
                change({ packs: packs.map((pack, at) => (at === k ? { ...pack, price: value } : pack)) })}
            ></hf-number>`,
        )}
      </td>
      <td class="source">
        ${source.title}, ${source.date}${source.address ? html` (${source.address})` : nothing}.
        ${source.note}
      </td>
    </tr>`;
  }

  private change(p: number, w: number, patch: Partial<LicenceWay>): void {
    const products = this.rules.products.map((product, at) =>
      at === p
        ? { ...product, ways: product.ways.map((way, k) => (k === w ? { ...way, ...patch } : way)) }
        : product,
    );
    this.choose({ ...this.rules, products });
  }

  private opened = async (event: Event): Promise<void> => {
    const input = event.currentTarget as HTMLInputElement;
    const [file] = input.files ?? [];
    input.value = '';
    if (!file) return;
    try {
      this.choose(parseLicenceRules(JSON.parse(await file.text())));
    } catch (error) {
      this.problem =
        error instanceof SyntaxError
          ? `${file.name}: found no JSON; expected rules as “Save these to edit” writes them.`
          : `${file.name}: ${wordsOf(error)} The rules before stay.`;
    }
  };

  private saved = (): void =>
    save('licences.json', 'application/json', `${JSON.stringify(this.rules, null, 2)}\n`);

  private choose(rules: LicenceRules | undefined): void {
    this.problem = '';
    this.dispatchEvent(new ChooseEvent({ licences: rules }, 'rules of licences'));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'hf-licence-rules': LicenceRulesEditor;
  }
}
