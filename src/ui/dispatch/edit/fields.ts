import { html, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ChoiceField, NumberName } from '../../../dispatch/fields';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import { EditEvent, type Path } from '../events';
import { fieldOf } from './reach';

export interface FieldOptions {
  readonly id?: string;
  /** In place of the field's own label. */
  readonly label?: string;
  /** What a double-click brings back; the field's own default when left out. */
  readonly preset?: number | null;
  readonly slider?: boolean;
  /** Further paths that get the same value: fields of threads that are alike. */
  readonly also?: readonly Path[];
}

/** A number of the experiment with its slider, from the feature's own definition. */
export function numberOf(
  name: NumberName,
  path: Path,
  value: number,
  options: FieldOptions = {},
): TemplateResult {
  const field = fieldOf(name);
  const { id, label = field.label, preset = field.default, slider = true, also = [] } = options;
  return html`<hf-number
    id=${ifDefined(id)}
    title=${field.help}
    label=${label}
    unit=${field.unit}
    ?slider=${slider}
    ?whole=${field.whole === true}
    .min=${field.min}
    .max=${field.max}
    .low=${field.low}
    .high=${field.high}
    .step=${field.slide}
    .value=${value}
    .preset=${preset ?? undefined}
    @number=${(event: NumberEvent) => {
      event.stopPropagation();
      if (event.value === null) return;
      const edits = [path, ...also].map((each) => ({ path: each, value: event.value }));
      event.target?.dispatchEvent(new EditEvent(edits, label.toLowerCase(), event.live));
    }}
  ></hf-number>`;
}

/** A choice among words as a list to choose from. */
export function selectOf<T extends string>(
  id: string,
  field: ChoiceField<T> | Pick<ChoiceField<T>, 'label' | 'help' | 'options'>,
  path: Path,
  value: T,
  words?: Readonly<Record<T, string>>,
): TemplateResult {
  return html`<div class="field">
    <label for=${id}>${field.label}</label>
    <select
      id=${id}
      title="${field.help} ${field.options[value]}."
      .value=${value}
      @change=${(event: Event) => {
        const value = (event.target as HTMLSelectElement).value;
        event.target?.dispatchEvent(new EditEvent([{ path, value }], field.label.toLowerCase()));
      }}
    >
      ${(Object.keys(field.options) as T[]).map(
        (each) =>
          html`<option value=${each} title=${field.options[each]} ?selected=${each === value}>
            ${words?.[each] ?? field.options[each]}
          </option>`,
      )}
    </select>
  </div>`;
}
