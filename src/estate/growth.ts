import { crowd } from './crowd';
import type { Estate } from './estate';
import { inRange, rangeOf, type StatedNumber } from './field';
import { InputError, type Finding } from './finding';
import type { Guest, WorkloadClass } from './guest';
import type { MeasureId } from './measure';
import { largest } from './statistics';

/** How much more servers ask for a year later, %: by workload class, `other` for those that are not named. */
export type Growth = Readonly<Partial<Record<WorkloadClass | 'other', number>>>;

/** Nothing shrinks by more than all of it; eleven times as much in a year is a slip. */
export const GROWTH = {
  label: 'Growth',
  unit: '% a year',
  min: -100,
  max: 1000,
} as const satisfies StatedNumber;

/** How far ahead loads are looked at. */
export const HORIZON = {
  label: 'Horizon',
  unit: 'months',
  min: 1,
  max: 240,
  whole: true,
} as const satisfies StatedNumber;

/** Where nobody says how far ahead (assumption): machines are written off in three years, and ordered before that. */
export const USUAL_HORIZON = 24;

/** What is no amount of work: waits, the clock's own ticks, and what a lack of memory shows as. */
const NO_WORK = new Set<MeasureId>(['ready', 'costop', 'clockTicks', 'pages']);

/**
 * How many times its load a server then has: compound, (1 + rate / 100) ^ (months / 12).
 * @param percentPerYear -100 or more
 */
export function growthFactor(percentPerYear: number, months: number): number {
  return (1 + percentPerYear / 100) ** (months / 12);
}

/** % a year of a server's class; of one that nobody named, that of `other`; else none. */
export function growthOf(growth: Growth, { class: of }: Pick<Guest['facts'], 'class'>): number {
  return (of === '' ? growth.other : (growth[of] ?? growth.other)) ?? 0;
}

/**
 * Refuses what cannot be meant.
 * @throws InputError at `growth.<class>` or `horizon`: a rate below -100 % or above 1000 % a year, a horizon that is no
 *   whole number of months from 1 to 240
 */
export function checkGrowth(growth: Growth, months: number): void {
  for (const [of, percent] of Object.entries(growth))
    if (!inRange(percent, GROWTH))
      throw new InputError(
        `growth.${of}`,
        `found ${percent} % a year; expected ${rangeOf(GROWTH)}.`,
        percent < GROWTH.min ? 'Nothing shrinks by more than all of it.' : 'Is it % a year?',
      );
  if (!inRange(months, HORIZON))
    throw new InputError(
      'horizon',
      `found ${months} months; expected ${rangeOf(HORIZON)}.`,
      months === 0 ? 'Today needs no growth: leave it out.' : undefined,
    );
}

/**
 * The estate so many months on, each server's loads grown at the rate of its class: processor, transfers, throughput,
 * network, space and memory, what is installed with it. How its time is shared between user, kernel and interrupts
 * stays; so does the shape of its day.
 * @throws InputError as `checkGrowth` does
 */
export function grown(estate: Estate, growth: Growth, months: number = USUAL_HORIZON): Estate {
  checkGrowth(growth, months);
  if (Object.values(growth).every((percent) => percent === 0)) return estate;
  const guests = estate.guests.map((guest) =>
    times(guest, growthFactor(growthOf(growth, guest.facts), months)),
  );
  return { ...estate, guests, findings: [...estate.findings, ...growthFindings(guests, growth, months)] };
}

/** A server with so many times its loads. */
export function times(guest: Guest, factor: number): Guest {
  if (factor === 1) return guest;
  const { facts, measures } = guest;
  const scaled = (value: number | null) => (value === null ? null : value * factor);
  return {
    ...guest,
    facts: { ...facts, memory: scaled(facts.memory), floor: scaled(facts.floor) },
    measures: Object.fromEntries(
      (Object.entries(measures) as [MeasureId, Float32Array][]).map(([id, series]) => [
        id,
        NO_WORK.has(id) ? series : series.map((value) => value * factor),
      ]),
    ),
  };
}

function growthFindings(guests: readonly Guest[], growth: Growth, months: number): Finding[] {
  const over = guests.filter(({ measures }) => measures.busy && largest(measures.busy) > 100);
  return [
    {
      level: 'guess',
      where: 'growth',
      text: `Loads are taken as they will be in ${months} months: ${growthWords(growth)}, compound. Processor, disk, network, space and memory of a server grow alike.`,
      fix: 'Leave growth out to fold what was measured.',
    },
    ...(over.length
      ? [
          {
            level: 'warning',
            where: crowd(over.map(({ name }) => name)),
            text: `By then busier than all the processors that ${over.length === 1 ? 'it has' : 'they have'}: counted as if ${over.length === 1 ? 'it' : 'they'} had more.`,
            fix: 'Such servers need more processors of their own, too.',
          } as const,
        ]
      : []),
  ];
}

/** `10 % a year`, `20 % a year for database, 5 % a year for all others`. */
export function growthWords({ other, ...classes }: Growth): string {
  const named = Object.entries(classes).map(([name, percent]) => `${percent} % a year for ${name}`);
  if (other === undefined) return [...named, 'none for all others'].join(', ');
  return named.length === 0 ? `${other} % a year` : `${named.join(', ')}, ${other} % a year for all others`;
}
