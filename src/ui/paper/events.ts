import type { ClaimRow } from '../../claims/check';
import { PageEvent } from '../parts/page-event';

/** A knob of a claim was turned. `live`: it is still held. */
export class KnobEvent extends PageEvent {
  static override readonly type = 'knob';
  constructor(
    readonly claim: number,
    readonly id: string,
    readonly value: number,
    readonly live: boolean,
  ) {
    super();
  }
}

/** A claim was checked as it usually stands: its row; null while it is checked anew. */
export class CheckedEvent extends PageEvent {
  static override readonly type = 'checked';
  constructor(
    readonly claim: number,
    readonly row: ClaimRow,
  ) {
    super();
  }
}
