import { lazy } from '../engine/door/lazy';
import { workerLine } from '../engine/door/line';
import { isPacked } from './archive/signatures';
import type { Intake } from './client';
import { createIntake } from './client';
import type { IntakeData } from './options';
import IntakeWorker from './worker?worker&inline';

/**
 * Reading in the page: off the main thread, in a worker that is made when the first file comes. Workbooks and archives have
 * another worker, behind a chunk of its own: most people never need it, and an inlined worker cannot load parts of itself.
 */
export function createBrowserIntake(): Intake {
  const text = createIntake(() => workerLine(new IntakeWorker()));
  let opened: Intake | null = null;
  const workbooks = lazy(async () => {
    const { createWorkbookIntake } = await import('./workbook/browser');
    return (opened = createWorkbookIntake());
  });
  return {
    async readFile(name, data, options, onProgress, signal) {
      const intake = (await isUnfolded(data)) ? await workbooks() : text;
      return intake.readFile(name, data, options, onProgress, signal);
    },
    readText: text.readText,
    end() {
      text.end();
      opened?.end();
    },
  };
}

async function isUnfolded(data: IntakeData): Promise<boolean> {
  if (!(data instanceof Blob)) return false;
  return isPacked(new Uint8Array(await data.slice(0, 4).arrayBuffer()));
}
