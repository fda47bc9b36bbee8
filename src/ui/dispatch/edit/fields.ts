import { css, html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ChoiceField } from '../../../dispatch/choices';
import type { NumberName } from '../../../dispatch/fields';
import { own } from '../../../estate/own';
import '../../parts/how';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';
import type { Sweep } from '../../../decide/sweep/fields';
import type { Term } from '../../text/glossary';
import { EditEvent, SweepEvent, type Path } from '../events';
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
  /** What is swept by the button beside it; none without. */
  readonly sweep?: Sweep | null;
}

/** A field with the button that sweeps it. @param name of the field, for those who cannot see what it stands beside */
export function sweptBy(sweep: Sweep | null | undefined, name: string, field: unknown): TemplateResult {
  return sweep ? html`<div class="swept">${field} ${sweepButton(sweep, name)}</div>` : html`${field}`;
}

/** @param worded what is swept has no field whose name stands beside the button, which says it itself then */
export function sweepButton(sweep: Sweep, name: string, worded = false): TemplateResult {
  return html`<button
    class="quiet sweep"
    type="button"
    title="Sweep: the figures against it, as curves"
    aria-label="Sweep: ${name}"
    @click=${(event: Event) => event.currentTarget?.dispatchEvent(new SweepEvent(sweep))}
  >
    <svg width="20" height="14" viewBox="0 0 20 14" aria-hidden="true">
      <path d="M1 13C6 13 7 2 19 2" fill="none" stroke="currentColor" stroke-width="1.5"></path>
      <circle cx="5.6" cy="10.6" r="2" fill="currentColor"></circle>
      <circle cx="12" cy="3.6" r="2" fill="currentColor"></circle></svg
    >${worded ? `Sweep: ${name}` : nothing}
  </button>`;
}

/** How a field stands beside that button. */
export const sweptStyles = css`
  .swept {
    display: flex;
    align-items: end;
    gap: 2px;
    min-width: 0;
  }
  .swept > :first-child {
    flex: 1 1 0;
    min-width: 0;
  }
  .sweep {
    display: flex;
    flex: none;
    align-items: center;
    gap: 8px;
    min-height: 32px;
    padding: 2px 6px;
    color: var(--accent);
    font-size: 13px;
    line-height: 18px;
    text-align: left;
  }
  .sweep svg {
    flex: none;
  }
`;

/** Fields whose name is a word of the glossary. */
const WORDS: Readonly<Partial<Record<NumberName, Term>>> = {
  sliceMs: 'slice',
  skewMs: 'skew',
  vcpus: 'vCPU',
};

/** A number of the experiment with its slider, from the feature's own definition. */
export function numberOf(
  name: NumberName,
  path: Path,
  value: number,
  options: FieldOptions = {},
): TemplateResult {
  const field = fieldOf(name);
  const { id, label = field.label, preset = field.default, slider = true, also = [], sweep } = options;
  const number = html`<hf-number
    id=${ifDefined(id)}
    title=${field.help}
    label=${label}
    .term=${own(WORDS, name) ?? ''}
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
  return sweptBy(sweep, label, number);
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
