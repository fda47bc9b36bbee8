import type { HostSpec } from '../overhead/host';
import type { OverheadParameters } from '../overhead/parameters';
import type { ProfileId } from '../overhead/profiles';
import type { Ceilings } from '../overhead/reserve';
import type { IoThresholds } from './advice';

/** What counts as a guest's demand. */
export type Policy = 'peak-of-sums' | 'sum-of-p95' | 'sum-of-peaks';

export const POLICIES: readonly { readonly id: Policy; readonly label: string; readonly how: string }[] = [
  {
    id: 'peak-of-sums',
    label: 'peak of sums',
    how: 'Guests are added up slot by slot; the fullest slot counts. Peaks at different times share a host.',
  },
  {
    id: 'sum-of-p95',
    label: '95th percentiles',
    how: "Each guest's 95th percentile (nearest rank), added up as if all came at once.",
  },
  {
    id: 'sum-of-peaks',
    label: 'sum of peaks',
    how: "Each guest's own peak, added up as if all came at once.",
  },
];

/** Everything that a person chooses about a fold, besides the servers. */
export interface FoldOptions {
  readonly profile: ProfileId;
  /** Under which guests that are virtual already were measured, where they do not say; empty: not known. */
  readonly present: ProfileId | '';
  readonly hosts: readonly HostSpec[];
  /** Per cent of each resource that may be filled. */
  readonly ceilings: Ceilings;
  readonly policy: Policy;
  /** Exactly so many hosts, evened; as few as can be where it is not given. */
  readonly exactly?: number | undefined;
  /** Hosts that may fail. */
  readonly failures: number;
  /** Changes to the profile's figures. */
  readonly overrides: Partial<OverheadParameters>;
  readonly thresholds: IoThresholds;
  readonly seed: number;
  /** Kernel steps to search for better plans: the same answer everywhere. */
  readonly work: number;
  /** In place of steps: seconds, and then the answer depends on the machine. */
  readonly seconds?: number | undefined;
}
