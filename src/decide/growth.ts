import { checkGrowth, type Growth } from '../estate/growth';
import { InputError } from '../estate/finding';
import type { Range } from './draw';
import type { Axis } from './study';

/** Growth that is known only within a range, % a year, by class. */
export type GrowthRanges = Readonly<Partial<Record<keyof Growth, Range>>>;

/**
 * Growth as axes of a study: each sample draws a rate for each class, at `growth.<class>` of its base.
 * @param months to the horizon
 * @throws InputError where an end of a range cannot be meant, or low, likely and high are not in this order
 */
export function growthAxes(ranges: GrowthRanges, months: number): Axis[] {
  return (Object.entries(ranges) as [keyof Growth, Range][]).flatMap(([of, drawn]) => {
    const { low, likely, high } = drawn;
    for (const percent of [low, likely, high]) checkGrowth({ [of]: percent }, months);
    if (!(low <= likely && likely <= high))
      throw new InputError(
        `growth.${of}`,
        `found ${low}, ${likely}, ${high} % a year; expected low, likely and high in this order.`,
      );
    return high > low ? [{ path: `growth.${of}`, drawn }] : [];
  });
}

/** The likely rate of each class. */
export function likelyGrowth(ranges: GrowthRanges): Growth {
  return Object.fromEntries(Object.entries(ranges).map(([of, { likely }]) => [of, likely]));
}
