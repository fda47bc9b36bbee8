import { crowd } from '../estate/crowd';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import { hostCalled, type HostSpec } from '../overhead/host';
import { PROFILES, type ProfileId } from '../overhead/profiles';
import type { FoldAnswer } from '../placement/answer';
import { cheapest, unitsPrice, wholeHost, type Licence, type LicensedMachine } from './machine';
import { needsOf, type Needs } from './needs';
import { toMillionths } from './packs';
import { ofHost, type LicenceRules, type LicenceUnit, type LicenceWay } from './rules';

/** Licences of one kind for one machine. */
export interface LicenceLine {
  /** The way's name in the rules. */
  readonly by: string;
  readonly label: string;
  /** Over the years of the rules; null where the rules have no price. */
  readonly price: number | null;
  readonly units: number;
  readonly unit: LicenceUnit;
  /** How often the whole host is licensed. */
  readonly times: number;
  /** Guests that it covers. */
  readonly guests: number;
}

/** What the licences of a plan come to. */
export interface LicenceBill {
  /** Name and day of the rules. */
  readonly rules: string;
  readonly date: string;
  readonly currency: string;
  readonly years: number;
  /** Of all; null where something that is needed has no price. */
  readonly total: number | null;
  /** Of all that has a price. */
  readonly priced: number;
  /** By host of the plan, by its place among them. */
  readonly hosts: readonly ({ readonly host: number } & LicenceLine)[];
  /** Hosts that stand by, each. */
  readonly spares: readonly ({ readonly spare: number } & LicenceLine)[];
  /** Servers on machines of their own. */
  readonly apart: readonly ({ readonly guest: string } & LicenceLine)[];
  /** What a whole order has to have besides. */
  readonly order: readonly LicenceLine[];
  /** What is needed and has no price in the rules. */
  readonly unpriced: readonly string[];
  readonly findings: readonly Finding[];
}

/** What one way to license all of a host comes to, whether or not it is the cheapest. */
export interface HostOffer {
  readonly product: string;
  /** The way's name in the rules. */
  readonly by: string;
  readonly label: string;
  /** Guests on the host that need the product. */
  readonly guests: number;
  readonly units: number;
  readonly times: number;
  readonly price: number | null;
}

/** As much of an answer as licences ask for. */
export type LicensedPlan = Pick<FoldAnswer, 'profile' | 'native' | 'unplaced' | 'machines'> & {
  readonly hosts: readonly { readonly kind: HostSpec; readonly guests: readonly string[] }[];
};

const lineOf = ({ way, price, units, times, guests }: Licence): LicenceLine => ({
  by: way.id,
  label: way.label,
  price,
  units,
  unit: way.unit,
  times,
  guests: guests.length,
});

/** Prices plans of one estate by one set of rules. */
export class Licensing {
  readonly needs: Needs;
  private readonly guests: ReadonlyMap<string, Guest>;
  /** By name. */
  private readonly ways: ReadonlyMap<string, LicenceWay>;

  constructor(
    readonly rules: LicenceRules,
    guests: readonly Guest[],
  ) {
    this.needs = needsOf(rules, guests);
    this.guests = new Map(guests.map((guest) => [guest.name, guest]));
    this.ways = new Map(rules.products.flatMap(({ ways }) => ways.map((way) => [way.id, way] as const)));
  }

  /**
   * Every host and every server on a machine of its own by the cheapest way; hosts that stand by carry nobody, and need
   * what every host needs.
   * @param kinds of host that the plan may have; those that stand by are taken for the dearest
   */
  bill(plan: LicensedPlan, kinds: readonly HostSpec[]): LicenceBill {
    const noWay = new Map<string, string[]>();
    const of = (machine: LicensedMachine, names: readonly string[], where: string): LicenceLine[] =>
      this.rules.products.flatMap((product, p) => {
        const guests = names.flatMap((name) => {
          const guest = this.needs.of[p].has(name) ? this.guests.get(name) : undefined;
          return guest ? [{ name, cores: guest.facts.cores }] : [];
        });
        const licences = cheapest(product, guests, machine, this.rules);
        if (licences === null) noWay.set(product.label, [...(noWay.get(product.label) ?? []), where]);
        return (licences ?? []).map(lineOf);
      });
    const machineOf = (kind: HostSpec) => this.machineOf(kind, plan.profile);
    const hosts = plan.hosts.flatMap(({ kind, guests }, host) =>
      of(machineOf(kind), guests, kind.name).map((line) => ({ host, ...line })),
    );
    const standing = dearest(kinds.map((kind) => of(machineOf(kind), [], kind.name)));
    const spares = Array.from({ length: plan.machines.spare ?? 0 }, (_, spare) =>
      standing.map((line) => ({ spare, ...line })),
    ).flat();
    const apart = [...plan.native, ...plan.unplaced].flatMap(({ guest }) => {
      const cores = this.guests.get(guest)?.facts.cores ?? 1;
      return of({ cores, sockets: 1, under: null }, [guest], guest).map((line) => ({ guest, ...line }));
    });
    const lines = [...hosts, ...spares, ...apart];
    const order = this.orderOf(lines);
    const all: readonly LicenceLine[] = [...lines, ...order];
    const priced = toMillionths(all.reduce((sum, { price }) => sum + (price ?? 0), 0));
    const known = noWay.size === 0 && all.every(({ price }) => price !== null);
    return {
      rules: this.rules.name,
      date: this.rules.date,
      currency: this.rules.currency,
      years: this.rules.years,
      total: known ? priced : null,
      priced,
      hosts,
      spares,
      apart,
      order,
      unpriced: [...new Set(all.filter(({ price }) => price === null).map(({ label }) => label))],
      findings: [...this.needs.findings, ...findingsOf(plan, kinds, lines, this.ways, noWay)],
    };
  }

