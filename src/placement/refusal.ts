import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import { largest } from '../estate/statistics';
import type { GuestDemand } from '../overhead/demand';
import { PROFILES, PROFILE_IDS, type Profile, type ProfileId } from '../overhead/profiles';

/** A rule of a profile that keeps guests off its hosts. */
type Rule = 'windows' | 'system' | 'processors' | 'bits';

/** A guest that stays on a machine of its own. */
export interface Refused {
  readonly guest: string;
  readonly why: string;
  /** The rule that refuses it; null: a person's choice. */
  readonly rule: Rule | null;
}

/** One rule that keeps most servers on machines of their own, in a planner's words, and the way around it. */
export interface Barrier {
  /** `VMware ESX 3 allows 4 virtual processors` */
  readonly what: string;
  /** What is said of those servers, or of the one: `have more`. */
  readonly those: string;
  readonly servers: number;
  /** A profile without that rule. */
  readonly use: ProfileId;
}

/** Address space of a workload of 32 bits, MiB (Friedman 2006, section 8). */
const OF_32_BITS = 4096;

const isWindows = ({ os }: Guest['facts']) => /windows|^win/i.test(os);

/** Why a guest stays on a machine of its own, or null. */
export function whyRefused(
  guest: Guest,
  profile: Profile,
  demand: GuestDemand,
): Omit<Refused, 'guest'> | null {
  const { facts } = guest;
  const { label } = profile;
  if (facts.native) return { rule: null, why: 'kept native by choice' };
  if (!profile.windows && isWindows(facts)) return { rule: 'windows', why: `${label} cannot host Windows` };
  if (!profile.windows && facts.os === '') {
    return {
      rule: 'system',
      why: `its system is not known, and ${label} cannot host Windows: say what it runs`,
    };
  }
  if (facts.cores > profile.mostProcessors) {
    return {
      rule: 'processors',
      why: `${facts.cores} processors; ${label} allows ${profile.mostProcessors}`,
    };
  }
  const own = largest(demand.series.memory ?? NONE) - demand.shareable;
  if (profile.oneImage && facts.bits === 32 && own > OF_32_BITS) {
    return {
      rule: 'bits',
      why: `a workload of 32 bits that needs ${Math.ceil(own)} MiB; under one image it keeps within ${OF_32_BITS} MiB of address space`,
    };
  }
  return null;
}

const NONE = new Float64Array(0);

/** Taken where it does not have a rule that refuses most servers; else the first profile without it is. */
const OF_TODAY: ProfileId = 'vsphere8';

/** Rules that may keep servers out, in words, and the profiles that know none such. */
function rulesOf({ label, mostProcessors }: Profile) {
  const without = (others: (p: Profile) => boolean) =>
    PROFILE_IDS.filter((id) => {
      const p = PROFILES[id];
      return others(p) && !p.oneEach && !p.asMeasured;
    });
  return [
    {
      rule: 'windows',
      finding: 'it cannot host Windows',
      what: `${label} cannot host Windows`,
      those: ['runs it', 'run it'],
      without: without((p) => p.windows),
    },
    {
      rule: 'processors',
      finding: `a guest has at most ${mostProcessors} processors`,
      what: `${label} allows ${mostProcessors} virtual processors`,
      those: ['has more', 'have more'],
      without: without((p) => p.mostProcessors === Infinity),
    },
    {
      rule: 'bits',
      finding: 'a workload of 32 bits keeps within 4 GiB',
      what: 'Under one image a workload of 32 bits keeps within 4 GiB',
      those: ['needs more', 'need more'],
      without: without((p) => !p.oneImage),
    },
  ] as const;
}

/** Whether so many of the servers are most of them. */
const isMost = (servers: number, guests: number) => servers > guests / 2;

/** The rule that keeps more than half of the servers off the hosts, and a profile that has no such rule. */
export function barrierOf(refused: readonly Refused[], guests: number, profile: Profile): Barrier | null {
  for (const { rule, what, those, without } of rulesOf(profile)) {
    const servers = refused.filter((each) => each.rule === rule).length;
    const use = without.includes(OF_TODAY) ? OF_TODAY : without[0];
    if (isMost(servers, guests) && use) return { what, those: those[servers === 1 ? 0 : 1], servers, use };
  }
  return null;
}

/** Asks what decides a refusal, and names a rule that keeps most servers out, with the profiles that know none such. */
export function refusalFindings(
  refused: readonly Refused[],
  { guests }: Estate,
  profile: Profile,
): Finding[] {
  const by = (rule: Rule) => refused.filter((each) => each.rule === rule);
  const unknown = by('system');
  const findings: Finding[] = [];
  if (unknown.length > 0) {
    findings.push({
      level: 'warning',
      where: unknown.length > 4 ? `${unknown.length} servers` : unknown.map(({ guest }) => guest).join(', '),
      text: `Which system runs there is not known, and ${profile.label} cannot host Windows: they stay on machines of their own until it is said.`,
      fix: 'Type it into the guest table (System), or give a column os.',
    });
  }
  for (const { rule, finding, without } of rulesOf(profile)) {
    const servers = by(rule).length;
    if (!isMost(servers, guests.length)) continue;
    findings.push({
      level: 'warning',
      where: profile.label,
      text: `One rule keeps ${servers} of ${guests.length} servers on machines of their own: ${finding}.`,
      fix: `Profiles without it: ${without.map((id) => PROFILES[id].label).join('; ')}.`,
    });
  }
  return findings;
}
