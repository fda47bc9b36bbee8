import { workerLine } from '../engine/door/line';
import { StudyPool } from './studies';
import StudyWorker from './study-worker?worker&inline';

/** Workers beyond this many would hold more copies of the estate than they save time. */
const MOST = 6;

let shared: StudyPool | undefined;

/** The page's pool for studies: as many workers as processors, inlined into the page, started when one is asked for. */
export function studyPool(): StudyPool {
  return (shared ??= new StudyPool(
    () => workerLine(new StudyWorker()),
    Math.min(MOST, navigator.hardwareConcurrency || 2),
  ));
}
