import { html, nothing } from 'lit';
import { PLATFORMS } from '../../../estate/platforms';
import { DeedEvent, type Deed } from '../../app/events';
import type { AppState } from '../../app/state';
import type { LoadsOf } from '../../app/view';
import { count } from '../../text/format';
import { leftOut } from '../answer/left-out';
import type { NoteLine } from '../answer/notes';
import type { Following } from '../following';
import { ofKinds } from './kinds';

/** What the hosts are drawn from. */
interface Drawn {
  readonly state: AppState;
  readonly loads: LoadsOf;
  readonly following: Following;
  /** Hosts that are drawn at most. */
  readonly most: number;
  more(): void;
}

/** Every host of the plan as a card, the ways to save it, and what is to be said of servers. */
export function hostsColumn(drawn: Drawn) {
  const { answer, stale, problems } = drawn.state;
  if (!answer) return nothing;
  const refused = (problems.fold ?? problems.slot) !== null;
  // Of other files nothing stands under a refusal; of other choices the plan stays, dimmed, to compare with.
  if (refused && stale !== 'choices') return nothing;
  const { ignored, advice, findings } = answer;
  const unplaced = answer.unplaced.map(toLine);
  const native = answer.native.map(toLine);
  return html`${refused ? html`<p class="notice">Dimmed is the plan of the choices before.</p>` : nothing}
    <div class=${stale ? 'stale' : ''}>
      ${answer.hosts.length ? cards(drawn) : nothing}
      ${ignored.length ? html`<p class="left-out">Left out of the fold: ${leftOut(ignored)}.</p>` : nothing}
      <div class="notes">
        <hf-reasons ?hidden=${unplaced.length === 0} heading="No room" .lines=${unplaced}></hf-reasons>
        <hf-reasons ?hidden=${native.length === 0} heading="Kept native" .lines=${native}></hf-reasons>
        <hf-advice ?hidden=${advice.length === 0} .advice=${advice}></hf-advice>
        <hf-findings ?hidden=${findings.length === 0} .findings=${findings}></hf-findings>
      </div>
    </div>`;
}

function cards({ state, loads, following, most, more }: Drawn) {
  const { stale } = state;
  const { hosts, resources, grid, profile } = state.answer!;
  const kinds = ofKinds(state);
  const save = (deed: Deed, words: string) =>
    html`<button
      class="button"
      type="button"
      ?disabled=${stale !== null}
      @click=${({ target }: Event) => target?.dispatchEvent(new DeedEvent(deed))}
    >
      ${words}
    </button>`;
  return html`<div class="head">
      <h2>${PLATFORMS[profile].oneEach ? 'Machines' : 'Hosts'}</h2>
      ${save('csv', 'Plan as CSV')} ${save('json', 'as JSON')}
    </div>
    <div class="grid">
      ${hosts
        .slice(0, most)
        .map(
          (host) =>
            html`<hf-host
              .host=${host}
              .grid=${grid}
              ?kinds=${kinds}
              .resources=${resources}
              .loadsOf=${loads}
              .followed=${following.among(host.guests)}
              ?stays=${following.stays}
            ></hf-host>`,
        )}
    </div>
    ${
      hosts.length > most
        ? html`<button class="button more-hosts" type="button" @click=${more}>
            Show more of ${count(hosts.length)} hosts
          </button>`
        : nothing
    }`;
}

const toLine = ({ guest, why }: { guest: string; why: string }): NoteLine => ({ guest, text: why });
