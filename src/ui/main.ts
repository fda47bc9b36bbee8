import { InputError } from '../estate/finding';
import type { Intake } from '../intake/client';
import { startPlanner } from '../decide/browser';
import './app/app';
import type { App } from './app/app';
import type { Services } from './app/services';
import './page.css';
import { guardScripts } from './trusted';

guardScripts();

let intake: Promise<Intake> | null = null;

/** The reader and its worker are loaded with the first file: the first fold needs neither. */
const reader = (): Promise<Intake> =>
  (intake ??= import('../intake/browser').then(({ createBrowserIntake }) => createBrowserIntake()));

/** A planner that says to each call why there is none: the page is there all the same. */
function plannerOrWhy(): Services['planner'] {
  try {
    return startPlanner();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const refuse = () =>
      Promise.reject(
        new InputError(
          'planner',
          `could not be started (${why}).`,
          'It needs a browser that allows web workers: reload the page, or open it in another browser.',
        ),
      );
    return { load: refuse, plan: refuse, loads: refuse, recheck: refuse };
  }
}

const app = document.createElement('hf-app') as App;
app.services = {
  planner: plannerOrWhy(),
  read: async (file, { signal, onProgress }, options) =>
    (await reader()).readFile(
      file.name,
      file,
      options,
      ({ bytes, total }) => onProgress(total ? bytes / total : 0),
      signal,
    ),
};
document.body.append(app);
void app.updateComplete.then(() => document.getElementById('unstarted')?.remove());
