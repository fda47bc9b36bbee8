// Builds the figures to embed: one classic script for each kind, with its kernel inside, that runs from any address and
// from a file; and one page for each, with the script in it, that is the iframe form and the file from disk.
import { createHash } from 'node:crypto';
import { build, transformSync } from 'esbuild';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { minify } from 'vite';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const source = join(root, 'src/ui/embed');

/** The kinds of figure, by the names of their scripts and pages. */
export const FIGURES = ['sampling-demo', 'dispatch-lab'];
/** What a figure may weigh beside its kernel, gzipped. */
export const FIGURE_BUDGET = 30 * 1024;

/** The kernel in what is built: its one long text of base64. */
const KERNEL_TEXT = /[A-Za-z0-9+/=]{8000,}/;

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

/** Styles as short as they can be said; a template with values in it stays as it is. */
const smallStyles = (code) =>
  code.replace(/(?<== css`)[^`$]*(?=`)/g, (style) =>
    transformSync(style, { loader: 'css', minify: true }).code.trim(),
  );

/** Lines of markup are told apart by a blank; none stands before the end of a tag. */
const shortTexts = (code) => code.replace(/\n +(?=>)/g, '').replace(/\n +(?=[^ ])/g, '\n');

/** Leaves colours out in which nothing is drawn; those of guests are named by their numbers. */
const usedTokens = (code) =>
  code.replace(/:host\{color-scheme[^`]*/, (style) =>
    style
      .replaceAll(': ', ':')
      .replace(/(--(?!guest)[\w-]+):[^;}]*;?/g, (token, name) =>
        code.includes(`var(${name})`) ? token : '',
      ),
  );

/** A second minifier, which finds what the first leaves: one part in forty. What is not ASCII is escaped for any page. */
async function small(text) {
  const { code } = await minify('figure.js', text, {
    compress: { target: 'es2022' },
    mangle: { toplevel: true },
  });
  return code
    .trim()
    .replace(/[^\0-\x7f]/g, (each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** What figures take in place of what the page has: modules, and what of their own stands for them. */
const INSTEAD = [
  // Their experiments are checked by a test, and the schema that checks everybody's is nearly as large as a figure.
  { of: /dispatch\/parse$/, own: 'complete.ts', as: 'completed as parseExperiment' },
  // No part of them is fetched.
  { of: /text\/words-of$/, own: 'failure-words.ts', as: 'failureWords as wordsOf' },
  // Speed is nothing to them.
  { of: /\.\/decode$/, own: 'records.ts', as: 'namedStatistics as decodeStatistics' },
  // Their kernel is in the same file.
  { of: /\/agreement$/, own: 'globals.ts', as: 'givenGlobals as agreedGlobals' },
];

/** Short templates; Lit's templates alone; what figures take instead; workers as text. */
const lean = (gathered) => ({
  name: 'lean',
  setup(builder) {
    builder.onResolve({ filter: /^lit$/ }, () => ({ path: join(source, 'lit.ts') }));
    for (const { of, own, as } of INSTEAD) {
      builder.onResolve({ filter: of }, () => ({ path: own, namespace: 'lean' }));
      builder.onLoad({ filter: new RegExp(`^${own}$`), namespace: 'lean' }, () => ({
        contents: `export { ${as} } from ${JSON.stringify(join(source, own))}`,
        resolveDir: source,
      }));
    }
    builder.onLoad({ filter: /\/src\/ui\/.*\.ts$/, namespace: 'file' }, ({ path }) => ({
      contents: shortTexts(smallStyles(readFileSync(path, 'utf8'))),
      loader: 'ts',
    }));
    builder.onResolve({ filter: /\?worker&inline$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, `${path.split('?')[0]}.ts`),
      namespace: 'worker',
    }));
    builder.onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => {
      const { metafile, outputFiles } = await build({
        ...SHARED,
        entryPoints: [path],
        plugins: [lean(gathered)],
      });
      for (const file of Object.keys(metafile.inputs))
        if (!file.includes(':')) gathered.inputs.add(join(root, file));
      const worker = await small(outputFiles[0].text);
      const [before, after] = worker.split(KERNEL_TEXT);
      gathered.kernel = KERNEL_TEXT.exec(worker)[0];
      const parts = `[${JSON.stringify(before)}, kernelText, ${JSON.stringify(after)}]`;
      return {
        contents: `export default class extends Worker { constructor() { super(URL.createObjectURL(new Blob(${parts}, { type: 'text/javascript' }))); } }`,
      };
    });
  },
});

async function bundle(entry, inputs) {
  const gathered = { inputs, kernel: '' };
  const { metafile, outputFiles } = await build({
    ...SHARED,
    entryPoints: [join(source, `${entry}.ts`)],
    plugins: [lean(gathered)],
  });
  for (const file of Object.keys(metafile.inputs)) if (!file.includes(':')) inputs.add(join(root, file));
  // An HTML parser ends a script at these, wherever they stand; in a string the escaped form is the same text.
  const code = usedTokens(await small(outputFiles[0].text)).replace(/<(\/script|!--)/gi, '\\x3C$1');
  // Compressed text forgets what stood before a kernel: that comes last.
  return gathered.kernel ? `(kernelText=>{${code}})("${gathered.kernel}")` : code;
}

/** A page of one figure: its policy lets it run its own code and its kernel, and ask nobody for anything. */
function pageOf(name, script) {
  const hash = createHash('sha256').update(script).digest('base64');
  return readFileSync(join(source, 'figure.html'), 'utf8')
    .replace(/\n *(?=<)/g, '')
    .replace('%name%', name)
    .replace('%hash%', hash)
    .replace(/\s*%script%\s*/, () => script);
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
    writeFileSync(join(folder, `${name}.html`), pageOf(name, `${page};${code}`));
  }
  cpSync(join(source, 'example.html'), join(folder, 'index.html'));
  writeFileSync(join(folder, 'forward.js'), await bundle('forward', inputs));
  return inputs;
}

/**
 * What a figure weighs beside its kernel, gzipped: all of it but the text of the WebAssembly.
 * @param {string} text its script or page
 */
export const weightOf = (text) => gzipSync(text.replace(KERNEL_TEXT, ''), { level: 9 }).length;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = join(root, 'dist/embed');
  await buildFigures(folder);
  for (const name of FIGURES)
    for (const form of ['js', 'html']) {
      const weight = weightOf(readFileSync(join(folder, `${name}.${form}`), 'utf8'));
      console.log(`${String(weight).padStart(8)}  ${name}.${form} of ${FIGURE_BUDGET}`);
    }
}
