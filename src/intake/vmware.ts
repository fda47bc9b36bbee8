import type { PlatformId } from '../estate/platforms';

/** vSphere 4 was sold from the middle of 2009, and most hosts had nested paging soon after. */
const NESTED_PAGING = Date.UTC(2010, 0);

/** Which of VMware's platforms a log of that time comes from: it names the maker, not the version. */
export function vmwareAt(times: ArrayLike<number>): PlatformId {
  return times.length > 0 && times[0] < NESTED_PAGING ? 'esx3' : 'vsphere8';
}
