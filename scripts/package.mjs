// Builds the engine as an npm package into build/package/: one module for Node and browsers, its types, its docs made
// from the docstrings of package/index.ts, examples, licences. `npm pack build/package` makes the archive.
import { build } from 'esbuild';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { noticesOf } from './notices.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const entry = join(root, 'package/index.ts');
const out = join(root, 'build/package');
const types = join(out, 'types');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const { metafile } = await build({
  metafile: true,
  absWorkingDir: root,
  entryPoints: [entry],
  outfile: join(out, 'index.js'),
  bundle: true,
  minifySyntax: true,
  // Nothing of Node: the same module runs in a page and in its workers.
  platform: 'neutral',
  mainFields: ['module', 'main'],
  format: 'esm',
  target: 'es2022',
  logLevel: 'warning',
});
const program = emitTypes();
const { version, license, engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const manifest = {
  name: 'hostfold-engine',
  version,
  description: 'Folds servers onto the fewest hosts and simulates a host and the clocks of its guests.',
  license,
  type: 'module',
  engines,
  sideEffects: false,
  exports: { '.': { types: './types/package/index.d.ts', default: './index.js' } },
  types: './types/package/index.d.ts',
  files: ['index.js', 'types', 'examples', 'api.md', 'notices.txt'],
};
writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
writeFileSync(join(out, 'api.md'), apiOf(program));
writeFileSync(
  join(out, 'notices.txt'),
  noticesOf(
    root,
    Object.keys(metafile.inputs).map((file) => join(root, file)),
  ),
);
cpSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
cpSync(join(root, 'package/README.md'), join(out, 'README.md'));
cpSync(join(root, 'package/examples'), join(out, 'examples'), { recursive: true });

/** Declarations of the surface and of all it names; addresses are whole, so that every resolution finds them. */
function emitTypes() {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [entry] }, ts.sys, root);
  const made = ts.createProgram([entry], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    rootDir: root,
    outDir: types,
  });
  const { diagnostics } = made.emit();
  if (diagnostics.length > 0)
    throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost(options)));
  // The schema of experiments is a type of valibot's, whose declarations come along: nothing else is to be installed.
  const valibot = join(types, 'valibot.d.ts');
  cpSync(join(root, 'node_modules/valibot/dist/index.d.mts'), valibot);
  for (const file of readdirSync(types, { recursive: true, encoding: 'utf8' }).map((name) =>
    join(types, name),
  )) {
    if (!file.endsWith('.d.ts') || file === valibot || !statSync(file).isFile()) continue;
    const whole = (address) => {
      const [from, own] = [dirname(file), address === 'valibot' ? valibot.replace(/\.d\.ts$/, '') : null];
      const target = own ?? join(from, address);
      const named = existsSync(`${target}.d.ts`) ? target : join(target, 'index');
      const path = relative(from, named).replaceAll('\\', '/');
      return `${path.startsWith('.') ? path : `./${path}`}.js`;
    };
    const text = readFileSync(file, 'utf8').replace(
      /(\bfrom |\bimport\()(['"])(\.[^'"]*|valibot)\2/g,
      (_, before, quote, address) => `${before}${quote}${whole(address)}${quote}`,
    );
    writeFileSync(file, text);
  }
  return made;
}

/** What the surface's docstrings say, as Markdown. */
function apiOf(made) {
  const checker = made.getTypeChecker();
  const source = made.getSourceFile(entry);
  const parts = ['# API of hostfold-engine', '', 'Made from the docstrings of `package/index.ts`.'];
  for (const node of source.statements) {
    const exported =
      ts.canHaveModifiers(node) &&
      ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!exported || !node.name) continue;
    const symbol = checker.getSymbolAtLocation(node.name);
    const said = ts.displayPartsToString(symbol.getDocumentationComment(checker));
    const text = node.body
      ? source.text.slice(node.getStart(source), node.body.getStart(source)).trim()
      : node.getText(source);
    parts.push('', `## ${symbol.name}`, '', ...(said ? [said, ''] : []), '```ts', text, '```');
    const tags = symbol.getJsDocTags(checker);
    if (tags.length) parts.push('');
    for (const { name, text: words } of tags) parts.push(`- *${name}* ${ts.displayPartsToString(words)}`);
  }
  return `${parts.join('\n')}\n`;
}
