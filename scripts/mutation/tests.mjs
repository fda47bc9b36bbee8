// Which test files can reach which sources, by what they import.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

/** The files that lie in a folder, relative to `root`, in the order of their names. */
export const filesIn = (root, folder, ending) =>
  (existsSync(join(root, folder)) ? readdirSync(join(root, folder), { recursive: true }) : [])
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((name) => name.endsWith(ending))
    .sort();

/**
 * For each test file of the unit suite, every source that it imports, whether directly or not.
 * @returns {Map<string, Set<string>>} paths relative to root.
 */
export function importsOfTests(root) {
  const direct = new Map();
  const importsOf = (file) => {
    let found = direct.get(file);
    if (found) return found;
    direct.set(file, (found = []));
    const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
    for (const { fileName } of importedFiles) {
      if (!fileName.startsWith('.')) continue;
      const base = join(dirname(join(root, file)), fileName);
      const hit = [`${base}.ts`, `${base}/index.ts`, base].find(
        (path) => /\.ts$/.test(path) && existsSync(path),
      );
      if (hit) found.push(relative(root, hit).replaceAll('\\', '/'));
    }
    return found;
  };
  const tests = filesIn(root, 'test', '.test.ts').filter(
    (file) => !/^test\/(browser|e2e|scripts)\//.test(file),
  );
  return new Map(
    tests.map((test) => {
      const seen = new Set([test]);
      for (const file of seen) for (const next of importsOf(file)) seen.add(next);
      return [test, seen];
    }),
  );
}
