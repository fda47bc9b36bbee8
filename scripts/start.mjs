// npm start: builds the page when a source is newer than what stands in dist/, and serves it.
import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { portNamed, serveUntilTold } from './serve.mjs';

// Before anything is built: whoever mistyped a port need not wait for it.
const port = portNamed(process.env.PORT, 'PORT');
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SOURCES = [
  'index.html',
  'vite.config.ts',
  'package-lock.json',
  'tsconfig.json',
  'scripts',
  'public',
  'src',
];

const newest = (path) => {
  const entry = statSync(path, { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.mtimeMs ?? 0;
  // A folder counts too: its own time tells of a file taken away.
  return Math.max(entry.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
};
const built = statSync(join(root, 'dist/index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
if (SOURCES.some((source) => newest(join(root, source)) > built)) await import('./build.mjs');

// npm starts this through a shell, and a signal to npm alone ends the shell without a word to what it started.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid;
  setInterval(() => process.ppid === parent || process.exit(0), 200).unref();
}
await serveUntilTold({ folder: join(root, 'dist'), port });
