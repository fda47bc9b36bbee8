/**
 * What a file seems to be by its first letters: a JSON document, which may be one of the program's own, or the table of
 * a plan that it saved; null: neither.
 */
export async function ownHead(file: File): Promise<'json' | 'plan table' | null> {
  const head = await file.slice(0, 64).text();
  if (/^\s*\{/.test(head)) return 'json';
  return /^\s*"?guest"?,"?host"?,"?kind"?,"?binding"?,/.test(head) ? 'plan table' : null;
}
