import { crowd } from '../estate/crowd';
import type { Estate } from '../estate/estate';
import type { Finding } from '../estate/finding';
import type { Guest } from '../estate/guest';
import type { GuestDemand } from '../overhead/demand';
import { hostFigures, isVirtual, measuredProcessor } from '../overhead/demand';
import type { OverheadParameters } from '../overhead/parameters';
import { PROFILES, parametersOf, type Profile, type ProfileId } from '../overhead/profiles';
import type { FoldOptions } from './options';

/** Where the virtual servers of an estate run today. */
export interface PresentPlatforms {
  /** Figures under which a guest was measured; null: not known, or of no interest to the target. */
  of(guest: Guest): OverheadParameters | null;
  /** Its name; empty: not known. */
  nameOf(guest: Guest): ProfileId | '';
  readonly target: Profile;
}

/** What a guest says comes before what is said of the estate; a platform that is also the target has its figures. */
export function presentPlatforms(
  { present }: Pick<FoldOptions, 'present'>,
  target: Profile,
  parameters: OverheadParameters,
): PresentPlatforms {
  const nameOf = ({ facts }: Guest) => facts.present || present;
  return {
    nameOf,
    target,
    of: (guest) => {
      const name = nameOf(guest);
      if (name === '' || target.asMeasured) return null;
      return name === target.id ? parameters : parametersOf(PROFILES[name]);
    },
  };
}

/** Less than this share of what was measured is no difference, but rounding. */
const NOTHING = 1e-9;

/** Says which figures of servers that are virtual already were used, and what was taken out of them and added. */
export function presentFindings(
  estate: Estate,
  demands: readonly GuestDemand[],
  { rating, target }: { readonly rating: number; readonly target: OverheadParameters },
  platforms: PresentPlatforms,
): Finding[] {
  const { slots } = estate.grid;
  const virtual = estate.guests.flatMap((guest, g) => {
    const measured = isVirtual(guest) ? measuredProcessor(guest, rating, target.threadYield) : null;
    if (!measured) return [];
    let whole = 0;
    let work = 0;
    let cost = 0;
    let n = 0;
    for (let t = 0; t < slots; t++) {
      const used = measured(t);
      if (Number.isNaN(used)) continue;
      const parts = demands[g].processorParts(t);
      whole += used;
      work += parts.work;
      cost += parts.emulation + parts.ioPath + parts.switches;
      n++;
    }
    return n === 0 ? [] : [{ guest, whole: whole / n, work: work / n, cost: cost / n }];
  });
  return [
    ...unknownFinding(
      virtual.map(({ guest }) => guest),
      platforms,
    ),
    ...exchanged(virtual, platforms),
    ...hostFindings(estate),
  ];
}

function unknownFinding(virtual: readonly Guest[], { nameOf, target }: PresentPlatforms): Finding[] {
  const unknown = virtual.filter((guest) => nameOf(guest) === '').map(({ name }) => name);
  if (unknown.length === 0 || target.asMeasured) return [];
  return [
    {
      level: 'guess',
      where: crowd(unknown),
      text: 'Virtual already, and nobody says on what: what that costs is in their processor figures; nothing is taken out and nothing added but what the host itself pays.',
      fix: 'Say where they run ("Runs on" in the guest table, or under Overheads).',
      option: '--present PROFILE',
    },
  ];
}

interface Exchange {
  readonly guest: Guest;
  /** Means over the samples, GHz: as measured, without what the present adds, and what the target adds. */
  readonly whole: number;
  readonly work: number;
  readonly cost: number;
}

function exchanged(virtual: readonly Exchange[], { nameOf, target }: PresentPlatforms): Finding[] {
  const names = [...new Set(virtual.map(({ guest }) => nameOf(guest)))].filter((name) => name !== '');
  return names.flatMap((name): Finding[] => {
    const of = virtual.filter(({ guest }) => nameOf(guest) === name);
    const sum = (part: 'whole' | 'work' | 'cost') => of.reduce((all, each) => all + each[part], 0);
    const [whole, out, cost] = [sum('whole'), sum('whole') - sum('work'), sum('cost')];
    if (target.asMeasured || name === target.id || Math.max(out, cost) <= NOTHING * whole) return [];
    const share = (value: number) => `${+value.toPrecision(3)} GHz (${((100 * value) / whole).toFixed(1)} %)`;
    return [
      {
        level: 'info',
        where: crowd(of.map(({ guest }) => guest.name)),
        text: `Measured on ${PROFILES[name].label}: ${share(out)} of their ${+whole.toPrecision(3)} GHz on average is taken to be what it costs them and is taken out; ${share(cost)} is added for ${target.label}.`,
        fix: 'If they ran elsewhere, say where ("Runs on" in the guest table).',
        option: '--present PROFILE',
      },
    ];
  });
}

/** Where host and guest both measured, the host's figures count. */
function hostFindings({ guests }: Estate): Finding[] {
  const both = guests.filter(({ measures }) => measures.busy && hostFigures(measures));
  if (both.length === 0) return [];
  return [
    {
      level: 'info',
      where: crowd(both.map(({ name }) => name)),
      text: `Their processors were measured twice: counted are ${[...new Set(both.map(({ measures }) => WORDS[hostFigures(measures)!.unit]))].join(', ')}, and not what their own meter shows.`,
    },
  ];
}

const WORDS = {
  GHz: 'GHz used',
  '%': 'VM Processor\\% Processor Time',
  processors: 'processors used',
};
