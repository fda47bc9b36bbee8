import { PageEvent } from '../parts/page-event';

/** An answer was typed or chosen. `live`: it is being typed. */
export class AnswerEvent extends PageEvent {
  static override readonly type = 'answer';
  constructor(
    readonly name: string,
    readonly text: string,
    readonly live: boolean,
  ) {
    super();
  }
}
