// npm run bench [-- NAME...]: runs bench/*.ts (or those whose name holds a NAME) one after the other and prints what
// each returns as a table. A bench's default export is a function, as bench/table.ts describes.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { refuseStaleKernels } from '../scripts/stale-kernels.mjs';

const folder = dirname(fileURLToPath(import.meta.url));
refuseStaleKernels(join(folder, '..'), ['release']);
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((file) => file.endsWith('.ts') && file !== 'table.ts')
  .filter((file) => wanted.length === 0 || wanted.some((name) => file.includes(name)))
  .sort();

const shown = (cell) =>
  typeof cell === 'number'
    ? Number.isInteger(cell)
      ? String(cell)
      : cell.toPrecision(3)
    : String(cell ?? '');

/** Columns in the order in which rows name them; numbers to the right, words to the left. */
function print({ title, rows, notes = [] }) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const cells = rows.map((row) => names.map((name) => shown(row[name])));
  const right = names.map((name) =>
    rows.every((row) => row[name] === undefined || typeof row[name] === 'number'),
  );
  const widths = names.map((name, i) => Math.max(name.length, ...cells.map((row) => row[i].length)));
  const line = (row) =>
    row
      .map((cell, i) => (right[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i])))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n${line(names)}\n${widths.map((width) => '-'.repeat(width)).join('  ')}`);
  for (const row of cells) console.log(line(row));
  for (const note of notes) console.log(`  ${note}`);
}

if (files.length === 0) {
  console.error(`There is no bench ${wanted.join(', ')} in bench/.`);
  process.exitCode = 2;
}
for (const file of files) {
  const module = await import(pathToFileURL(join(folder, file)).href);
  if (typeof module.default !== 'function') continue;
  try {
    const tables = await module.default();
    const several = Array.isArray(tables) || Symbol.asyncIterator in tables;
    for await (const table of several ? tables : [tables]) print(table);
  } catch (error) {
    console.error(`\n${file}: ${error.stack ?? error}`);
    process.exitCode = 1;
  }
}
