import type { Globals } from '../../engine/agreement';

/** The kernel's globals by name, for figures: kernel and page are one file there, so that they cannot differ. */
export const givenGlobals = (exports: object): Globals =>
  new Map(Object.entries(exports).filter(([, value]) => value instanceof WebAssembly.Global));
