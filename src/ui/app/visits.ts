import type { ReactiveControllerHost } from 'lit';
import { isMeasured } from '../../dispatch/measured';
import { LAB_VIEWS } from '../../scenario/views';
import type { VisitEvent } from './events';
import type { Session } from './session';
import type { Trail } from './visit';

export const NOT_OF_NOW = 'The plan in sight is not of the files and choices of now: nothing of it goes on';

/** Hosts, or guests on them, that are carried from the fold into another view, and the way back. */
export class Visits {
  /** Where the view in sight was opened from. */
  private trail: Trail | null = null;
  /** The host that was left, to be found again when the fold is in sight. */
  private returning: string | null = null;

  constructor(
    private readonly host: ReactiveControllerHost,
    private readonly session: () => Session,
    private readonly tell: (what: string) => void,
  ) {}

  /** What the view in sight shows of the fold; null where it shows nothing that came from there. */
  get words(): string | null {
    const { trail } = this;
    const { scenario } = this.session().state;
    const view = LAB_VIEWS.find((each) => each === scenario.view);
    if (!view || !isMeasured(scenario[view])) return null;
    if (trail?.to !== view) return 'Of a host of the fold at one moment; lengths of bursts are assumed.';
    return trail.link === scenario[view] ? trail.words : `${trail.words} Changed since.`;
  }

  /** Carries a host, or a guest on it, into another view. */
  async go(event: VisitEvent): Promise<void> {
    const session = this.session();
    if (session.state.stale) {
      this.tell(NOT_OF_NOW);
      return;
    }
    const { visit } = await import('./visit');
    const trail = visit(event, session.state);
    if (!trail) {
      this.tell('The plan says nothing of its processors at that moment');
      return;
    }
    this.trail = trail;
    // The browser's own way back leads to the fold, too.
    history.pushState(history.state, '', location.href);
    session.choose({ [event.to]: trail.link }, `${trail.host} in ${event.to}`);
    session.show(event.to);
    window.scrollTo({ top: 0 });
  }

  readonly back = (): void => {
    if (this.words === null) return;
    const host = this.trail?.host;
    this.session().show('fold');
    if (!host) return;
    this.returning = host;
    this.host.requestUpdate();
  };

  /** The host to find again, once; null where none was left. */
  returned(): string | null {
    const host = this.returning;
    this.returning = null;
    return host;
  }
}
