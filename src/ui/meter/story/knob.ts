import { html, type TemplateResult } from 'lit';
import { knobValue, type StoryKnob, type StorySet } from '../../../sampling/story/knobs';
import '../../parts/choice';
import type { PickEvent } from '../../parts/choice';
import '../../parts/number-field';
import type { NumberEvent } from '../../parts/number-field';

/** A knob of a screen as a control. @param turn is told its new value, `live` while it is still being turned */
export function storyKnob(
  of: StoryKnob,
  set: StorySet,
  turn: (value: number | string, live?: boolean) => void,
): TemplateResult {
  const value = knobValue([of], set, of.id);
  if (of.kind === 'words')
    return html`<hf-choice
      id=${of.id}
      label=${of.label}
      .options=${of.options}
      .value=${String(value)}
      ?changed=${value !== of.usual}
      @pick=${(event: PickEvent) => {
        event.stopPropagation();
        turn(event.value);
      }}
    ></hf-choice>`;
  return html`<hf-number
    id=${of.id}
    label=${of.label}
    unit=${of.unit}
    slider
    ?whole=${of.step === 1}
    .min=${of.min}
    .max=${of.max}
    .step=${of.step}
    .value=${value as number}
    .preset=${of.usual}
    @number=${(event: NumberEvent) => {
      event.stopPropagation();
      if (event.value !== null) turn(event.value, event.live);
    }}
  ></hf-number>`;
}
