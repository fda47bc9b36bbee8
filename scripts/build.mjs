// Builds dist/: the page (any static host), hostfold.html (one file that works from disk), the command line, the figures
// to embed, and the licences of all that is in them.
// It is built beside the old one and takes its place when all is done, so that a failed build leaves the old one.
import { build as bundle } from 'esbuild';
import { appendFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildFigures } from './embed.mjs';
import { collector, noticesOf } from './notices.mjs';
import { serviceWorker } from './service-worker.mjs';

// A test runner's own NODE_ENV would make this a build for development.
process.env.NODE_ENV = 'production';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const made = join(root, `build/dist.${process.pid}`);
const old = `${made}.old`;
const configFile = join(root, 'vite.config.ts');
const logLevel = process.env.CI ? 'warn' : 'info';

try {
  const served = await buildPage();
  const single = await buildPage('single');
  const command = await buildCommandLine();
  const figures = await buildFigures(join(made, 'embed'));
  writeFileSync(join(made, 'notices.txt'), noticesOf(root, [...served, ...command, ...figures]));
  // One file carries its notices in itself; two hyphens would end a comment.
  appendFileSync(
    join(made, 'hostfold.html'),
    `<!--\n${noticesOf(root, single).replaceAll('--', '- -')}-->\n`,
  );
  // What belongs to what, for the size budget; no part of what is served.
  renameSync(join(made, '.vite/manifest.json'), join(root, 'build/manifest.json'));
  rmSync(join(made, '.vite'), { recursive: true });
  writeFileSync(join(made, 'sw.js'), serviceWorker(made));
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
} finally {
  for (const folder of [made, old]) rmSync(folder, { recursive: true, force: true });
}

/** The page as Vite builds it in a mode; returns the modules that are in it, in its workers too. */
async function buildPage(mode) {
  const ids = new Set();
  const plugins = [collector(ids)];
  await build({
    root,
    configFile,
    logLevel,
    mode,
    plugins,
    worker: { plugins: () => plugins },
    build: { outDir: made },
  });
  return ids;
}

/** The command line as one module for Node, with the module that its worker threads run beside it; returns what is in them. */
async function buildCommandLine() {
  const { metafile } = await bundle({
    metafile: true,
    absWorkingDir: root,
    entryPoints: {
      hostfold: join(root, 'src/cli/index.ts'),
      'node-worker': join(root, 'src/engine/pool/node-worker.ts'),
    },
    outdir: join(made, 'cli'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    logLevel: 'warning',
    // Some packages still ask for Node's modules by require, which a module does not have by itself.
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
  });
  return Object.keys(metafile.inputs).map((file) => join(root, file));
}
