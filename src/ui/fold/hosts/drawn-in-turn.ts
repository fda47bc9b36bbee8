import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { HostCard } from './host-card';

/** Safari knows no idle moments. */
const whenIdle: (what: () => void) => void = window.requestIdleCallback ?? window.setTimeout;

/** Draws hosts that nobody has scrolled to: one each time that there is nothing to do, and all at once for paper. */
export class DrawnInTurn implements ReactiveController {
  /** Whether a host waits to be drawn in an idle moment. */
  private waits = false;

  constructor(
    host: ReactiveControllerHost,
    private readonly cards: () => Iterable<HostCard>,
    /** Whether something is folded: hosts out of sight then wait. */
    private readonly busy: () => boolean,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('beforeprint', this.drawAll);
  }

  hostDisconnected(): void {
    window.removeEventListener('beforeprint', this.drawAll);
  }

  hostUpdated(): void {
    this.next();
  }

  next = (): void => {
    const known = customElements.get('hf-host');
    const card = this.busy() || !known ? undefined : [...this.cards()].find(({ near }) => !near);
    if (!card || this.waits) return;
    this.waits = true;
    whenIdle(() => {
      this.waits = false;
      card.near = true;
      this.next();
    });
  };

  /** Paper does not wait for anyone to scroll; cards that have not come yet cannot be drawn. */
  private drawAll = (): void => {
    for (const card of this.cards()) card.drawNow?.();
  };
}
