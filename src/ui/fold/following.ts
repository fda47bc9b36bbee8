import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { FollowEvent } from './events';
import type { Row } from './guests/rows';

/** The server that is marked in table, hosts and pictures alike: the one that is pointed at, else the one chosen. */
export class Following implements ReactiveController {
  private pointed: string | null = null;
  private chosen: string | null = null;

  constructor(private readonly host: ReactiveControllerHost & HTMLElement) {
    host.addController(this);
    host.addEventListener(FollowEvent.type, (event) => this.follow(event as FollowEvent));
  }

  hostDisconnected(): void {
    this.pointed = null;
  }

  get guest(): string | null {
    return this.pointed ?? this.chosen;
  }

  /** Whether it stays marked when the pointer leaves. */
  get stays(): boolean {
    return this.guest === this.chosen;
  }

  /** The one that is marked, where it is among these. */
  among(guests: readonly string[]): string | null {
    return this.guest !== null && guests.includes(this.guest) ? this.guest : null;
  }

  choose(guest: string | null): void {
    this.chosen = guest;
    this.host.requestUpdate();
  }

  /** Where the server is that was chosen, for those who cannot see what is marked. */
  whereabouts(rows: readonly Row[]): string {
    if (this.chosen === null) return '';
    const place = rows.find(({ guest }) => guest.name === this.chosen)?.host;
    return place ? `${this.chosen} is marked: ${place}, in the table and in its picture.` : '';
  }

  private follow({ guest, stays }: FollowEvent): void {
    if (stays) this.chosen = guest;
    else this.pointed = guest;
    this.host.requestUpdate();
  }
}
