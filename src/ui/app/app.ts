import { LitElement, html, nothing } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { isMeasured } from '../../dispatch/link';
import { fromHash, toHash } from '../../scenario/codec';
import { VIEWS } from '../../scenario/views';
import type { Finding } from '../../estate/finding';
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
import { ExplainEvent, FindControlEvent } from '../parts/explanation';
import '../parts/explainer';
import type { Explainer } from '../parts/explainer';
import { base, controls } from '../parts/styles';
import { turn } from '../parts/turn';
import { CHUNKS } from '../views';
import { appStyles } from './app.styles';
import { isTyping, readKey } from './keys';
import './keys-help';
import type { KeysHelp } from './keys-help';
import { save } from './save';
import type { Services } from './services';
import { Session } from './session';
import { remembered, remember } from './settings';
import './trail-bar';
import type { ViewElement, ViewModule } from './view';
import type { Trail } from './visit';

/** Least time between two changes of the address, ms. */
const ADDRESS_MS = 150;

/** The shell: views and their addresses, keys, the clipboard, undo; it wires what components say to the session. */
@customElement('hf-app')
export class App extends LitElement {
  static override styles = [base, controls, appStyles];

  @property({ attribute: false }) services!: Services;
  @state() private view: ViewModule | null = null;
  @state() private shown = '';
  @state() private over = false;
  @state() private said = '';
  /** Where the view in sight was opened from. */
  @state() private trail: Trail | null = null;
  @state() private single = remembered('single keys') !== 'off';
  @query('hf-explainer') private explainer!: Explainer;
  @query('hf-keys-help') private help!: KeysHelp;
  @query('main') private main!: HTMLElement;

