/** A number that a person may set: what it is called, its unit and its range. */
export interface StatedNumber {
  readonly label: string;
  /** Empty for pure numbers. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole?: true;
}

type Range = Pick<StatedNumber, 'unit' | 'min' | 'max' | 'whole'>;

/** `a whole number from 1 to 4096`, `a number from 0.001 to 1000000 MB/s`. */
export function rangeOf({ unit, min, max, whole }: Range): string {
  return `${whole ? 'a whole number' : 'a number'} from ${min} to ${max}${unit && ` ${unit}`}`;
}

/** Whether a number keeps to the range. */
export function inRange(value: number, { min, max, whole }: Range): boolean {
  return value >= min && value <= max && (!whole || Number.isInteger(value));
}
