/** What a component says to whoever is around it: it rises through all shadow roots, by the name of its class. */
export class PageEvent extends Event {
  static readonly type: string;
  constructor() {
    super(new.target.type, { bubbles: true, composed: true });
  }
}
