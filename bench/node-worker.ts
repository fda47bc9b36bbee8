/** The module that the engine's worker threads run, built for a bench. */
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface BuiltWorker {
  readonly url: URL;
  /** Removes it. */
  readonly remove: () => void;
}

/** @param entry the module, from here; the engine's worker when left out */
export async function buildNodeWorker(entry = '../src/engine/pool/node-worker.ts'): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'hostfold-bench-'));
  const outfile = join(folder, 'node-worker.mjs');
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return { url: pathToFileURL(outfile), remove: () => rmSync(folder, { recursive: true }) };
}
