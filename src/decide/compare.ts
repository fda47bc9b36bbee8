import type { FoldEngine } from '../engine/fold-engine';
import type { Estate } from '../estate/estate';
import type { ProfileId } from '../overhead/profiles';
import { PROFILE_IDS } from '../overhead/profiles';
import { fold } from '../placement/fold';
import type { FoldAnswer, MachinesToBuy } from '../placement/answer';
import type { FoldOptions } from '../placement/options';
import { runStudy } from './run-study';
import type { LineOf } from './run-study';
import { studyOf } from './check-study';

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
  /** Processor load besides the servers' own work at the busiest moment, GHz. */
  readonly overhead: { readonly cpu: number };
  /** What its licences come to, where rules were given. */
  readonly licences?: number;
  readonly refused: readonly { readonly guest: string; readonly why: string }[];
  readonly unplaced: number;
}

/** Folds the estate under every profile that stands for a real choice. @returns a row for each, until the signal aborts */
export function compare(
  estate: Estate,
  options: FoldOptions,
  engine: FoldEngine,
  signal?: AbortSignal,
  licences?: (answer: FoldAnswer) => number,
): Promise<Alternative[]> {
  const settings = PROFILE_IDS.filter(
    (profile) => profile !== 'bare' && (profile !== 'custom' || options.profile === 'custom'),
  ).map((profile) => ({
    profile,
    // What a person changed holds for the chosen profile only.
    overrides: profile === options.profile ? options.overrides : {},
  }));
  return runStudy(
    studyOf({ base: { ...options, exactly: undefined }, axes: [{ settings }] }),
    alternative(estate, engine, licences),
    { signal },
  );
}

function alternative(
  estate: Estate,
  engine: FoldEngine,
  licences?: (answer: FoldAnswer) => number,
): LineOf<FoldOptions, Alternative> {
  return async ({ of: options }, signal) => {
    const answer = await fold(estate, options, engine, { signal });
    signal?.throwIfAborted();
    const placed = answer.hosts.reduce((n, h) => n + h.guests.length, 0);
    return {
      profile: options.profile,
      hostCount: answer.hostCount,
      machines: answer.machines,
      lowerBound: answer.lowerBound,
      cost: answer.machines.cost,
      images: (options.profile === 'single-image' ? answer.hostCount : placed) + answer.native.length,
      overhead: {
        cpu: answer.overhead.parts.reduce(
          (s, p) => s + (p.id === 'work' || p.id === 'free' ? 0 : p.value),
          0,
        ),
      },
      ...(licences && { licences: licences(answer) }),
      refused: answer.native,
      unplaced: answer.unplaced.length,
    };
  };
}
