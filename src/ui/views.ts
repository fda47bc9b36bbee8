import type { ViewId } from '../scenario/views';
import type { ViewModule } from './app/view';

/** The chunk that draws each view. */
export const CHUNKS: Readonly<Record<ViewId, () => Promise<ViewModule>>> = {
  fold: () => import('./fold/fold-view'),
  decide: () => import('./decide'),
  dispatch: () => import('./dispatch/index'),
  meter: () => import('./meter'),
  paper: () => import('./paper'),
  sheets: () => import('./sheets'),
};