  session!: Session;
  private stop: (() => void) | null = null;
  private leave = new AbortController();
  /** The address as it was last read or written. */
  private seen = '';
  /** The host that was left, to be found again when the fold is in sight. */
  private returning: string | null = null;
  private addressed: ReturnType<typeof setTimeout> | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.leave = new AbortController();
    const { signal } = this.leave;
    this.seen = location.hash;
    const { scenario, findings } = fromHash(location.hash);
    this.session ??= new Session(this.services, scenario, problemOf(findings));
    this.stop = this.session.listen(() => {
      this.requestUpdate();
      this.address();
    });
    window.addEventListener('hashchange', this.followed, { signal });
    window.addEventListener('keydown', this.pressed, { signal });
    document.addEventListener('paste', this.pasted, { signal });
    window.addEventListener('dragover', this.dragged, { signal });
    window.addEventListener('dragleave', this.left, { signal });
    window.addEventListener('drop', this.dropped, { signal });
    this.addEventListener(
      ChooseEvent.type,
      (e) => {
        const { patch, what, live } = e as ChooseEvent;
        this.session.choose(patch, what, live);
      },
      { signal },
    );
    this.addEventListener(
      FactsEvent.type,
      (e) => this.session.edit((e as FactsEvent).names, (e as FactsEvent).patch),
      {
        signal,
      },
    );
    this.addEventListener(FilesEvent.type, (e) => void this.session.addFiles((e as FilesEvent).files), {
      signal,
    });
    this.addEventListener(DropFileEvent.type, (e) => this.session.dropFile((e as DropFileEvent).id), {
      signal,
    });
    this.addEventListener(
      ReadAgainEvent.type,
      (e) => void this.session.readAgain((e as ReadAgainEvent).id, (e as ReadAgainEvent).options),
      { signal },
    );
    this.addEventListener(DeedEvent.type, (e) => this.deed((e as DeedEvent).deed), { signal });
    this.addEventListener(VisitEvent.type, (e) => void this.visit(e as VisitEvent), { signal });
    this.addEventListener(
      ExplainEvent.type,
      (e) => {
        const { explanation, anchor } = e as ExplainEvent;
        void this.explainer.show(explanation, anchor);
      },
      { signal },
    );
    this.addEventListener(
      FindControlEvent.type,
      (e) => void this.viewElement?.findControl?.(e as FindControlEvent),
      {
        signal,
      },
    );
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop?.();
    this.leave.abort();
  }

  private get viewElement(): ViewElement | null {
    return this.main?.firstElementChild as ViewElement | null;
  }

  override willUpdate(): void {
    const { view } = this.session.state.scenario;
    const wanted = VIEWS.find((v) => v.id === view) ?? VIEWS[0];
    if (this.shown === wanted.id) return;
    this.shown = wanted.id;
    document.title = `Hostfold: ${wanted.question}`;
    void CHUNKS[wanted.id]().then(async (module) => {
      // The chunk's evaluation and the view's first drawing are a task each.
      await turn();
      if (this.shown === wanted.id) this.view = module;
    });
  }

  override updated(): void {
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
          <span class="said wide-only" role="status">${this.said}</span>
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
            aria-label="Keys and privacy"
            title="Keys and privacy"
            @click=${() => this.help.show()}
          >
            ?
          </button>
        </div>
      </header>
      ${this.from()}
      <main id="main" tabindex="-1">${this.view ? this.view.render(state, this.session) : nothing}</main>
      ${this.over ? html`<div class="over"></div>` : nothing}
      <hf-explainer></hf-explainer>
      <hf-keys-help .single=${this.single} @single-keys=${this.switchKeys}></hf-keys-help>`;
  }

  /** Where the view's context came from, and the way back. */
  private from() {
    const words = this.contextWords();
    return words === null
      ? nothing
      : html`<hf-trail .words=${words} .keys=${this.single} @back=${this.back}></hf-trail>`;
  }

  /** Null where the view shows nothing that came from the fold. */
  private contextWords(): string | null {
    const { scenario } = this.session.state;
    const { view } = scenario;
    if (view !== 'dispatch' && view !== 'meter') return null;
    if (!isMeasured(scenario[view])) return null;
    if (this.trail?.to !== view) return 'Of a host of the fold at one moment; lengths of bursts are assumed.';
    return this.trail.link === scenario[view] ? this.trail.words : `${this.trail.words} Changed since.`;
  }

  /** Carries a host, or a guest on it, into another view. */
  private async visit(event: VisitEvent): Promise<void> {
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

  /** Keeps the address in step with what was chosen, without a new entry of the browser's history. */
  private address(): void {
    if (this.addressed !== undefined) return;
    const write = (): void => {
      const hash = `#${toHash(this.session.state.scenario)}`;
      // Somebody followed a link a moment ago: that is heard next, and must not be written over.
      if (!this.isConnected || location.hash !== this.seen || hash === location.hash) return;
      history.replaceState(history.state, '', hash);
      this.seen = location.hash;
    };
    write();
    // Browsers refuse more than some hundred of these in half a minute; a drag makes more.
    this.addressed = setTimeout(() => {
      this.addressed = undefined;
      write();
    }, ADDRESS_MS);
  }

  private followed = (): void => {
    this.seen = location.hash;
    const { scenario, findings } = fromHash(location.hash);
    this.session.adopt(scenario, problemOf(findings));
  };

  private deed(deed: Deed): void {
    switch (deed) {
      case 'cancel':
        this.session.cancel();
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

  private async download(kind: 'csv' | 'json' | 'proof'): Promise<void> {
    const { answer } = this.session.state;
    if (!answer) return;
    if (kind === 'csv') {
      const { planToCsv } = await import('../../report/csv');
      save('hostfold-plan.csv', 'text/csv', planToCsv(answer));
    } else {
      const { planToJson, proofToJson } = await import('../../report/json');
      const text = kind === 'json' ? planToJson(answer) : proofToJson(answer);
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
      if (this.session.cancel()) event.preventDefault();
      return;
    }
    event.preventDefault();
    if (deed.do === 'view') {
      const view = VIEWS[deed.index];
      if (view) location.hash = toHash({ ...this.session.state.scenario, view: view.id });
    } else if (deed.do === 'search') this.viewElement?.focusSearch?.();
    else if (deed.do === 'help') this.help.show();
    else if (deed.do === 'back') this.back();
    else this.session[deed.do]();
  };

  private pasted = (event: ClipboardEvent): void => {
    if (isTyping(event)) return;
    const files = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const pasted = files.length ? files : text.trim() ? [new File([text], 'pasted table')] : [];
    if (pasted.length === 0) return;
    event.preventDefault();
    const view = this.viewElement;
    if (view?.takeFiles) view.takeFiles(pasted);
    else void this.session.addFiles(pasted);
  };

  private dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    this.over = true;
  };

  private left = (event: DragEvent): void => {
    if (event.relatedTarget === null) this.over = false;
  };

  private dropped = (event: DragEvent): void => {
    this.over = false;
    if (event.defaultPrevented) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length) void this.session.addFiles(files);
  };

  private skip = (): void => {
    this.main.focus();
  };

  private switchKeys = (event: CustomEvent<boolean>): void => {
    this.single = event.detail;
    remember('single keys', event.detail ? 'on' : 'off');
  };
}

function problemOf(findings: readonly Finding[]): string | null {
  return findings.length ? findings.map((f) => `${f.where}: ${f.text}`).join(' ') : null;
}
