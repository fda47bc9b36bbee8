import { html, type TemplateResult } from 'lit';
import { dispatchPool } from '../../dispatch/browser';
import type { Intake } from '../../intake/client';
import type { AppState } from '../app/state';
import './counters/counters';
import type { ReadLog } from './counters/log';
import { LogShelf } from './counters/shelf';
import './meter-view';

let intake: Promise<Intake> | null = null;

/** The reader and its worker come with the first log. */
const readLog: ReadLog = async (file, hooks) => {
  intake ??= import('../../intake/browser').then(({ createBrowserIntake }) => createBrowserIntake());
  const onProgress = ({ bytes, total }: { bytes: number; total: number | null }): void =>
    hooks?.onProgress(total ? bytes / total : 0);
  return (await intake).readFile(file.name, file, { keep: 'all processes' }, onProgress, hooks?.signal);
};

/** Stays for as long as the page is open: a look at another view loses no log. */
const shelf = new LogShelf(readLog);

/** The Meter view, over the page's own pool. */
export function render({ scenario, files, unread, problems }: AppState): TemplateResult {
  return html`<hf-meter-view .link=${scenario.meter} .trouble=${problems.link} .dispatcher=${dispatchPool()}>
    <hf-meter-counters
      slot="counters"
      .dispatcher=${dispatchPool()}
      .shelf=${shelf}
      .files=${[...files, ...unread]}
      .mend=${scenario.mend}
      .typed=${scenario.typed}
    ></hf-meter-counters>
  </hf-meter-view>`;
}
