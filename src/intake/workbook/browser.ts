import { workerLine } from '../../engine/door/line';
import type { Intake } from '../client';
import { createIntake } from '../client';
import WorkbookWorker from './worker?worker&inline';

/** Five minutes, in beats: a workbook is unpacked and parsed in one go, and one of 100 MB may be. */
const PATIENCE = 600;

/** Reading workbooks in the page: a worker of its own, fetched and made when the first workbook comes. */
export function createWorkbookIntake(): Intake {
  return createIntake(() => workerLine(new WorkbookWorker()), { patience: PATIENCE });
}
