import { VIEWS } from '../../scenario/views';
import { list } from '../text/format';

/** What the keyboard asks for. */
export type KeyDeed =
  | { readonly do: 'view'; readonly index: number }
  | { readonly do: 'search' | 'help' | 'back' | 'cancel' | 'undo' | 'redo' };

const VIEW_KEYS = `1 to ${VIEWS.length}`;
/** The keys that are one key alone. */
export const SINGLE_KEYS = `${VIEW_KEYS}, /, B, ?`;

/** Every key that the page knows, as the help shows it. */
export const KEYS: readonly (readonly [keys: string, what: string])[] = [
  [VIEW_KEYS, `go to ${list(VIEWS.map(({ label }) => label))}`],
  ['/', 'search servers'],
  ['B', 'back to the fold, from a host or a guest that was opened there'],
  ['?', 'show these keys'],
  ['Esc', 'cancel the work that is going on, then close what is open'],
  ['Ctrl+Z', 'undo'],
  ['Ctrl+Shift+Z', 'redo'],
  ['Ctrl+V', 'read the table or file on the clipboard, anywhere on the page'],
  ['← →', 'move through time, when a picture has the focus; else to the next screen of Meter, or back'],
];

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
