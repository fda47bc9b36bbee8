/** Distance that a popover keeps from the window's edges and from its anchor, px. */
const GAP = 8;

/**
 * Puts an open popover under its anchor, or above it where there is more room, inside the window.
 * Positions go through the style object, which the page's policy allows; style attributes it does not.
 */
export function placeBeside(popover: HTMLElement, anchor: HTMLElement): void {
  const from = anchor.getBoundingClientRect();
  const style = popover.style;
  style.setProperty('max-height', 'none');
  const size = popover.getBoundingClientRect();
  const width = document.documentElement.clientWidth;
  const height = window.innerHeight;
  const below = height - from.bottom - 2 * GAP;
  const above = from.top - 2 * GAP;
  const under = size.height <= below || below >= above;
  const room = Math.max(160, under ? below : above);
  const shown = Math.min(size.height, room);
  const left = Math.min(Math.max(GAP, from.left), Math.max(GAP, width - size.width - GAP));
  const top = under ? from.bottom + GAP : Math.max(GAP, from.top - GAP - shown);
  style.setProperty('left', `${Math.round(left)}px`);
  style.setProperty('top', `${Math.round(top)}px`);
  style.setProperty('max-height', `${Math.round(room)}px`);
}
