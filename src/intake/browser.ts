import type { Intake } from './client';
import { createIntake } from './client';
import IntakeWorker from './worker?worker&inline';

/** Reading in the page: off the main thread, in a worker that is made when the first file comes. */
export function createBrowserIntake(): Intake {
  return createIntake(() => new IntakeWorker());
}
