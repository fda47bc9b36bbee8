/** What an error says. Of a part of the page that did not come, browsers tell an address and no more. */
export function wordsOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return /(dynamically imported module|module script) ?|importing a module/i.test(text)
    ? 'this part of the page could not be fetched: connect, and try again; some browsers ask for it anew only when the page is reloaded'
    : text;
}
