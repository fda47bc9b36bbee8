import type { ReactiveControllerHost } from 'lit';
import { toHash } from '../../scenario/link';
import { DEFAULT_SCENARIO } from '../../scenario/scenario';
import { VIEWS, type ViewId } from '../../scenario/views';
import { turn } from '../parts/turn';
import { wordsOf } from '../text/words-of';
import { CHUNKS } from '../views';
import type { Session } from './session';
import type { ViewModule } from './view';

export const OPENED_PLAIN = 'The defaults are shown instead; choose anew, or ask for the link once more.';

const viewOf = (view: ViewId) => VIEWS.find(({ id }) => id === view)!;

/** The view in sight: its part of the page is fetched when it is wanted, and what fails leaves a way on. */
export class Stage {
  /** What draws it; the one before stays until it is there. */
  view: ViewModule | null = null;
  /** The view that is wanted. */
  shown = '';
  /** What failed and was caught by nobody else. */
  failure = '';

  /** @param drawn whether anything of a view stands on the page */
  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly session: () => Session,
    private readonly drawn: () => boolean,
  ) {}

  /** Turns to the view of the choices of now. */
  follow(): void {
    const { view } = this.session().state.scenario;
    if (this.shown === view) return;
    this.shown = view;
    this.failure = '';
    document.title = `Hostfold: ${viewOf(view).question}`;
    void this.load(view);
  }

  private async load(view: ViewId): Promise<void> {
    const module = await CHUNKS[view]().catch((error: unknown) => {
      throw new Error(`${viewOf(view).label} could not be loaded (${wordsOf(error)})`);
    });
    // The chunk's evaluation and the view's first drawing are a task each.
    await turn();
    if (this.shown !== view) return;
    this.view = module;
    this.host.requestUpdate();
  }

  /**
   * Whatever is thrown and caught by nobody ends here. Before there is an answer, the choices of the link may be to
   * blame: the page opens with the defaults instead. Later, what is there stays, and the person says how to go on.
   */
  fail(error: unknown): void {
    // A browser's remark about a resize has no error; what was cancelled is none.
    if (!error || (error instanceof DOMException && error.name === 'AbortError')) return;
    const session = this.session();
    const { answer, scenario } = session.state;
    const plain = { ...DEFAULT_SCENARIO, view: scenario.view };
    if (answer === null && toHash(scenario) !== toHash(plain)) {
      session.adopt(plain, `${wordsOf(error)}. ${OPENED_PLAIN}`);
      this.open();
      return;
    }
    this.failure = wordsOf(error);
    // A view that never came to be drawn would fail each time.
    if (!this.drawn()) this.view = null;
    this.host.requestUpdate();
  }

  /** Draws the view in sight from nothing. */
  readonly open = (): void => {
    this.view = null;
    this.shown = '';
    this.host.requestUpdate();
  };

  /** The same with the defaults. */
  readonly openPlain = (): void => {
    const session = this.session();
    session.adopt({ ...DEFAULT_SCENARIO, view: session.state.scenario.view }, null);
    this.open();
  };
}
