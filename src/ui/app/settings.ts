const PREFIX = 'hostfold: ';

/** A setting of this browser; null where nothing is remembered, or nothing may be (a page opened from disk). */
export function remembered(name: string): string | null {
  try {
    if (location.protocol === 'file:') return null;
    return localStorage.getItem(PREFIX + name);
  } catch {
    return null;
  }
}

/** Remembers a setting in this browser, where that is allowed. */
export function remember(name: string, value: string): void {
  try {
    if (location.protocol === 'file:') return;
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // Not remembered; the setting holds until the page is closed.
  }
}
