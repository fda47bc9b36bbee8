import { LARGEST } from '../engine/packing/problem';
import { InputError } from '../estate/finding';
import type { Resource } from '../estate/resource';
import { SLACK } from '../overhead/capacity';
import { hostCalled, type HostSpec } from '../overhead/host';

/**
 * The one way into the fold's integers: what passes is carried exactly (demand rounded up once, room down once), and
 * what a problem cannot hold is refused by its place, amount and unit. Nothing wraps, and no room is negative.
 */

/** Whose demand it is, asked for when it has to be said. */
type Names = () => readonly string[];

/** What guests ask together, or each asks, rounded up. @throws InputError naming them */
export function demandUnits(value: number, resource: Resource, guests: Names): number {
  const units = Math.ceil(value / resource.quantum - SLACK);
  if (holds(units)) return Math.max(0, units);
  throw tooMuch(units, resource, guests);
}

/** A sum of demand that is in units already. @throws InputError naming the guests */
export function sumOfUnits(units: number, resource: Resource, guests: Names): number {
  if (holds(units)) return units;
  throw tooMuch(units, resource, guests);
}

/** What is left of a host for guests, rounded down; what is not limited becomes the largest number. @throws InputError */
export function roomUnits(value: number, resource: Resource, host: HostSpec): number {
  if (value === Infinity) return LARGEST;
  const units = Math.floor(value / resource.quantum + SLACK);
  if (units <= LARGEST) return Math.max(0, units);
  throw tooLarge(value, resource, host);
}

/** What each guest or dedicated processor takes of a host, rounded up. @throws InputError */
export function overheadUnits(value: number, resource: Resource, host: HostSpec): number {
  const units = Math.ceil(value / resource.quantum - SLACK);
  if (holds(units)) return Math.max(0, units);
  throw tooLarge(value, resource, host);
}

/** How many there are, -1 for as many as needed. @throws InputError */
export function countUnits({ name, count }: HostSpec): number {
  if (count === null) return -1;
  if (Number.isInteger(count) && holds(count)) return count;
  throw new InputError(
    hostCalled(name),
    `count of ${count}; expected a whole number from 0 to ${LARGEST}.`,
    'Leave it out where any number can be had.',
  );
}

function holds(units: number): boolean {
  return units >= 0 && units <= LARGEST;
}

function tooMuch(units: number, { label, unit, quantum }: Resource, guests: Names): InputError {
  const names = guests();
  const alone = names.length === 1;
  return new InputError(
    names.join(', '),
    `${label} of ${(units * quantum).toPrecision(3)} ${unit}${alone ? '' : ' together'}; expected at most ${(LARGEST * quantum).toPrecision(3)}.`,
    `Check the unit of ${alone ? 'its' : 'their'} figures.`,
  );
}

function tooLarge(value: number, { id, label, unit, quantum }: Resource, host: HostSpec): InputError {
  const of = id === 'cpu' ? ` (${host.cores} cores of rating ${host.rating})` : '';
  return new InputError(
    hostCalled(host.name),
    `${label} of ${Number(value.toPrecision(6))} ${unit}${of}; expected at most ${Math.floor(LARGEST * quantum)}.`,
    id === 'cpu'
      ? 'Rate the cores of hosts and servers in a larger unit (GHz in place of MHz).'
      : 'Check its unit.',
  );
}
