// npm run test:nodes: what depends on Node (set-up, kernels, unit tests, build, command line) on each version that is
// promised, one after the other. The versions come from the npm package `node` into build/nodes, and stay there.
// `npm run test:nodes -- 22` runs on that one alone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The oldest that is promised, and the lines kept alive after it. */
const VERSIONS = ['20.19', '22', '24'];
const CHECKS = ['kernel', 'types', 'unit', 'build', 'size', 'commands'];

/** The program of a version, fetched when it is not there. */
function nodeOf(version) {
  const folder = join(root, 'build/nodes', version);
  const program = join(folder, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    // Its own package.json, else npm would take this project's.
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error', `node@${version}`];
    const { status } = spawnSync('npm', args, {
      cwd: folder,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`npm could not install node@${version}; what it said stands above`);
  }
  return program;
}

const asked = process.argv.slice(2);
const results = [];
for (const version of asked.length > 0 ? asked : VERSIONS) {
  const program = nodeOf(version);
  const { stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
  console.log(`\n==== Node ${stdout.trim()}`);
  // What the tests start through npm is to be that version too.
  const env = { ...process.env, PATH: `${dirname(program)}${delimiter}${process.env.PATH}` };
  const args = [join(root, 'scripts/test.mjs'), ...CHECKS];
  const { status } = spawnSync(program, args, { cwd: root, stdio: 'inherit', env });
  results.push({ version: stdout.trim(), status });
}
console.log('');
for (const { version, status } of results)
  console.log(`Node ${version}: ${status === 0 ? 'passed' : 'failed'}`);
process.exitCode = results.some(({ status }) => status !== 0) ? 1 : 0;
