import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { isMeasured } from '../../dispatch/measured';
import { lazy } from '../../engine/door/lazy';
import { toHash } from '../../scenario/link';
import { DEFAULT_SCENARIO } from '../../scenario/scenario';
import { LAB_VIEWS, VIEWS, type ViewId } from '../../scenario/views';
import {
  ChooseEvent,
  DeedEvent,
  DropFileEvent,
  FactsEvent,
  FilesEvent,
  ReadAgainEvent,
  VisitEvent,
  type Deed,
} from './events';
import { ExplainEvent, FindControlEvent, type Explanation } from '../parts/explanation';
import type { Explainer } from '../parts/explainer';
import { base, controls } from '../parts/styles';
import { turn } from '../parts/turn';
import { noticeStyles } from '../parts/view.styles';
import { CHUNKS } from '../views';
import { wordsOf } from '../text/words-of';
import { readAddress, type Opened } from './address';
import { appStyles } from './app.styles';
import { followAddress } from './follow-address';
import { readKey } from './keys';
import type { KeysHelp } from './keys-help';
import { save } from './save';
import type { Services } from './services';
import { Session } from './session';
import { remembered, remember } from './settings';
import { takeFiles } from './take-files';
import type { ViewElement, ViewModule } from './view';
import type { Trail } from './visit';
import { someOwn } from '../shelf/own-head';
import type { Desk } from '../shelf/desk';
import type { Shelf } from '../shelf/shelf';

/** What stands over the page comes when somebody asks for it. */
const loadExplainer = lazy(() => import('../parts/explainer'));
const loadTrail = lazy(() => import('./trail-bar'));
const loadHelp = lazy(() => import('./keys-help'));
const loadOffline = lazy(() => import('./offline'));
const loadShelf = lazy(() => import('../shelf'));
const loadWelcome = lazy(() => import('../welcome'));

const OPENED_PLAIN = 'The defaults are shown instead; choose anew, or ask for the link once more.';
const NOT_OF_NOW = 'The plan in sight is not of the files and choices of now: nothing of it goes on';

/** The shell: views and their addresses, keys, the clipboard, undo; it wires what components say to the session. */
@customElement('hf-app')
export class App extends LitElement {
  static override styles = [base, controls, noticeStyles, appStyles];

