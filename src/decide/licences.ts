import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import { Licensing, type HostOffer, type LicenceBill } from '../licences/bill';
import { gatherLicensed } from '../licences/gather';
import { parseLicenceRules } from '../licences/parse';
import { usualRules } from '../licences/usual';
import type { MachinesToBuy } from '../placement/answer';
import { foldable } from '../placement/foldable';
import { namedPlan, planByName, type NamedHost } from '../placement/named-plan';
import type { FoldOptions } from '../placement/options';
import type { PreparedStudy } from './prepared';

/** A plan, and by which rules its licences are priced. */
export interface LicencesAsk {
  readonly options: FoldOptions;
  /** The whole document; the rules that come with the program where none are given. */
  readonly licences?: Readonly<Record<string, unknown>> | undefined;
  readonly hosts: readonly NamedHost[];
  /** Servers on machines of their own. */
  readonly apart: readonly string[];
  readonly machines: MachinesToBuy;
}

/** What licences of a plan come to: as it stands, or with those who need a product on fewer of its hosts. */
export interface LicencesLine {
  /** The product whose guests are gathered; null: as it stands. */
  readonly gathered: string | null;
  readonly bill: LicenceBill;
  /** By host: who is on it, and what each way to license all of it comes to. */
  readonly hosts: readonly { readonly guests: readonly string[]; readonly offers: readonly HostOffer[] }[];
}

/** The plan as it stands, and gathered where that costs less: the second line is then another than the first. */
export function licencesStudy(
  estate: Estate,
  engine: FoldEngine,
  { options, licences, hosts, apart, machines }: LicencesAsk,
): PreparedStudy<LicencesLine> {
  const rules = licences ? parseLicenceRules(licences) : usualRules();
  const licensing = new Licensing(rules, estate.guests);
  const lineOf = (on: readonly NamedHost[], gathered: string | null): LicencesLine => {
    const placed = on.map(({ kind, guests }) => ({ kind: options.hosts[kind], guests }));
    const alone = apart.map((guest) => ({ guest, why: '' }));
    const plan = { profile: options.profile, hosts: placed, native: alone, unplaced: [], machines };
    return {
      gathered,
      bill: licensing.bill(plan, options.hosts),
      hosts: placed.map(({ kind, guests }) => ({
        guests,
        offers: licensing.offers(kind, guests, options.profile),
      })),
    };
  };
  return {
    count: 2,
    async line(index, signal) {
      signal?.throwIfAborted();
      const stands = lineOf(hosts, null);
      if (index === 0) return stands;
      const asked = foldable(estate, options);
      const plan = namedPlan(asked, hosts);
      const evened = { plan, bound: null, fewest: hosts.length };
      const found = await gatherLicensed(
        estate,
        options,
        { problem: asked.problem, evened },
        engine,
        licensing,
        signal,
      );
      signal?.throwIfAborted();
      return found ? lineOf(planByName(asked, found.plan), found.label) : stands;
    },
  };
}
