import { lazy } from '../../engine/door/lazy';

/** Parts of the view that come when they are wanted. */
export const loadMix = lazy(() => import('./answer/mix'));
export const loadInventory = lazy(() =>
  Promise.all([import('./answer/assumed-use'), import('./answer/todays-hosts')]),
);
/** What stands around the first answer comes after it: nobody waits for more than that. */
export const loadAround = lazy(() =>
  Promise.all([
    import('./answer/basis'),
    import('./answer/course'),
    import('./answer/notes'),
    import('./answer/overhead'),
    import('./answer/policies'),
    import('./guests/guest-table'),
  ]),
);
export const loadRefusal = lazy(() => Promise.all([import('./answer/refusal'), loadAround()]));
