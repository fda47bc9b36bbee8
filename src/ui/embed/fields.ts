import { html, nothing, type TemplateResult } from 'lit';
import { knobValue, type StoryKnob, type StorySet } from '../../sampling/story/knobs';

/** What is said of a value that a field cannot have. */
const outside = (min: number, max: number, whole: boolean) =>
  `Expected ${whole ? 'a whole number' : 'a number'} from ${min} to ${max}.`;

/** A number field that tells what it takes; what it does not take is said, and nothing is told. */
export function numberInput(
  { min, max, step }: { readonly min: number; readonly max: number; readonly step: number },
  value: number | null,
  tell: (value: number) => void,
  label: string,
): TemplateResult {
  return html`<input
    type="number"
    aria-label=${label}
    min=${min}
    max=${max}
    step=${step}
    .value=${value === null ? '' : String(value)}
    @change=${({ currentTarget }: Event) => {
      const field = currentTarget as HTMLInputElement;
      const typed = field.valueAsNumber;
      const fits = typed >= min && typed <= max && (step !== 1 || Number.isInteger(typed));
      field.setCustomValidity(fits ? '' : outside(min, max, step === 1));
      if (fits) tell(typed);
      else field.reportValidity();
    }}
  />`;
}

/** A knob as native controls: a slider always has its number field. */
export function knobField(
  of: StoryKnob,
  set: StorySet,
  turn: (value: number | string) => void,
): TemplateResult {
  const value = knobValue([of], set, of.id);
  if (of.kind === 'words')
    return html`<label
      >${of.label}<span class="row"
        ><select @change=${({ currentTarget }: Event) => turn((currentTarget as HTMLSelectElement).value)}>
          ${of.options.map(
            (each) =>
              html`<option value=${each.value} ?selected=${each.value === value}>${each.label}</option>`,
          )}
        </select></span
      ></label
    >`;
  return html`<label
    >${of.label}${of.unit ? html`, ${of.unit}` : nothing}<span class="row"
      ><input
        type="range"
        min=${of.min}
        max=${of.max}
        step=${of.step}
        .value=${String(value)}
        @input=${({ currentTarget }: Event) => turn((currentTarget as HTMLInputElement).valueAsNumber)}
        @dblclick=${() => turn(of.usual)}
      />${numberInput(of, value as number, turn, of.label)}</span
    ></label
  >`;
}
