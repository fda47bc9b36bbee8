// Compiles the AssemblyScript kernels, each as a release and a debug build, when their sources are newer than
// what is there; the release builds also become base64 modules, because the page may fetch nothing (docs/decisions.md).
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const KERNELS = ['packing', 'columns', 'dispatch'];
const COMMON = ['--runtime', 'stub', '--enable', 'simd'];
const BUILDS = {
  release: ['-O3', ...COMMON],
  debug: ['--debug', ...COMMON],
};

const newest = (folder, recursive) =>
  Math.max(
    ...readdirSync(folder, { recursive, withFileTypes: true })
      .filter((e) => e.isFile())
      .map((e) => statSync(join(e.parentPath ?? e.path, e.name)).mtimeMs),
  );
const age = (file) => {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
};

const shared = Math.max(newest(join(root, 'assembly'), false), age(fileURLToPath(import.meta.url)));
const generated = join(root, 'src/engine/generated');
mkdirSync(join(root, 'build'), { recursive: true });
mkdirSync(generated, { recursive: true });

for (const kernel of KERNELS) {
  const sources = Math.max(shared, newest(join(root, 'assembly', kernel), true));
  for (const [build, flags] of Object.entries(BUILDS)) {
    const out = `build/${kernel}.${build}.wasm`;
    if (age(join(root, out)) > sources) continue;
    const asc = join(root, 'node_modules/assemblyscript/bin/asc.js');
    execFileSync(
      process.execPath,
      [asc, `assembly/${kernel}/index.ts`, '-o', `${out}.${process.pid}.wasm`, ...flags],
      {
        cwd: root,
        stdio: 'inherit',
      },
    );
    renameSync(join(root, `${out}.${process.pid}.wasm`), join(root, out));
  }
  const wasm = join(root, `build/${kernel}.release.wasm`);
  const module = join(generated, `${kernel}.ts`);
  if (age(module) > age(wasm)) continue;
  const text = readFileSync(wasm).toString('base64');
  writeFileSync(
    module,
    `/** The ${kernel} kernel, compiled; made by scripts/build-kernel.mjs. */\nexport default '${text}';\n`,
  );
}
