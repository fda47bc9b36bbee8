import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { lazy } from '../../engine/door/lazy';
import { toHash } from '../../scenario/link';
import { DEFAULT_SCENARIO } from '../../scenario/scenario';
import { VIEWS } from '../../scenario/views';
import type { Deed, DeedEvent, FilesEvent, VisitEvent } from './events';
import type { ExplainEvent, Explanation, FindControlEvent } from '../parts/explanation';
import type { Explainer } from '../parts/explainer';
import { base, controls } from '../parts/styles';
import { noticeStyles } from '../parts/view.styles';
import { readAddress, type Opened } from './address';
import { appStyles } from './app.styles';
import { followAddress } from './follow-address';
import { followedFromItsTop, fromItsTop } from './from-its-top';
import { hearParts } from './hear';
import { Keeping, keepsSession } from './keeping';
import { readKey } from './keys';
import type { KeysHelp } from './keys-help';
import { pageHead } from './page-head';
import { savePlan } from './plan-files';
import type { Services } from './services';
import { Session } from './session';
import { remembered, remember } from './settings';
import { takeFiles } from './take-files';
import { Stage, OPENED_PLAIN } from './stage';
import type { ViewElement } from './view';
import { NOT_OF_NOW, Visits } from './visits';
import type { Shelf } from '../shelf/shelf';

/** What stands over the page comes when somebody asks for it. */
const loadExplainer = lazy(() => import('../parts/explainer'));
const loadTrail = lazy(() => import('./trail-bar'));
const loadHelp = lazy(() => import('./keys-help'));
const loadOffline = lazy(() => import('./offline'));
const loadByKey = lazy(() => import('./by-key'));
const loadWelcome = lazy(() => import('../welcome'));

/** The shell: views and their addresses, keys, the clipboard, undo; it wires what components say to the session. */
@customElement('hf-app')
export class App extends LitElement {
  static override styles = [base, controls, noticeStyles, appStyles];

  @property({ attribute: false }) services!: Services;
  @state() private over = false;
  @state() private said = '';
  /** The timer that ends what is said. */
  private silence = 0;
  @state() private single = remembered('single keys') !== 'off';
  @query('hf-explainer') private explainer!: Explainer;
  /** Nobody has closed the words for a first visitor. */
  @state() private first = remembered('welcome') === null && keepsSession() !== 'on';
  /** A new version of the page waits. */
  @state() private newer = false;
  private keptOffline = false;
  @query('hf-shelf') private shelf!: Shelf;
  @query('hf-keys-help') private help!: KeysHelp;
  @query('main') private main!: HTMLElement;

