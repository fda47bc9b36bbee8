/** Whether the arrow keys mean something to what has the focus: a text, a slider, one of a few, a picture of time. */
export function usesArrows(event: Event): boolean {
  return event
    .composedPath()
    .some(
      (each) =>
        each instanceof HTMLElement &&
        (each instanceof HTMLInputElement ||
          each instanceof HTMLSelectElement ||
          each instanceof HTMLTextAreaElement ||
          each instanceof HTMLDialogElement ||
          each.isContentEditable ||
          each.hasAttribute('popover') ||
          each.getAttribute('role') === 'slider' ||
          each.getAttribute('role') === 'region' ||
          each.getAttribute('role') === 'group'),
    );
}
