import { PageEvent } from '../parts/page-event';

/** Somebody wants to know why no better plan exists. */
export class WhyEvent extends PageEvent {
  static override readonly type = 'why';
}

/** Somebody wants to see which server was measured when. */
export class CoverageEvent extends PageEvent {
  static override readonly type = 'coverage';
}

/** A server was chosen somewhere: its row in the table is wanted. */
export class RevealEvent extends PageEvent {
  static override readonly type = 'reveal';
  constructor(readonly guest: string) {
    super();
  }
}
