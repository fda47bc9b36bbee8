import { html, type TemplateResult } from 'lit';
import { dispatchPool } from '../../dispatch/browser';
import type { Intake } from '../../intake/client';
import type { AppState } from '../app/state';
import type { ReadLog } from './counters/log';
import './meter-view';

let intake: Promise<Intake> | null = null;

/** The reader and its worker come with the first log. */
const readLog: ReadLog = async (file) => {
  intake ??= import('../../intake/browser').then(({ createBrowserIntake }) => createBrowserIntake());
  return (await intake).readFile(file.name, file, { keep: 'all processes' });
};

/** The Meter view, over the page's own pool. */
export function render({ scenario, files }: AppState): TemplateResult {
  return html`<hf-meter-view
    .link=${scenario.meter}
    .logs=${files}
    .dispatcher=${dispatchPool()}
    .readLog=${readLog}
  ></hf-meter-view>`;
}
