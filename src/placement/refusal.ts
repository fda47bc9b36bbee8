import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import { largest } from '../estate/statistics';
import type { GuestDemand } from '../overhead/demand';
import { PROFILES, PROFILE_IDS, type Profile } from '../overhead/profiles';

/** A rule of a profile that keeps guests off its hosts. */
type Rule = 'windows' | 'system' | 'processors' | 'bits';

/** A guest that stays on a machine of its own. */
export interface Refused {
  readonly guest: string;
  readonly why: string;
  /** The rule that refuses it; null: a person's choice. */
  readonly rule: Rule | null;
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
  const rules = [
    { rule: by('windows'), what: 'it cannot host Windows', others: (p: Profile) => p.windows },
    {
      rule: by('processors'),
      what: `a guest has at most ${profile.mostProcessors} processors`,
      others: (p: Profile) => p.mostProcessors === Infinity,
    },
    {
      rule: by('bits'),
      what: 'a workload of 32 bits keeps within 4 GiB',
      others: (p: Profile) => !p.oneImage,
    },
  ];
  for (const { rule, what, others } of rules) {
    if (rule.length <= guests.length / 2) continue;
    const without = PROFILE_IDS.map((id) => PROFILES[id]).filter(
      (p) => others(p) && !p.oneEach && !p.asMeasured,
    );
    findings.push({
      level: 'warning',
      where: profile.label,
      text: `One rule keeps ${rule.length} of ${guests.length} servers on machines of their own: ${what}.`,
      fix: `Profiles without it: ${without.map(({ label }) => label).join('; ')}.`,
    });
  }
  return findings;
}
