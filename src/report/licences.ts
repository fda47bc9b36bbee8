import type { LicenceBill } from '../licences/bill';
import { moneyWords } from './digits';

/** Licences of a plan, and what they were before guests were gathered for their sake. */
export interface LicencesOfPlan extends Omit<LicenceBill, 'findings'> {
  readonly ungathered: {
    /** Of all that has a price. */
    readonly total: number;
    /** The fullest moment of the plan before, as a part of what its host has. */
    readonly fullest: number;
    /** The product that was gathered. */
    readonly what: string;
  } | null;
  /** What they would come to with the guests of one product on fewer hosts, where the plan is not that one. */
  readonly gathering?: { readonly total: number; readonly what: string };
}

/** `windows-datacenter on 2 hosts`, the ways that a plan takes with their prices. */
export function licenceRows({ hosts, spares, apart, order }: LicencesOfPlan) {
  const rows = new Map<
    string,
    { label: string; machines: number; units: number; unit: string; price: number | null }
  >();
  const machines = new Map<string, Set<string>>();
  const add = (machine: string, line: LicenceBill['order'][number]) => {
    const { by, label, units, unit, price } = line;
    const row = rows.get(by) ?? { label, machines: 0, units: 0, unit, price: null };
    const on = machines.get(by) ?? new Set();
    if (machine) on.add(machine);
    machines.set(by, on);
    rows.set(by, {
      ...row,
      machines: on.size,
      units: row.units + units,
      price: price === null ? row.price : (row.price ?? 0) + price,
    });
  };
  for (const line of hosts) add(`host ${line.host}`, line);
  for (const line of spares) add(`spare ${line.spare}`, line);
  for (const line of apart) add(`apart ${line.guest}`, line);
  for (const line of order) add('', line);
  return [...rows].map(([by, row]) => ({ by, ...row }));
}

/** What licences come to, in sentences. */
export function licenceWords(licences: LicencesOfPlan): string[] {
  const { total, priced, currency, years, rules, date, unpriced, ungathered, gathering } = licences;
  const sum = `${moneyWords(priced)} ${currency}`;
  return [
    `Licences over ${years} years, by ${rules}, ${date}: ${
      total !== null
        ? sum
        : `not known${unpriced.length > 0 ? `, for the rules have no price for ${unpriced.join(', ')}` : ''}${priced > 0 ? `; what has a price comes to ${sum}` : ''}`
    }.`,
    ...(gathering
      ? [
          `Gathered onto fewer of these hosts, guests that need ${gathering.what} would bring licences to ${moneyWords(gathering.total)}.`,
        ]
      : []),
    ...(ungathered
      ? [
          `Guests that need ${ungathered.what} are gathered onto fewer hosts; as they were dealt before, licences came to ${moneyWords(ungathered.total)}, and the fullest moment was ${(100 * ungathered.fullest).toFixed(1)} %.`,
        ]
      : []),
  ];
}
