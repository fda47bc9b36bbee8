/**
 * What a file seems to be by its first letters: a JSON document, which may be one of the program's own, or the table of
 * a plan that it saved; null: neither.
 */
export async function ownHead(file: File): Promise<'json' | 'plan table' | null> {
  const head = await file.slice(0, 64).text();
  if (/^\s*\{/.test(head)) return 'json';
  return /^\s*"?guest"?,"?host"?,"?kind"?,"?binding"?,/.test(head) ? 'plan table' : null;
}

/** Of more files than these a look at each would hold the page up: those that are called JSON are looked at alone. */
const FEW = 64;

/** Whether one of some files, however many, seems to be the program's own. */
export async function someOwn(files: readonly File[]): Promise<boolean> {
  const likely = files.length > FEW ? files.filter(({ name }) => /\.json$/i.test(name)) : files;
  for (let k = 0; k < likely.length; k += FEW) {
    const heads = await Promise.all(likely.slice(k, k + FEW).map(ownHead));
    if (heads.some((head) => head !== null)) return true;
  }
  return false;
}
