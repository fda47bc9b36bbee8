// Builds the figures to embed: one classic script for each kind, with its kernel inside, that runs from any address and
// from a file; and one page for each, with the script in it, that is the iframe form and the file from disk.
import { createHash } from 'node:crypto';
import { build } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { shortMarkup, shortStyles } from './short.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src/ui/embed');

/** The kinds of figure, by the names of their scripts and pages. */
export const FIGURES = ['sampling-demo', 'dispatch-lab'];
/** What a figure may weigh beside its kernel, gzipped. */
export const FIGURE_BUDGET = 30 * 1024;

const SHARED = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'iife',
  target: 'es2022',
  logLevel: 'warning',
  conditions: ['production'],
  legalComments: 'none',
};

/** Short templates; Lit's templates alone; experiments filled in without their schema; workers as text. */
const lean = (inputs) => ({
  name: 'lean',
  setup(builder) {
    builder.onResolve({ filter: /^lit$/ }, () => ({ path: join(source, 'lit.ts') }));
    builder.onResolve({ filter: /dispatch\/parse$/ }, () => ({ path: 'parse', namespace: 'lean' }));
    builder.onLoad({ filter: /^parse$/, namespace: 'lean' }, () => ({
      contents: `export { completed as parseExperiment } from ${JSON.stringify(join(source, 'complete.ts'))}`,
      resolveDir: source,
    }));
    builder.onLoad({ filter: /\/src\/ui\/.*\.ts$/, namespace: 'file' }, ({ path }) => ({
      contents: shortMarkup(shortStyles(readFileSync(path, 'utf8'))),
      loader: 'ts',
    }));
    builder.onResolve({ filter: /\?worker&inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, `${path.split('?')[0]}.ts`),
      namespace: 'worker',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
      const { metafile, outputFiles } = await build({ ...SHARED, entryPoints: [path] });
      for (const file of Object.keys(metafile.inputs)) inputs.add(join(root, file));
      const text = JSON.stringify(outputFiles[0].text.trim());
      return {
        contents: `export default class extends Worker { constructor() { super(URL.createObjectURL(new Blob([${text}], { type: 'text/javascript' }))); } }`,
      };
    });
  },
});

async function bundle(entry, inputs) {
  const { metafile, outputFiles } = await build({
    ...SHARED,
    entryPoints: [join(source, `${entry}.ts`)],
    plugins: [lean(inputs)],
  });
  for (const file of Object.keys(metafile.inputs)) if (!file.includes(':')) inputs.add(join(root, file));
  // An HTML parser ends a script at these, wherever they stand; in a string the escaped form is the same text.
  return outputFiles[0].text.trim().replace(/<(\/script|!--)/gi, '\\x3C$1');
}

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** A page of one figure: its policy lets it run its own code and its kernel, and ask nobody for anything. */
function pageOf(name, scripts) {
  const template = readFileSync(join(source, 'figure.html'), 'utf8');
  const style = /<style>([^]*?)<\/style>/.exec(template)[1];
  const policy = `default-src 'none'; script-src ${scripts.map(hashOf).join(' ')} 'wasm-unsafe-eval'; worker-src blob:; style-src ${hashOf(style)}; connect-src 'none'; base-uri 'none'; form-action 'none'`;
  return template
    .replaceAll('%name%', name)
    .replace('%policy%', () => policy)
    .replace('%scripts%', () => scripts.map((code) => `<script>${code}</script>`).join('\n'));
}

/**
 * Writes the figures into a folder.
 * @returns {Promise<Set<string>>} the modules that are in them
 */
export async function buildFigures(folder) {
  const inputs = new Set();
  mkdirSync(folder, { recursive: true });
  const page = await bundle('page', inputs);
  for (const name of FIGURES) {
    const code = await bundle(name, inputs);
    writeFileSync(join(folder, `${name}.js`), code);
    writeFileSync(join(folder, `${name}.html`), pageOf(name, [code, page]));
  }
  cpSync(join(source, 'example.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'forward.js'), await bundle('forward', inputs));
  return inputs;
}

/**
 * What a figure weighs, gzipped: beside its kernel, and of that the part that feeds and reads the kernel in its worker.
 * @param {string} text its script or page
 */
export function weightOf(text) {
  const packed = (part) => gzipSync(part, { level: 9 }).length;
  // The kernel is the one long text of base64, in the one text that becomes a worker.
  const beside = text.replace(/[A-Za-z0-9+/=]{8000,}/, '');
  const figure = beside.replace(/new Blob\(\[[^]*?\],\{type:"text\/javascript"\}/, '');
  return { beside: packed(beside), figure: packed(figure) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(root, 'dist/embed');
  await buildFigures(folder);
  for (const name of FIGURES)
    for (const form of ['js', 'html']) {
      const { beside, figure } = weightOf(readFileSync(join(folder, `${name}.${form}`), 'utf8'));
      console.log(
        `${String(figure).padStart(8)}  ${name}.${form} of ${FIGURE_BUDGET} (${beside} with what drives its kernel)`,
      );
    }
}
