import { clearPlaces, m, place, scatter } from './basis';
import { addFactor, clearFactors, eliminate, isOpen, steps } from './factors';
import { columns } from './patterns';
import { order, orderRow, rowCount, sequenceBasis, startSequence } from './sequence';
import { clearUpdates } from './updates';
import { spend } from './work';
import { at32, at64, take64 } from '../words';

/**
 * Factors the basis anew, one column a step. A column that has nothing left on any open row (a singular basis, by
 * rounding) is left out, and at the end a surplus takes its place on each row that stayed open.
 */

let column: usize = 0;
let next: i32 = 0;
/** Whether this is under way. */
export let reinverting: bool = false;

/** Makes room; `entryRoom` is the most entries that the columns of a basis can have. */
export function startReinvert(entryRoom: i32): void {
  startSequence(entryRoom);
  column = take64(m);
  reinverting = false;
}

/** Begins to factor the present basis. */
export function beginReinvert(): void {
  sequenceBasis();
  clearFactors();
  clearUpdates();
  clearPlaces(columns);
  next = 0;
  reinverting = true;
}

/** Takes the next column. */
export function reinvertStep(): void {
  const v = at32(order, next);
  memory.fill(column, 0, (<usize>m) << 3);
  scatter(v, column);
  eliminate(column);
  const wanted = at32(orderRow, next);
  const r = wanted >= 0 && isOpen(wanted) ? wanted : bestRow();
  next++;
  if (r >= 0) {
    addFactor(column, r);
    place(v, r);
  }
  if (next < m) return;
  for (let i = 0; i < m && steps < m; i++) {
    if (!isOpen(i)) continue;
    memory.fill(column, 0, (<usize>m) << 3);
    scatter(i, column);
    eliminate(column);
    addFactor(column, i);
    place(i, i);
  }
  reinverting = false;
}

/** Of the open rows on which the column is not small, the one that fewest columns hold. */
function bestRow(): i32 {
  let most = 1e-7;
  for (let i = 0; i < m; i++) if (isOpen(i)) most = max(most, Math.abs(at64(column, i)));
  let at = -1;
  let fewest = i32.MAX_VALUE;
  for (let i = 0; i < m; i++) {
    if (Math.abs(at64(column, i)) < 0.1 * most || !isOpen(i)) continue;
    const count = at32(rowCount, i);
    if (count < fewest) {
      fewest = count;
      at = i;
    }
  }
  spend(2 * m);
  return most > 1e-7 ? at : -1;
}
