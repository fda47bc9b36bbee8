import { PLATFORMS } from '../../../estate/platforms';
import type { AppState } from '../../app/state';

/** Whether hosts are of several kinds, so that each says which. */
export function ofKinds({ answer, scenario }: Pick<AppState, 'answer' | 'scenario'>): boolean {
  if (!answer || PLATFORMS[answer.profile].oneEach || answer.hosts.length === 0) return false;
  return scenario.hosts.length > 1 || answer.hosts.some((h) => h.kind.name !== answer.hosts[0].kind.name);
}
