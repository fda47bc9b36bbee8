import type { Intake } from '../client';
import { createIntake } from '../client';
import WorkbookWorker from './worker?worker&inline';

/** Reading workbooks in the page: a worker of its own, fetched and made when the first workbook comes. */
export function createWorkbookIntake(): Intake {
  return createIntake(() => new WorkbookWorker());
}
