import { lazy } from '../../engine/door/lazy';
import type { CoverageDialog } from './coverage/coverage-map';
import type { CoverageAsked } from '../app/view';

/** Parts of the view that come when they are wanted. */
export const loadMix = lazy(() => import('./answer/mix'));
export const loadInventory = lazy(() =>
  Promise.all([import('./answer/assumed-use'), import('./answer/todays-hosts'), import('./moves/moves')]),
);
/** What stands around the first answer comes after it: nobody waits for more than that. */
export const loadAround = lazy(() =>
  Promise.all([
    import('./answer/basis'),
    import('./answer/even'),
    import('./answer/course'),
    import('./answer/notes'),
    import('./answer/overhead'),
    import('./answer/policies'),
    import('./guests/guest-table'),
    import('./hosts/host-card'),
    import('./paper'),
  ]),
);
export const loadRefusal = lazy(() => Promise.all([import('./answer/refusal'), loadAround()]));

const loadCoverage = lazy(() => import('./coverage/coverage-map'));

/** Opens the map of which server was measured when, in a dialog of its own that stays where it was put. */
export async function showCoverage(
  root: HTMLElement | DocumentFragment,
  ask: CoverageAsked | null,
): Promise<void> {
  if (!ask) return;
  await loadCoverage();
  let dialog = root.querySelector<CoverageDialog>('hf-coverage');
  if (!dialog) root.append((dialog = document.createElement('hf-coverage') as CoverageDialog));
  await dialog.show(ask);
}
