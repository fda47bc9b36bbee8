/** What the keyboard asks for. */
export type KeyDeed =
  | { readonly do: 'view'; readonly index: number }
  | { readonly do: 'search' | 'help' | 'back' | 'cancel' | 'undo' | 'redo' | 'save' | 'open' };

/**
 * Reads a key press. Single keys count only where they are switched on and nobody is typing (WCAG 2.1.4).
 */
export function readKey(event: KeyboardEvent, singleKeys: boolean): KeyDeed | null {
  const typing = isTyping(event);
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (event.key === 'Escape') return { do: 'cancel' };
  if (command && !event.altKey && key === 'z' && !typing) return { do: event.shiftKey ? 'redo' : 'undo' };
  if (command && !event.altKey && key === 'y' && !typing) return { do: 'redo' };
  if (command && !event.altKey && !event.shiftKey && (key === 's' || key === 'o'))
    return { do: key === 's' ? 'save' : 'open' };
  if (command || event.altKey || typing || !singleKeys) return null;
  if (event.key === '/') return { do: 'search' };
  if (event.key === '?') return { do: 'help' };
  if (key === 'b') return { do: 'back' };
  if (/^[1-9]$/.test(event.key)) return { do: 'view', index: Number(event.key) - 1 };
  return null;
}

/** Whether the event comes from a field that takes text, through any shadow roots. */
export function isTyping(event: Event): boolean {
  const target = event.composedPath()[0];
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'range', 'file', 'button'].includes(target.type);
  return target instanceof HTMLElement && target.isContentEditable;
}
