const viewIn = (hash: string): string | undefined => /^#\/(\w*)/.exec(hash)?.[1];

/** Another view that is gone to now, by its address, begins at its top; the browser itself knows where its way back leads. */
export function fromItsTop(hash: string): void {
  if (viewIn(hash) === viewIn(location.hash)) return;
  window.addEventListener('hashchange', () => window.scrollTo({ top: 0 }), { once: true });
}

/** The same where this click follows a link within the page, in this tab. */
export function followedFromItsTop(event: MouseEvent): void {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const link = event.composedPath().find((at) => at instanceof HTMLAnchorElement);
  if (link?.hash.startsWith('#/')) fromItsTop(link.hash);
}
