// Compiles the AssemblyScript kernels, each as a release and a debug build, when their sources are newer than
// what is there; the release builds also become modules, deflated and in base64, because the page may fetch nothing (docs/decisions.md).
// With --release the debug builds, which only the tests run, are left out.
import { spawn } from 'node:child_process';
import {
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync } from 'node:zlib';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
const KERNELS = ['packing', 'columns', 'even', 'dispatch'];
const COMMON = ['--runtime', 'stub', '--enable', 'simd', '--transform', './scripts/inline.mjs'];
const BUILDS = ['release', ...(process.argv.includes('--release') ? [] : ['debug'])];
/** The kernel of the first fold is made small: what its hot loops call is tagged @inline, and costs no time. */
const SMALL = new Set(['packing']);
const flagsOf = (kernel, build) => [
  build === 'debug' ? '--debug' : SMALL.has(kernel) ? '-O3s' : '-O3',
  ...COMMON,
];

const newest = (folder, recursive) =>
  Math.max(
    ...readdirSync(folder, { recursive, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => statSync(join(e.parentPath ?? e.path, e.name)).mtimeMs),
  );
const age = (file) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Compiles one kernel beside its place and moves it there whole: a test that runs meanwhile sees the old one. */
function compile(kernel, flags, out) {
  const made = `${out}.${process.pid}.wasm`;
  // Its date is that of the sources it was made of: one saved while it compiles is newer.
  const began = new Date();
  const asking = [asc, `assembly/${kernel}/index.ts`, '-o', made, ...flags];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, asking, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    child.on('error', reject);
    child.on('exit', (code) => {
      if (code !== 0) return reject(new Error(`the ${kernel} kernel does not compile; asc says why above`));
      utimesSync(join(root, made), began, began);
      renameSync(join(root, made), join(root, out));
      resolve();
    });
  });
}

/** Deflated with the buffer that does best: the block length that suits a kernel differs, by 2 % of its size. */
function smallest(bytes) {
  const tried = [4, 5, 6, 7, 8, 9].map((memLevel) => deflateRawSync(bytes, { level: 9, memLevel }));
  return tried.reduce((least, each) => (each.length < least.length ? each : least));
}

function writeModule(kernel) {
  const wasm = join(root, `build/${kernel}.release.wasm`);
  const module = join(root, `src/engine/generated/${kernel}.ts`);
  if (age(module) > age(wasm)) return;
  const text = smallest(readFileSync(wasm)).toString('base64');
  writeFileSync(
    module,
    `/** The ${kernel} kernel, compiled; made by scripts/build-kernel.mjs. */\nexport default '${text}';\n`,
  );
}

mkdirSync(join(root, 'build'), { recursive: true });
mkdirSync(join(root, 'src/engine/generated'), { recursive: true });
const shared = Math.max(
  newest(join(root, 'assembly'), false),
  age(fileURLToPath(import.meta.url)),
  age(join(root, 'scripts/inline.mjs')),
);
const tasks = KERNELS.flatMap((kernel) => {
  const sources = Math.max(shared, newest(join(root, 'assembly', kernel), true));
  return BUILDS.map((build) => ({
    kernel,
    flags: flagsOf(kernel, build),
    out: `build/${kernel}.${build}.wasm`,
  })).filter(({ out }) => age(join(root, out)) <= sources);
});
const work = async () => {
  for (let task = tasks.shift(); task; task = tasks.shift()) await compile(task.kernel, task.flags, task.out);
};
try {
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  KERNELS.forEach(writeModule);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
