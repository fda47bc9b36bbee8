import { html, type TemplateResult } from 'lit';
import { dispatchPool } from '../../dispatch/browser';
import { readPicked } from '../app/reader';
import type { AppState } from '../app/state';
import './counters/counters';
import type { ReadLog } from './counters/log';
import { LogShelf } from './counters/shelf';
import './meter-view';

/** A log is read with all its processes. */
const readLog: ReadLog = (file, hooks) => readPicked(file, hooks, { keep: 'all processes' });

/** Stays for as long as the page is open: a look at another view loses no log. */
const shelf = new LogShelf(readLog);

/** The Meter view, over the page's own pool. */
export function render({ scenario, files, unread, problems }: AppState): TemplateResult {
  return html`<hf-meter-view
    .link=${scenario.meter}
    .trouble=${problems.link}
    .dispatcher=${dispatchPool()}
    ?logs=${files.length > 0}
  >
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
