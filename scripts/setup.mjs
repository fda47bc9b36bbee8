// What npm start and npm test do first, so that a clean clone needs nothing but Node and npm: install what the lock
// file names when it is not there, compile the kernels, and (with --browser, for the tests) see to a Chromium. Asks no questions,
// needs no network once all is there, and has no dependencies of its own.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findChromium, installChromium, NO_CHROMIUM } from './chromium.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const OLDEST_NODE = [20, 19];

/** Whether node_modules holds what the lock file names, by npm's own record; packages for other machines may lack. */
function installed() {
  const packages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;
  try {
    const present = packages('node_modules/.package-lock.json');
    return Object.entries(packages('package-lock.json')).every(
      ([path, { version, optional }]) =>
        path === '' || (present[path] ? present[path].version === version : optional),
    );
  } catch {
    return false;
  }
}

/** Runs npm by the very program that runs this script, which may be any of several on a machine. */
function npm(...args) {
  const program = process.env.npm_execpath;
  const stdio = ['ignore', 'inherit', 'inherit'];
  const { status } = /\.c?js$/.test(program ?? '')
    ? spawnSync(process.execPath, [program, ...args], { cwd: root, stdio })
    : spawnSync('npm', args, { cwd: root, stdio, shell: process.platform === 'win32' });
  if (status !== 0) {
    console.error(`npm ${args.join(' ')} failed; what it said stands above. Is the npm registry in reach?`);
    process.exit(1);
  }
}

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
  console.error(`Hostfold needs Node ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}
if (!installed()) npm('ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error');
const forTests = process.argv.includes('--browser');
const builder = [join(root, 'scripts/build-kernel.mjs'), ...(forTests ? [] : ['--release'])];
if (spawnSync(process.execPath, builder, { stdio: 'inherit' }).status !== 0) process.exit(1);
if (forTests) {
  const path = findChromium() ?? installChromium();
  console.log(path ? `Chromium: ${path}` : NO_CHROMIUM);
}
