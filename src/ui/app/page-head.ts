import { html, nothing } from 'lit';
import { toHash } from '../../scenario/link';
import { VIEWS } from '../../scenario/views';
import type { AppState } from './state';

/** What the head of the page is drawn from, and what its buttons do. */
interface Head {
  readonly state: AppState;
  /** The view in sight. */
  readonly shown: string;
  /** What was done a moment ago. */
  readonly said: string;
  skip(): void;
  undo(): void;
  redo(): void;
  share(): void;
  shelf(): void;
  help(): void;
}

/** The name, the views, and what can be done in each of them. */
export function pageHead({ state, shown, said, ...does }: Head) {
  return html`<header>
    <button class="skip" type="button" @click=${does.skip}>Skip to the answer</button>
    <span class="brand">Hostfold</span>
    <nav aria-label="Views">
      ${VIEWS.map(
        (view) =>
          html`<a
            href="#${toHash({ ...state.scenario, view: view.id })}"
            aria-current=${view.id === shown ? 'page' : nothing}
            >${view.label}</a
          >`,
      )}
    </nav>
    <div class="tools">
      <span class="said" role="status">${said}</span>
      ${step('↶', 'Undo', state.undo, does.undo)} ${step('↷', 'Redo', state.redo, does.redo)}
      <button
        class="quiet"
        type="button"
        title="Copy a link to these choices; data is not in it"
        @click=${does.share}
      >
        Copy link
      </button>
      <button
        class="quiet"
        type="button"
        title="Save and open scenarios, keep the session, compare"
        @click=${does.shelf}
      >
        Scenarios
      </button>
      <button
        class="quiet"
        type="button"
        aria-label="Keys and privacy"
        title="Keys and privacy"
        @click=${does.help}
      >
        ?
      </button>
    </div>
  </header>`;
}

/** @param what would be taken back or brought again; null: nothing */
const step = (arrow: string, label: string, what: string | null, go: () => void) =>
  html`<button
    class="quiet"
    type="button"
    aria-label=${label}
    ?disabled=${what === null}
    title=${what === null ? `Nothing to ${label.toLowerCase()}` : `${label}: ${what}`}
    @click=${go}
  >
    ${arrow}<span class="wide-only"> ${label}</span>
  </button>`;
