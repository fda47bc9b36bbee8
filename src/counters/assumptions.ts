import type { Delivery } from '../engine/dispatch/host';
import type { Era } from './circumstances';
import { deliveriesOf } from './circumstances';
import { DELIVERY_WORDS, optionsOf, ORDER_WORDS } from '../sampling/words';

/**
 * How the guest whose counters are corrected is dispatched: what no log says, and the simulated interval rests on.
 * Labels, units, ranges and defaults for the page, the command line and the link.
 */
export interface Assumptions {
  /** Mean burst of one process, one burst in ten. */
  readonly burstMs: number;
  /** Mean burst of the others. */
  readonly shortMs: number;
  readonly sliceMs: number;
  readonly tickMs: number;
  readonly delivery: Delivery;
  readonly order: 'thread-first' | 'idle-first';
  /** Guests that share its processor; 0: as many as it takes to make it wait as long as it did. */
  readonly neighbours: number;
}

export const DEFAULT_ASSUMPTIONS: Assumptions = {
  burstMs: 20,
  shortMs: 2,
  sliceMs: 50,
  tickMs: 15.625,
  delivery: 'burst',
  order: 'thread-first',
  neighbours: 0,
};

/** The same for a guest whose clocks are of this era: where they do not know the delivery, the likeliest that they do. */
export function assumedUnder(assumed: Assumptions, era: Era): Assumptions {
  const possible = deliveriesOf(era);
  return possible.includes(assumed.delivery) ? assumed : { ...assumed, delivery: possible[0] };
}

type NumberId = { [K in keyof Assumptions]: Assumptions[K] extends number ? K : never }[keyof Assumptions];
type ChoiceId = Exclude<keyof Assumptions, NumberId>;

export interface AssumedNumber {
  readonly id: NumberId;
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly whole?: boolean;
  readonly help: string;
}

export interface AssumedChoice {
  readonly id: ChoiceId;
  readonly label: string;
  readonly help: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export const ASSUMED_NUMBERS: readonly AssumedNumber[] = [
  {
    id: 'burstMs',
    label: 'Long bursts',
    unit: 'ms',
    min: 0.1,
    max: 10_000,
    step: 1,
    help: 'Mean burst of the process whose share is watched; one burst in ten is of this kind.',
  },
  {
    id: 'shortMs',
    label: 'Short bursts',
    unit: 'ms',
    min: 0.1,
    max: 10_000,
    step: 0.5,
    help: 'Mean burst of the other processes.',
  },
  {
    id: 'sliceMs',
    label: 'Time slice',
    unit: 'ms',
    min: 1,
    max: 1000,
    step: 1,
    help: 'How long its host lets a guest run while others wait; 50 ms in ESX (Barham et al. 2003).',
  },
  {
    id: 'tickMs',
    label: 'Clock tick',
    unit: 'ms',
    min: 0.5,
    max: 100,
    step: 0.125,
    help: "The guest's clock interrupt: 10 or 15.625 ms in Windows.",
  },
  {
    id: 'neighbours',
    label: 'Neighbours',
    unit: '',
    min: 0,
    max: 16,
    step: 1,
    whole: true,
    help: 'Guests that share its processor; 0 takes as many as make it wait as long as it did.',
  },
];

export const ASSUMED_CHOICES: readonly AssumedChoice[] = [
  {
    id: 'delivery',
    label: 'Late ticks are',
    help: 'What becomes of the ticks that are due while the guest does not run.',
    options: optionsOf(DELIVERY_WORDS),
  },
  {
    id: 'order',
    label: 'and hit',
    help: 'Who is charged for them when the guest is dispatched again.',
    options: optionsOf(ORDER_WORDS),
  },
];

/** What is assumed in words for a link: only what differs from the defaults, as `burstMs=200;order=idle-first`. */
export function writeAssumptions(assumed: Assumptions): string {
  return (Object.keys(DEFAULT_ASSUMPTIONS) as (keyof Assumptions)[])
    .filter((id) => assumed[id] !== DEFAULT_ASSUMPTIONS[id])
    .map((id) => `${id}=${assumed[id]}`)
    .join(';');
}

/** The same read; what is not known or out of range keeps its default. */
export function readAssumptions(text: string): Assumptions {
  const assumed = new Map<string, number | string>(Object.entries(DEFAULT_ASSUMPTIONS));
  for (const part of text.split(';')) {
    const [id, given = ''] = part.split('=');
    const number = ASSUMED_NUMBERS.find((field) => field.id === id);
    const value = Number(given);
    if (number && given !== '' && isAllowed(number, value)) assumed.set(id, value);
    const choice = ASSUMED_CHOICES.find((field) => field.id === id);
    if (choice?.options.some((option) => option.value === given)) assumed.set(id, given);
  }
  return Object.fromEntries(assumed) as unknown as Assumptions;
}

export function isAllowed({ min, max, whole }: AssumedNumber, value: number): boolean {
  return value >= min && value <= max && (!whole || Number.isInteger(value));
}