  @property({ attribute: false }) services!: Services;
  @state() private view: ViewModule | null = null;
  @state() private shown = '';
  @state() private over = false;
  @state() private said = '';
  /** What failed and was caught by nobody else. */
  @state() private failure = '';
  /** Where the view in sight was opened from. */
  @state() private trail: Trail | null = null;
  @state() private single = remembered('single keys') !== 'off';
  @query('hf-explainer') private explainer!: Explainer;
  /** Nobody has closed the words for a first visitor. */
  @state() private first = remembered('welcome') === null && this.keeps !== 'on';
  /** What is kept of the work; comes when something is to be kept. */
  @state() private desk: Desk | null = null;
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
  /** The host that was left, to be found again when the fold is in sight. */
  private returning: string | null = null;

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
    window.addEventListener('error', ({ error }) => this.fail(error), { signal });
    window.addEventListener('unhandledrejection', ({ reason }) => this.fail(reason), { signal });
    window.addEventListener('keydown', this.pressed, { signal });
    takeFiles(
      {
        over: (held) => (this.over = held),
        dropped: (files) => void this.take(files),
        pasted: (files) => {
          if (this.viewElement?.takeFiles) this.viewElement.takeFiles(files);
          else void this.take(files);
        },
      },
      signal,
    );
    const hear = <E extends Event>(
      { type }: { readonly type: string; new (...said: never[]): E },
      deed: (event: E) => void,
    ) => this.addEventListener(type, (event) => deed(event as E), { signal });
    hear(ChooseEvent, ({ patch, what, live }) => this.session.choose(patch, what, live));
    hear(FactsEvent, ({ names, patch }) => this.session.edit(names, patch));
    hear(FilesEvent, ({ files }) => void this.take(files));
    hear(DropFileEvent, ({ id }) => this.session.dropFile(id));
    hear(ReadAgainEvent, ({ id, options }) => void this.session.readAgain(id, options));
    hear(DeedEvent, ({ deed }) => this.deed(deed));
    hear(VisitEvent, (event) => void this.visit(event));
    hear(ExplainEvent, ({ explanation, anchor }) => void this.explain(explanation, anchor));
    hear(FindControlEvent, (event) => void this.viewElement?.findControl?.(event));
    this.addEventListener('tour', () => void this.showAround(), { signal });
    followAddress(this.session, hash, signal);
    window.addEventListener('beforeunload', this.leaving, { signal });
    if (this.keeps === 'on') void this.openDesk().then((desk) => desk.begin());
    // Whether to keep a session is asked once there is one, and once only.
    const ask = this.session.listen(() => {
      if (this.session.state.files.length === 0 || this.keeps !== 'not asked') return;
      ask();
      void this.openDesk().then((desk) => desk.ask());
    });
  }

  /** Whether the browser keeps the session; a page from disk shares its storage with others, and keeps none. */
  private get keeps(): 'on' | 'off' | 'not asked' {
    if (location.protocol === 'file:') return 'off';
    const said = remembered('keep session');
    return said === null ? 'not asked' : said === 'on' ? 'on' : 'off';
  }

  private async openDesk(): Promise<Desk> {
    const { Desk } = await loadShelf();
    return (this.desk ??= new Desk(this.session, () => {
      this.requestUpdate();
      for (const part of this.renderRoot.querySelectorAll<LitElement>('hf-shelf, hf-kept'))
        part.requestUpdate();
    }));
  }

  /** Opens the program's own documents, and reads all other files. */
  private async take(files: readonly File[]): Promise<void> {
    const others = (await someOwn(files))
      ? await (await loadShelf()).openDocuments(files, this.session)
      : files;
    if (others.length) await this.session.addFiles(others);
  }

  private leaving = (event: BeforeUnloadEvent): void => {
    if (this.session.unsaved) event.preventDefault();
  };

  private showShelf = async (): Promise<void> => {
    await this.openDesk();
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
    const { view } = this.session.state.scenario;
    if (this.shown === view) return;
    this.shown = view;
    this.failure = '';
    document.title = `Hostfold: ${viewOf(view).question}`;
    void this.load(view);
  }

  /** Fetches what draws a view; the one before stays until it is there. */
  private async load(view: ViewId): Promise<void> {
    const module = await CHUNKS[view]().catch((error: unknown) => {
      throw new Error(`${viewOf(view).label} could not be loaded (${wordsOf(error)})`);
    });
    // The chunk's evaluation and the view's first drawing are a task each.
    await turn();
    if (this.shown === view) this.view = module;
  }

  /**
   * Whatever is thrown and caught by nobody ends here. Before there is an answer, the choices of the link may be to
   * blame: the page opens with the defaults instead. Later, what is there stays, and the person says how to go on.
   */
  private fail(error: unknown): void {
    // A browser's remark about a resize has no error; what was cancelled is none.
    if (!error || (error instanceof DOMException && error.name === 'AbortError')) return;
    const { answer, scenario } = this.session.state;
    const plain = { ...DEFAULT_SCENARIO, view: scenario.view };
    if (answer === null && toHash(scenario) !== toHash(plain)) {
      this.session.adopt(plain, `${wordsOf(error)}. ${OPENED_PLAIN}`);
      this.open();
    } else {
      this.failure = wordsOf(error);
      // A view that never came to be drawn would fail each time.
      if (!this.viewElement) this.view = null;
    }
  }

  /** Draws the view in sight from nothing. */
  private open = (): void => {
    this.view = null;
    this.shown = '';
  };

  private openPlain = (): void => {
    this.session.adopt({ ...DEFAULT_SCENARIO, view: this.session.state.scenario.view }, null);
    this.open();
  };

  override updated(): void {
    if (this.session.state.answer && !this.keptOffline) {
      // After the first answer: until then the network has better to do.
      this.keptOffline = true;
      if (import.meta.env?.PROD)
        void loadOffline().then(({ keepOffline }) => keepOffline(() => (this.newer = true)));
    }
    if (this.returning === null || this.shown !== 'fold' || !this.viewElement?.revealHost) return;
    const host = this.returning;
    this.returning = null;
    void this.viewElement.revealHost(host);
  }

  override render() {
    const { state } = this.session;
    return html`<header>
        <button class="skip" type="button" @click=${this.skip}>Skip to the answer</button>
        <span class="brand">Hostfold</span>
        <nav aria-label="Views">
          ${VIEWS.map(
            (view) =>
              html`<a
                href="#${toHash({ ...state.scenario, view: view.id })}"
                aria-current=${view.id === this.shown ? 'page' : nothing}
                >${view.label}</a
              >`,
          )}
        </nav>
        <div class="tools">
          <span class="said" role="status">${this.said}</span>
          <button
            class="quiet"
            type="button"
            aria-label="Undo"
            ?disabled=${state.undo === null}
            title=${state.undo === null ? 'Nothing to undo' : `Undo: ${state.undo}`}
            @click=${() => this.session.undo()}
          >
            ↶<span class="wide-only"> Undo</span>
          </button>
          <button
            class="quiet"
            type="button"
            aria-label="Redo"
            ?disabled=${state.redo === null}
            title=${state.redo === null ? 'Nothing to redo' : `Redo: ${state.redo}`}
            @click=${() => this.session.redo()}
          >
            ↷<span class="wide-only"> Redo</span>
          </button>
          <button
            class="quiet"
            type="button"
            title="Copy a link to these choices; data is not in it"
            @click=${this.share}
          >
            Copy link
          </button>
          <button
            class="quiet"
            type="button"
            title="Save and open scenarios, keep the session, compare"
            @click=${this.showShelf}
          >
            Scenarios
          </button>
          <button
            class="quiet"
            type="button"
            aria-label="Keys and privacy"
            title="Keys and privacy"
            @click=${this.showHelp}
          >
            ?
          </button>
        </div>
      </header>
      ${this.from()}
      ${
        this.failure
          ? html`<p class="notice bad" role="alert">
              <span>Something on this page failed: ${this.failure}. What you chose and read is kept.</span>
              <button class="button" type="button" @click=${this.open}>Try again</button>
              <button class="button" type="button" @click=${this.openPlain}>Open with the defaults</button>
            </p>`
          : nothing
      }
      ${this.desk ? html`<hf-kept .desk=${this.desk}></hf-kept>` : nothing}
      ${
        this.newer
          ? html`<p class="notice" role="status">
              A new version of this page waits: it is taken up once every tab of this one is closed.
            </p>`
          : nothing
      }
      ${this.welcome()}
      <main id="main" tabindex="-1">${this.view ? this.view.render(state, this.session) : nothing}</main>
      ${this.over ? html`<div class="over"></div>` : nothing}
      ${this.desk ? html`<hf-shelf .desk=${this.desk} .state=${state}></hf-shelf>` : nothing}
      <hf-explainer></hf-explainer>
      <hf-keys-help .single=${this.single} @single-keys=${this.switchKeys}></hf-keys-help>`;
  }

  /** What this is, for who comes for the first time; its room is held until it is there. */
  private welcome() {
    const { scenario, answer } = this.session.state;
    if (!this.first || this.shown !== 'fold' || !scenario.sample) return nothing;
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
    const words = this.contextWords();
    if (words === null) return nothing;
    void loadTrail();
    return html`<hf-trail .words=${words} .keys=${this.single} @back=${this.back}></hf-trail>`;
  }

  /** Null where the view shows nothing that came from the fold. */
  private contextWords(): string | null {
    const { scenario } = this.session.state;
    const view = LAB_VIEWS.find((each) => each === scenario.view);
    if (!view || !isMeasured(scenario[view])) return null;
    if (this.trail?.to !== view) return 'Of a host of the fold at one moment; lengths of bursts are assumed.';
    return this.trail.link === scenario[view] ? this.trail.words : `${this.trail.words} Changed since.`;
  }

  /** Carries a host, or a guest on it, into another view. */
  private async visit(event: VisitEvent): Promise<void> {
    if (this.session.state.stale) {
      this.tell(NOT_OF_NOW);
      return;
    }
    const { visit } = await import('./visit');
    const trail = visit(event, this.session.state);
    if (!trail) {
      this.tell('The plan says nothing of its processors at that moment');
      return;
    }
    this.trail = trail;
    // The browser's own way back leads to the fold, too.
    history.pushState(history.state, '', location.href);
    this.session.choose({ [event.to]: trail.link }, `${trail.host} in ${event.to}`);
    this.session.show(event.to);
    window.scrollTo({ top: 0 });
  }

  private back = (): void => {
    if (this.contextWords() === null) return;
    const host = this.trail?.host;
    this.session.show('fold');
    if (host) this.returning = host;
  };

  private deed(deed: Deed): void {
    switch (deed) {
      case 'cancel':
        this.session.cancel();
        break;
      case 'read on':
      case 'leave the rest':
        this.session.readOn(deed === 'read on');
        break;
      case 'sample':
        this.session.useSample();
        break;
      case 'csv':
      case 'json':
      case 'proof':
        void this.download(deed);
        break;
    }
  }

  /** What the plan in sight was made from. */
  private get origin() {
    const { scenario, files } = this.session.state;
    return { scenario, files: files.map(({ name, bytes }) => ({ name, bytes })) };
  }

  private async download(kind: 'csv' | 'json' | 'proof'): Promise<void> {
    const { answer, stale } = this.session.state;
    if (!answer) return;
    if (stale) {
      this.tell(NOT_OF_NOW);
      return;
    }
    if (kind === 'csv') {
      const { planToCsv } = await import('../../report/csv');
      save('hostfold-plan.csv', 'text/csv', planToCsv(answer, this.origin));
    } else {
      const { planToJson, proofToJson } = await import('../../report/json');
      const text = kind === 'json' ? planToJson(answer, this.origin) : proofToJson(answer);
      save(kind === 'json' ? 'hostfold-plan.json' : 'hostfold-proof.json', 'application/json', text);
    }
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
    this.said = what;
    setTimeout(() => (this.said = ''), 4000);
  }

  private pressed = (event: KeyboardEvent): void => {
    const deed = readKey(event, this.single);
    if (!deed) return;
    if (deed.do === 'cancel') {
      if (this.session.cancel() || this.viewElement?.cancel?.()) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (deed.do === 'view') {
      const view = VIEWS[deed.index];
      if (view) location.hash = toHash({ ...this.session.state.scenario, view: view.id });
    } else if (deed.do === 'search') this.viewElement?.focusSearch?.();
    else if (deed.do === 'help') void this.showHelp();
    else if (deed.do === 'back') this.back();
    else this.session[deed.do]();
  };

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

const viewOf = (view: ViewId) => VIEWS.find(({ id }) => id === view)!;
