/** The files of a built page, relative to it; the page itself as `./`. */
export function pageFiles(folder: string): string[];
/** The text of the service worker of a built page. */
export function serviceWorker(folder: string): string;
