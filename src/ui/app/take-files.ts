import { isTyping } from './keys';

/** What the page does with files that come from outside. */
export interface FilesFrom {
  /** Files are held over the page, or no longer. */
  over(held: boolean): void;
  dropped(files: readonly File[]): void;
  pasted(files: readonly File[]): void;
}

/**
 * Takes what is dropped on the page or pasted into it outside of any box; pasted text is a file of its own.
 * @param signal ends it.
 */
export function takeFiles(page: FilesFrom, signal: AbortSignal): void {
  const dragged = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    page.over(true);
  };
  const left = (event: DragEvent): void => {
    if (event.relatedTarget === null) page.over(false);
  };
  const dropped = (event: DragEvent): void => {
    page.over(false);
    if (event.defaultPrevented) return;
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    // Only while the event lasts do its entries tell folders.
    const entries = [...(event.dataTransfer?.items ?? [])].flatMap((item) => item.webkitGetAsEntry() ?? []);
    if (entries.some((entry) => entry.isDirectory))
      void import('./folder').then(async ({ filesIn }) => page.dropped(await filesIn(entries)));
    else if (files.length) page.dropped(files);
  };
  const pasted = (event: ClipboardEvent): void => {
    if (isTyping(event)) return;
    const given = [...(event.clipboardData?.files ?? [])];
    const text = event.clipboardData?.getData('text/plain') ?? '';
    const files = given.length ? given : text.trim() ? [new File([text], 'pasted table')] : [];
    if (files.length === 0) return;
    event.preventDefault();
    page.pasted(files);
  };
  window.addEventListener('dragover', dragged, { signal });
  window.addEventListener('dragleave', left, { signal });
  window.addEventListener('drop', dropped, { signal });
  document.addEventListener('paste', pasted, { signal });
}
