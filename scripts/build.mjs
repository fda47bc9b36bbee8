// Builds dist/: the page (any static host), hostfold.html (one file that works from disk) and the command line.
// It is built beside the old one and takes its place when all is done, so that a failed build leaves the old one.
import { build as bundle } from 'esbuild';
import { existsSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

// A test runner's own NODE_ENV would make this a build for development.
process.env.NODE_ENV = 'production';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const made = join(root, `build/dist.${process.pid}`);
const old = `${made}.old`;
const configFile = join(root, 'vite.config.ts');
const logLevel = process.env.CI ? 'warn' : 'info';

try {
  await build({ root, configFile, logLevel, build: { outDir: made } });
  await build({ root, configFile, logLevel, mode: 'single', build: { outDir: made } });
  if (existsSync(join(root, 'src/cli/index.ts'))) await buildCommandLine();
  // What belongs to what, for the size budget; no part of what is served.
  renameSync(join(made, '.vite/manifest.json'), join(root, 'build/manifest.json'));
  rmSync(join(made, '.vite'), { recursive: true });
  if (existsSync(dist)) renameSync(dist, old);
  renameSync(made, dist);
} finally {
  for (const folder of [made, old]) rmSync(folder, { recursive: true, force: true });
}

/** The command line as one module for Node, with the module that its worker threads run beside it. */
async function buildCommandLine() {
  await bundle({
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
}
