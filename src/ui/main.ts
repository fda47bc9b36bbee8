import { startPlanner } from '../decide/browser';
import './app/app';
import type { App } from './app/app';
import { readPicked } from './app/reader';
import './page.css';
import { guardScripts } from './trusted';

guardScripts();

const app = document.createElement('hf-app') as App;
app.services = {
  planner: startPlanner(),
  read: readPicked,
  risk: async (...asked) => (await import('../decide/risk-browser')).riskInWorker(...asked),
};
document.body.append(app);
// Another page may hand a file over: what hears it comes with the first that asks.
addEventListener('message', ({ data, source, origin }) => {
  if (data === 'PING' || data?.hostfold)
    void import('./app/handshake').then((it) => it.hearWindow({ data, source, origin }, app));
});
void app.updateComplete.then(() => document.getElementById('unstarted')?.remove());
