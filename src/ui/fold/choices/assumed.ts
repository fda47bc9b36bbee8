import { PLATFORMS } from '../../../estate/platforms';
import { usualFor, type Scenario } from '../../../scenario/scenario';
import { hostWords } from './host-words';

/** What nobody chose of a fold of a person's own servers, and is taken as usual: in words. */
export function assumedOf(s: Scenario): string[] {
  if (s.sample) return [];
  const { profile, hosts } = usualFor(s);
  return [
    s.profile === profile ? PLATFORMS[profile].label : '',
    JSON.stringify(s.hosts) === JSON.stringify(hosts) ? `hosts of ${hostWords(hosts[0])}` : '',
  ].filter(Boolean);
}
