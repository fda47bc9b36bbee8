import type { ProfileId } from '../overhead/profiles';
import { packsPrice, toMillionths } from './packs';
import { ofHost, type LicenceRules, type Product, type LicenceWay } from './rules';

/** A guest that needs a product. */
export interface Licensed {
  readonly name: string;
  /** Virtual cores. */
  readonly cores: number;
}

/** A machine that is licensed. */
export interface LicensedMachine {
  readonly cores: number;
  readonly sockets: number;
  /** What runs its guests; null: no hypervisor, its workloads run under one system of its own. */
  readonly under: ProfileId | null;
}

/** How one machine is licensed for one product. */
export interface Licence {
  readonly way: LicenceWay;
  /** Units in all, with every minimum. */
  readonly units: number;
  /** How often the whole host is licensed; 1 for licences of single guests. */
  readonly times: number;
  /** Guests that it covers. */
  readonly guests: readonly string[];
  /** Over the years of the rules; null where the rules have no price. */
  readonly price: number | null;
}

const TIMES_A_YEAR = { month: 12, year: 1 };

/** What so many units cost over so many years; null where the rules have no price. */
export function unitsPrice(way: LicenceWay, units: number, years: number): number | null {
  const once = packsPrice(way, units);
  const often = way.every === 'once' ? 1 : TIMES_A_YEAR[way.every] * years;
  return once === null ? null : toMillionths(once * often);
}

/** Units of one licensing of all of a host. */
function hostUnits({ unit, atLeast }: LicenceWay, { cores, sockets }: LicensedMachine): number {
  const { processor, host } = atLeast;
  const own = { core: cores, socket: sockets, host: 1, 'virtual-core': 0, guest: 0 }[unit];
  return Math.max(own, unit === 'core' ? sockets * processor : 0, host);
}

/** Units of one guest; null where it is too large. A workload without a hypervisor has all cores of its machine. */
function guestUnits(way: LicenceWay, guest: Licensed, machine: LicensedMachine): number | null {
  const { unit, atLeast, mostCores } = way;
  const { processor, guest: least } = atLeast;
  const cores = machine.under === null ? Math.max(machine.cores, machine.sockets * processor) : guest.cores;
  if (mostCores !== null && cores > mostCores) return null;
  return unit === 'guest' ? 1 : Math.max(cores, least);
}

/** One guest by the cheapest way; a way without a price only where there is no other; null where there is none. */
function guestAlone(
  ways: readonly LicenceWay[],
  guest: Licensed,
  machine: LicensedMachine,
  years: number,
): Licence | null {
  let best: Licence | null = null;
  for (const way of ways) {
    const units = guestUnits(way, guest, machine);
    if (units === null) continue;
    const price = unitsPrice(way, units, years);
    const cheaper = price !== null && price < (best?.price ?? Infinity);
    if (!best || cheaper) best = { way, units, times: 1, guests: [guest.name], price };
  }
  return best;
}

/** All of a host licensed by one way, as often as so many guests ask for. */
export function wholeHost(
  way: LicenceWay,
  guests: number,
  machine: LicensedMachine,
  years: number,
): Pick<Licence, 'units' | 'times' | 'price'> {
  const times = Math.max(1, Math.ceil(guests / (way.covers ?? Infinity)));
  const units = hostUnits(way, machine);
  const price = unitsPrice(way, units, years);
  return { units: units * times, times, price: price === null ? null : toMillionths(price * times) };
}

/**
 * The cheapest licences of one machine for one product: a host licensed as a whole, as often as its guests ask for, or
 * guests one by one, or the first for some and the second for the others, whichever costs least. Ways without a price
 * are taken only where no other covers everything.
 * @returns none where nothing is needed; null where no way covers all
 */
export function cheapest(
  product: Product,
  guests: readonly Licensed[],
  machine: LicensedMachine,
  { years }: Pick<LicenceRules, 'years'>,
): readonly Licence[] | null {
  const needed = machine.under !== null && product.hosts.includes(machine.under);
  // Under one system there is one of it, and one of what runs in it.
  const each =
    machine.under === null && guests.length > 0 ? [{ ...guests[0], cores: machine.cores }] : guests;
  if (each.length === 0 && !needed) return [];
  const ways = product.ways.filter(({ used }) => used);
  const one = ways.filter((way) => !ofHost(way));
  const alone = each
    .map((guest) => ({ guest, licence: guestAlone(one, guest, machine, years) }))
    // The dearest are covered first by what covers the whole host.
    .sort((a, b) => (b.licence?.price ?? Infinity) - (a.licence?.price ?? Infinity));
  let best: { readonly price: number; readonly licences: readonly Licence[] } | null = null;
  const unpriced: (readonly Licence[])[] = [];
  const offer = (licences: readonly (Licence | null)[]) => {
    if (!licences.every((licence) => licence !== null)) return;
    if (licences.some(({ price }) => price === null)) return unpriced.push(licences);
    const price = licences.reduce((sum, licence) => sum + (licence.price ?? 0), 0);
    if (!best || price < best.price) best = { price, licences };
    return;
  };
  const rest = (from: number) => alone.slice(from).map(({ licence }) => licence);
  for (const way of ways.filter(ofHost)) {
    const covers = way.covers ?? Infinity;
    const units = hostUnits(way, machine);
    const price = unitsPrice(way, units, years);
    const most = Math.max(1, Math.ceil(each.length / covers));
    for (let times = most; times >= 1; times--) {
      const covered = Math.min(each.length, times * covers);
      const host: Licence = {
        way,
        units: units * times,
        times,
        guests: alone.slice(0, covered).map(({ guest }) => guest.name),
        price: price === null ? null : toMillionths(price * times),
      };
      offer([host, ...rest(covered)]);
    }
  }
  if (!needed || product.ways.every((way) => !ofHost(way))) offer(rest(0));
  const found = best as { readonly licences: readonly Licence[] } | null;
  return found?.licences ?? unpriced[0] ?? null;
}
