/** What a component says to whoever is around it: it rises through all shadow roots. */
export class PageEvent extends Event {
  constructor(type: string) {
    super(type, { bubbles: true, composed: true });
  }
}