  session!: Session;
  private leave = new AbortController();
  /** There is nothing to draw before the choices of the address are read. */
  private opening: Promise<void> | undefined;
  private readonly stage = new Stage(
    this,
    () => this.session,
    () => this.viewElement !== null,
  );
  private readonly visits = new Visits(
    this,
    () => this.session,
    (what) => this.tell(what),
  );
  private readonly keeping = new Keeping(this, () => this.session);

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    const { signal } = this.leave;
    const hash = location.hash;
    const begin = (opened: Opened): void => {
      this.session ??= firstSession(this.services, opened);
      if (!signal.aborted) this.begin(hash, signal);
    };
    const opened = readAddress(hash);
    if (opened instanceof Promise) this.opening = opened.then(begin);
    else begin(opened);
  }

  protected override async scheduleUpdate(): Promise<void> {
    await this.opening;
    await super.scheduleUpdate();
  }

  /** Listens to the session and the page. @param hash the address that was read */
  private begin(hash: string, signal: AbortSignal): void {
    const unheard = this.session.listen(() => this.requestUpdate());
    signal.addEventListener('abort', unheard, { once: true });
    window.addEventListener('error', ({ error }) => this.stage.fail(error), { signal });
    window.addEventListener('unhandledrejection', ({ reason }) => this.stage.fail(reason), { signal });
    window.addEventListener('keydown', this.pressed, { signal });
    takeFiles(
      {
        over: (held) => (this.over = held),
        dropped: (files) => void this.keeping.take(files),
        pasted: (files) => {
          if (this.viewElement?.takeFiles) this.viewElement.takeFiles(files);
          else void this.keeping.take(files);
        },
      },
      signal,
    );
    const heard = {
      files: ({ files }: FilesEvent) => void this.keeping.take(files),
      deed: ({ deed }: DeedEvent) => this.deed(deed),
      visit: (event: VisitEvent) => void this.visits.go(event),
      explain: ({ explanation, anchor }: ExplainEvent) => void this.explain(explanation, anchor),
      find: (event: FindControlEvent) => void this.viewElement?.findControl?.(event),
    };
    hearParts(this, this.session, heard, signal);
    this.addEventListener('click', followedFromItsTop, { signal });
    this.addEventListener('tour', () => void this.showAround(), { signal });
    followAddress(this.session, hash, signal);
    this.keeping.begin(signal);
  }

  private showShelf = async (): Promise<void> => {
    await this.keeping.open();
    await this.updateComplete;
    this.shelf.show();
  };

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.leave.abort();
  }

  private get viewElement(): ViewElement | null {
    return this.main?.firstElementChild as ViewElement | null;
  }

  override willUpdate(): void {
    this.stage.follow();
  }

  override updated(): void {
    if (this.session.state.answer && !this.keptOffline) {
      // After the first answer: until then the network has better to do.
      this.keptOffline = true;
      if (import.meta.env?.PROD)
        void loadOffline().then(({ keepOffline }) => keepOffline(() => (this.newer = true)));
    }
    if (this.stage.shown !== 'fold' || !this.viewElement?.revealHost) return;
    const host = this.visits.returned();
    if (host !== null) void this.viewElement.revealHost(host);
  }

  override render() {
    const { state } = this.session;
    const { desk } = this.keeping;
    const { view } = this.stage;
    return html`${pageHead({
        state,
        shown: this.stage.shown,
        said: this.said,
        skip: this.skip,
        undo: () => this.session.undo(),
        redo: () => this.session.redo(),
        share: this.share,
        shelf: this.showShelf,
        help: this.showHelp,
      })}
      ${this.from()}
      ${
        this.stage.failure
          ? html`<p class="notice bad" role="alert">
              <span
                >Something on this page failed: ${this.stage.failure}. What you chose and read is kept.</span
              >
              <button class="button" type="button" @click=${this.stage.open}>Try again</button>
              <button class="button" type="button" @click=${this.stage.openPlain}>
                Open with the defaults
              </button>
            </p>`
          : nothing
      }
      ${desk ? html`<hf-kept .desk=${desk}></hf-kept>` : nothing}
      ${
        this.newer
          ? html`<p class="notice" role="status">
              A new version of this page waits: it is taken up once every tab of this one is closed.
            </p>`
          : nothing
      }
      ${this.welcome()}
      <main id="main" tabindex="-1">${view ? view.render(state, this.session) : nothing}</main>
      ${this.over ? html`<div class="over"></div>` : nothing}
      ${desk ? html`<hf-shelf .desk=${desk} .state=${state}></hf-shelf>` : nothing}
      <hf-explainer></hf-explainer>
      <hf-keys-help .single=${this.single} @single-keys=${this.switchKeys}></hf-keys-help>`;
  }

  /** What this is, for who comes for the first time; its room is held until it is there. */
  private welcome() {
    const { scenario, answer } = this.session.state;
    if (!this.first || this.stage.shown !== 'fold' || !scenario.sample) return nothing;
    if (answer) void loadWelcome();
    return html`<hf-welcome
      .scenario=${scenario}
      ?remembers=${location.protocol !== 'file:'}
      @welcomed=${({ detail }: CustomEvent<boolean>) => {
        this.first = false;
        if (detail) remember('welcome', 'closed');
      }}
    ></hf-welcome>`;
  }

  private async showAround(): Promise<void> {
    const { startTour } = await loadWelcome();
    startTour(this.renderRoot, (view) => this.session.show(view));
  }

  /** Where the view's context came from, and the way back. */
  private from() {
    const { words } = this.visits;
    if (words === null) return nothing;
    void loadTrail();
    return html`<hf-trail .words=${words} .keys=${this.single} @back=${this.visits.back}></hf-trail>`;
  }

  private deed(deed: Deed): void {
    if (deed === 'cancel') this.session.cancel();
    else if (deed === 'read on' || deed === 'leave the rest') this.session.readOn(deed === 'read on');
    else if (deed === 'sample') this.session.useSample();
    else void this.download(deed);
  }

  private async download(kind: 'csv' | 'json' | 'proof'): Promise<void> {
    const { answer, stale, scenario, files } = this.session.state;
    if (!answer) return;
    if (stale) {
      this.tell(NOT_OF_NOW);
      return;
    }
    await savePlan(kind, answer, { scenario, files });
  }

  private share = async (): Promise<void> => {
    const own = !this.session.state.scenario.sample;
    try {
      await navigator.clipboard.writeText(location.href);
      this.tell(own ? 'Link copied: choices, not data' : 'Link copied');
    } catch {
      this.tell('The address bar holds the link');
    }
  };

  private tell(what: string): void {
    clearTimeout(this.silence);
    this.said = what;
    this.silence = window.setTimeout(() => (this.said = ''), 4000);
  }

  private pressed = (event: KeyboardEvent): void => {
    const deed = readKey(event, this.single);
    if (!deed) return;
    if (deed.do === 'cancel') {
      if (this.session.cancel() || this.viewElement?.cancel?.()) event.preventDefault();
      return;
    }
    // Before anything is folded there is nothing to save, and the key stays the browser's.
    if (deed.do === 'save' && !this.session.state.answer) return;
    event.preventDefault();
    if (deed.do === 'save' || deed.do === 'open') void this.file(deed.do, event.composedPath()[0]);
    else if (deed.do === 'view') {
      const view = VIEWS[deed.index];
      if (!view) return;
      const hash = `#${toHash({ ...this.session.state.scenario, view: view.id })}`;
      fromItsTop(hash);
      location.hash = hash;
    } else if (deed.do === 'search') this.viewElement?.focusSearch?.();
    else if (deed.do === 'help') void this.showHelp();
    else if (deed.do === 'back') this.visits.back();
    else this.session[deed.do]();
  };

  private async file(deed: 'save' | 'open', from: EventTarget | undefined): Promise<void> {
    const { saveByKey, openByKey } = await loadByKey();
    if (deed === 'open') openByKey(this.keeping);
    else this.tell(await saveByKey(this.keeping, from));
  }

  private async explain(explanation: Explanation, anchor: HTMLElement): Promise<void> {
    await loadExplainer();
    await this.explainer.show(explanation, anchor);
  }

  private showHelp = async (): Promise<void> => {
    await loadHelp();
    await this.help.updateComplete;
    this.help.show();
  };

  private skip = (): void => {
    this.main.focus();
  };

  private switchKeys = (event: CustomEvent<boolean>): void => {
    this.single = event.detail;
    remember('single keys', event.detail ? 'on' : 'off');
  };
}

function firstSession(services: Services, { scenario, problem }: Opened): Session {
  return scenario
    ? new Session(services, scenario, problem)
    : new Session(services, DEFAULT_SCENARIO, `${problem} ${OPENED_PLAIN}`);
}
