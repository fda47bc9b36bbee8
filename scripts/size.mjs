// The size budgets, gzipped: what the page loads before the first fold is 120 KB at most, a figure to embed 30 KB beside
// its kernel. Run after a build.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { FIGURE_BUDGET, FIGURES, weightOf } from './embed.mjs';

const BUDGET = 120 * 1024;
// The chunks that the first view imports lazily, by the source they are made of.
const FIRST_VIEW = /^src\/ui\/fold\/fold-view/;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/**
 * The files that the page asks for before the first fold: itself, its entry, what that imports, the first view.
 * @param {Record<string, {file: string, src?: string, imports?: string[], dynamicImports?: string[], css?: string[]}>} manifest
 *   what Vite says of the build, by source.
 * @returns {string[]} addresses relative to the page.
 */
export function loadedFirst(manifest) {
  const files = new Set(['index.html']);
  const seen = new Set();
  const visit = (key) => {
    if (seen.has(key)) return;
    seen.add(key);
    const chunk = manifest[key];
    for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter((source) => FIRST_VIEW.test(source)).forEach(visit);
  };
  visit('index.html');
  return [...files];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const manifest = JSON.parse(readFileSync(join(root, 'build/manifest.json'), 'utf8'));
  let total = 0;
  for (const file of loadedFirst(manifest)) {
    const bytes = gzipSync(readFileSync(join(root, 'dist', file)), { level: 9 }).length;
    total += bytes;
    console.log(`${String(bytes).padStart(8)}  ${file}`);
  }
  console.log(`${String(total).padStart(8)}  before the first fold, of ${BUDGET}`);
  if (total > BUDGET) {
    console.error(
      `The page loads ${total - BUDGET} bytes more before the first fold than its budget allows.`,
    );
    process.exitCode = 1;
  }
  for (const file of FIGURES.flatMap((name) => [`embed/${name}.js`, `embed/${name}.html`])) {
    const weight = weightOf(readFileSync(join(root, 'dist', file), 'utf8'));
    console.log(`${String(weight).padStart(8)}  ${file} beside its kernel, of ${FIGURE_BUDGET}`);
    if (weight > FIGURE_BUDGET) {
      console.error(`${file} is ${weight - FIGURE_BUDGET} bytes larger than the budget of a figure allows.`);
      process.exitCode = 1;
    }
  }
}
