import type { ViewId } from '../../scenario/views';
import { Tour } from './tour';
import './welcome';

/** Leads through the views, from the first stop. @param show brings a view into sight */
export function startTour(root: ParentNode, show: (view: ViewId) => void): void {
  root.querySelector('hf-tour')?.remove();
  const tour = new Tour();
  tour.show = show;
  root.append(tour);
}
