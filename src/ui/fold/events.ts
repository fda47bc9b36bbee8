import { PageEvent } from '../parts/page-event';

/** Somebody wants to know why no better plan exists. */
export class WhyEvent extends PageEvent {
  static override readonly type = 'why';
}

/** Somebody wants to see which server was measured when. */
export class CoverageEvent extends PageEvent {
  static override readonly type = 'coverage';
}

/** A server is pointed at or no longer (null), or chosen to be followed from now on: it is marked wherever it is drawn. */
export class FollowEvent extends PageEvent {
  static override readonly type = 'follow';
  constructor(
    readonly guest: string | null,
    /** It stays marked until another is chosen. */
    readonly stays = false,
  ) {
    super();
  }
}

/** The host that carries a server is wanted. */
export class FindHostEvent extends PageEvent {
  static override readonly type = 'find-host';
  constructor(readonly guest: string) {
    super();
  }
}

/** A server was chosen somewhere: its row in the table is wanted. */
export class RevealEvent extends PageEvent {
  static override readonly type = 'reveal';
  constructor(readonly guest: string) {
    super();
  }
}
