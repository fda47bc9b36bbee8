import { build } from 'esbuild';
import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Where what the tests share is served, beside them. */
const SHARED = 'test/browser/shared';

/**
 * A plugin of @web/test-runner that serves test files bundled, all of one build: a page then asks for a few files where
 * it would ask for each of some hundred modules.
 * @param {string} root the project.
 * @param {string} folder below it, of the files that end in `.test.ts`.
 */
export function bundledTests(root, folder) {
  const webPath = (file) => relative(root, file).split(sep).join('/');
  /** What each address below the root is, once it is built. */
  const bundle = async () => {
    const tests = readdirSync(join(root, folder), { recursive: true }).map(String);
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: tests.filter((file) => file.endsWith('.test.ts')).map((file) => join(root, folder, file)),
      outbase: root,
      outdir: root,
      chunkNames: `${SHARED}/[name]-[hash]`,
      write: false,
      bundle: true,
      splitting: true,
      format: 'esm',
      target: 'es2022',
      conditions: ['production'],
      sourcemap: 'linked',
      logLevel: 'warning',
      // No component starts a worker here: each is given an engine of the test.
      external: ['*?worker&inline'],
    });
    return new Map(outputFiles.map(({ path, text }) => [webPath(path), text]));
  };
  let built;
  return {
    name: 'bundled-tests',
    async serve({ path }) {
      const file = decodeURIComponent(path).slice(1);
      if (!file.startsWith(`${folder}/`)) return undefined;
      const body = (await (built ??= bundle())).get(file.replace(/\.ts$/, '.js'));
      return body === undefined ? undefined : { body, type: file.endsWith('.map') ? 'json' : 'js' };
    },
  };
}
