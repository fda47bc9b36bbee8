import type { Intake } from '../intake/client';
import { startPlanner } from '../decide/browser';
import './app/app';
import type { App } from './app/app';
import './page.css';

let intake: Promise<Intake> | null = null;

/** The reader and its worker are loaded with the first file: the first fold needs neither. */
const reader = (): Promise<Intake> =>
  (intake ??= import('../intake/browser').then(({ createBrowserIntake }) => createBrowserIntake()));

const app = document.createElement('hf-app') as App;
app.services = {
  planner: startPlanner(),
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
