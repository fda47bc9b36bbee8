import { VIEWS } from '../../scenario/views';
import { list } from '../../estate/crowd';

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
  ['Ctrl+S', 'save the scenario file, without data; with it under Scenarios'],
  ['Ctrl+O', 'open files: logs, tables, a scenario, a plan'],
  ['Ctrl+V', 'read the table or file on the clipboard, anywhere on the page'],
  ['← →', 'move through time, when a picture has the focus; else to the next screen of Meter, or back'],
  [
    'Shift+← →',
    'in the picture of a host: draw out a stretch of time, whose sums stand below it; Esc lets it go',
  ],
];