  /** Beside each other, the ways to license all of a host for what its guests need: Standard, Datacenter. */
  offers(kind: HostSpec, names: readonly string[], profile: ProfileId): HostOffer[] {
    const machine = this.machineOf(kind, profile);
    return this.rules.products.flatMap(({ label: product, ways }, p) => {
      const guests = names.filter((name) => this.needs.of[p].has(name)).length;
      if (guests === 0) return [];
      return ways
        .filter((way) => way.used && ofHost(way))
        .map((way) => ({
          product,
          by: way.id,
          label: way.label,
          guests,
          ...wholeHost(way, guests, machine, this.rules.years),
        }));
    });
  }

  private machineOf({ cores, sockets }: HostSpec, profile: ProfileId): LicensedMachine {
    const { oneImage, oneEach } = PROFILES[profile];
    return { cores, sockets: sockets ?? 1, under: oneImage || oneEach ? null : profile };
  }

  /** What is missing to the fewest that may be ordered. */
  private orderOf(lines: readonly LicenceLine[]): LicenceLine[] {
    return [...this.ways.values()].flatMap((way) => {
      const { id: by, label, unit } = way;
      const least = way.atLeast.order;
      const units = lines.reduce((sum, line) => (line.by === by ? sum + line.units : sum), 0);
      if (least === null || units === 0 || units >= least) return [];
      const price = unitsPrice(way, least - units, this.rules.years);
      return [{ by, label, price, units: least - units, unit, times: 1, guests: 0 }];
    });
  }
}

/** The lines that come to most. */
function dearest(offers: readonly LicenceLine[][]): LicenceLine[] {
  const sum = (lines: readonly LicenceLine[]) => lines.reduce((all, { price }) => all + (price ?? 0), 0);
  return offers.reduce((most, lines) => (sum(lines) > sum(most) ? lines : most), offers[0] ?? []);
}

/** What the sum rests on that nobody said, and what it does not hold. */
function findingsOf(
  { machines }: LicensedPlan,
  kinds: readonly HostSpec[],
  lines: readonly LicenceLine[],
  ways: ReadonlyMap<string, LicenceWay>,
  noWay: ReadonlyMap<string, readonly string[]>,
): Finding[] {
  const findings: Finding[] = [];
  const bySocket = lines.some(({ by }) => {
    const way = ways.get(by);
    return way && (way.unit === 'socket' || (way.unit === 'core' && way.atLeast.processor > 0));
  });
  const unsaid = kinds.filter(({ sockets }) => sockets === null);
  if (bySocket && unsaid.length > 0)
    findings.push({
      level: 'guess',
      where: hostCalled(crowd(unsaid.map(({ name }) => name))),
      text: 'How many sockets it has is not said: one is taken for its licences.',
      fix: 'Say how many in the description of the host (sockets).',
      option: 'sockets=2 in --host',
    });
  if (kinds.some(({ licencePerCore }) => licencePerCore !== null))
    findings.push({
      level: 'warning',
      where: 'licences',
      text: 'A host has a licence of its own for each core, and rules are given: both count.',
      fix: 'Take one of them out.',
    });
  const unpriced = [...new Set(lines.filter(({ price }) => price === null).map(({ label }) => label))];
  if (unpriced.length > 0)
    findings.push({
      level: 'warning',
      where: 'licences',
      text: `The rules have no price for ${unpriced.join(', ')}: what they count is told, and what all comes to is not known.`,
      fix: 'Write its price into the rules.',
    });
  for (const [label, where] of noWay)
    findings.push({
      level: 'warning',
      where: crowd([...new Set(where)]),
      text: `The rules have no way to license ${label} there: nothing is counted for it.`,
      fix: 'Switch on a way that covers it, or write one.',
    });
  if ((machines.spare ?? 0) > 0)
    findings.push({
      level: 'info',
      where: 'licences',
      text: 'Hosts that stand by are counted with what every host needs, not with systems of guests that restart there when another fails for good: ask whether yours may be moved.',
    });
  return findings;
}
