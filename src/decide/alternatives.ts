import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import { Licensing } from '../licences/bill';
import { parseLicenceRules } from '../licences/parse';
import { usualRules } from '../licences/usual';
import type { ProfileId } from '../overhead/profiles';
import { PROFILE_IDS } from '../overhead/profiles';
import type { FoldAnswer, MachinesToBuy, OverheadPart } from '../placement/answer';
import { fold } from '../placement/fold';
import type { FoldOptions } from '../placement/options';
import { studyOf } from './check-study';
import type { PreparedStudy } from './prepared';
import { caseAt, caseCount } from './study';
import { bindsOf } from './side-by-side';

/** One way to run the estate, beside the others. */
export interface Alternative {
  readonly profile: ProfileId;
  readonly hostCount: number;
  /** All that is to be bought: hosts, those to spare, and a machine for each server that is refused. */
  readonly machines: MachinesToBuy;
  /** In the unit of what was made small: hosts, or money where every one of several kinds has a price. */
  readonly lowerBound: number;
  /** Price and licences of the hosts, those to spare included; null where some are not known. */
  readonly cost: number | null;
  /** Operating system images to administer: one for each guest, or for each host under a single image. */
  readonly images: number;
  /** Processor load besides the servers' own work at the busiest moment, GHz: all of it, and by source. */
  readonly overhead: {
    readonly cpu: number;
    readonly parts: readonly Pick<OverheadPart, 'id' | 'label' | 'value'>[];
  };
  /** How many hosts each resource keeps from carrying more, by its label. */
  readonly binds: readonly (readonly [resource: string, hosts: number])[];
  /** What its licences come to, where rules were given; null where something that is needed has no price. */
  readonly licences?: number | null;
  readonly refused: readonly { readonly guest: string; readonly why: string }[];
  readonly unplaced: number;
  /** Kernel steps that its fold was given; null where the clock ended it. */
  readonly work: number | null;
}

/** Profiles that stand for a real choice, each with what a person changed of it: that holds for the chosen one only. */
export function alternativeSettings({ profile: chosen, overrides }: FoldOptions) {
  return PROFILE_IDS.filter(
    (profile) => profile !== 'bare' && (profile !== 'custom' || chosen === 'custom'),
  ).map((profile) => ({ profile, overrides: profile === chosen ? overrides : {} }));
}

/** What the fold of an estate under one profile comes to. */
export async function alternative(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  { signal, licences }: { signal?: AbortSignal; licences?: (answer: FoldAnswer) => number | null } = {},
): Promise<Alternative> {
  const answer = await fold(estate, options, engine, { signal });
  signal?.throwIfAborted();
  const placed = answer.hosts.reduce((n, h) => n + h.guests.length, 0);
  const parts = answer.overhead.parts
    .filter(({ id, value }) => id !== 'work' && id !== 'free' && value !== 0)
    .map(({ id, label, value }) => ({ id, label, value }));
  return {
    profile: options.profile,
    hostCount: answer.hostCount,
    machines: answer.machines,
    lowerBound: answer.lowerBound,
    cost: answer.machines.cost,
    images: (options.profile === 'single-image' ? answer.hostCount : placed) + answer.native.length,
    overhead: { cpu: parts.reduce((sum, { value }) => sum + value, 0), parts },
    binds: bindsOf(answer),
    ...(licences && { licences: licences(answer) }),
    refused: answer.native,
    unplaced: answer.unplaced.length,
    work: options.seconds === undefined ? options.work : null,
  };
}

/** Steps of the first look at each profile: constructions and a first improvement. */
export const FIRST_LOOK = 2;

/** A row of the page, which says by which rules its licences were priced. */
export interface PricedAlternative extends Alternative {
  readonly rules: { readonly name: string; readonly date: string; readonly currency: string };
}

/** Every profile: at first all of them with few steps, so that a whole table is soon in sight, then with those chosen. */
export function alternativesStudy(
  estate: Estate,
  engine: FoldEngine,
  ask: {
    readonly options: FoldOptions;
    /** Rules of licences, the whole document; those that come with the program where none are given. */
    readonly licences?: Readonly<Record<string, unknown>> | undefined;
  },
): PreparedStudy<PricedAlternative> {
  const { options } = ask;
  const works = [...new Set([Math.min(FIRST_LOOK, options.work), options.work])];
  const study = studyOf({
    base: { ...options, exactly: undefined, seconds: undefined },
    axes: [{ settings: works.map((work) => ({ work })) }, { settings: alternativeSettings(options) }],
  });
  const rules = ask.licences ? parseLicenceRules(ask.licences) : usualRules();
  const licensing = new Licensing(rules, estate.guests);
  const licences = (answer: FoldAnswer) => licensing.bill(answer, options.hosts).total;
  const { name, date, currency } = rules;
  return {
    count: caseCount(study),
    line: async (index, signal) => ({
      ...(await alternative(estate, caseAt(study, index).of, engine, { signal, licences })),
      rules: { name, date, currency },
    }),
  };
}
