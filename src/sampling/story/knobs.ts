import { own } from '../../estate/own';

/** A knob of a screen: a number, or one of a few words. */
export type StoryKnob = {
  readonly id: string;
  readonly label: string;
} & (
  | {
      readonly kind: 'number';
      readonly unit: string;
      readonly min: number;
      readonly max: number;
      readonly step: number;
      readonly usual: number;
    }
  | {
      readonly kind: 'words';
      readonly options: readonly { readonly value: string; readonly label: string }[];
      readonly usual: string;
    }
);

/** What the knobs of a screen say, by name; one that is not there is as usual. */
export type StorySet = Readonly<Record<string, number | string>>;

/** A knob for a number. @param ends least, usual and greatest value */
export const numberKnob = (
  id: string,
  label: string,
  unit: string,
  [min, usual, max]: readonly [least: number, usual: number, most: number],
  step = 1,
): StoryKnob => ({ id, label, kind: 'number', unit, min, max, step, usual });
/** A knob for one of a few words. */
export const wordKnob = (
  id: string,
  label: string,
  usual: string,
  options: Readonly<Record<string, string>>,
): StoryKnob => ({
  id,
  label,
  kind: 'words',
  usual,
  options: Object.entries(options).map(([value, name]) => ({ value, label: name })),
});

/** What a knob is set to: what was said if it may be, else what is usual. */
export function knobValue(knobs: readonly StoryKnob[], set: StorySet, id: string): number | string {
  const of = knobs.find((each) => each.id === id);
  if (!of) throw new Error(`no knob ${id}`);
  const said = own(set, id);
  if (of.kind === 'number')
    return typeof said === 'number' && said >= of.min && said <= of.max ? said : of.usual;
  return of.options.some(({ value }) => value === said) ? String(said) : of.usual;
}
