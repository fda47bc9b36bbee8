// Finds a Chromium for the tests, and installs Debian's when it may. Node's own modules only: it runs before npm ci.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

// The headless shell first: the same engine without a browser's own window, so that a page opens at a third of the cost.
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
];
const PLACES = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  ...['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .map((name) => join(process.env[name], 'Google/Chrome/Application/chrome.exe')),
];

/** What a browser under test is started with: root has no sandbox, and nothing of its own may ask the network. */
export const CHROMIUM_FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // A test's page lives for seconds: to optimize its scripts costs a quarter of its processor time, and does not come
  // back. Where CI is set they are run as people's browsers run them. The kernels are optimized in any case.
  ...(process.env.CI ? [] : ['--js-flags=--no-opt --no-maglev']),
];

export const NO_CHROMIUM =
  'The component and end-to-end tests need Chromium or Chrome, and none was found. Install one ' +
  '(Debian: apt-get install chromium; elsewhere: Google Chrome), or name its program in HOSTFOLD_CHROME.';

const runs = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
};

/**
 * The path of a Chromium: HOSTFOLD_CHROME, CHROME_PATH, the search path, the usual places; undefined when none is there.
 * @throws Error when one of those two variables names something that can't be run.
 */
export function findChromium() {
  for (const name of ['HOSTFOLD_CHROME', 'CHROME_PATH']) {
    const named = process.env[name];
    if (!named) continue;
    if (runs(named)) return named;
    throw new Error(
      `${name} is ${named}, which is not a program; let it name Chromium or Chrome, or unset it`,
    );
  }
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find(runs);
}

const succeeds = (command, args) => {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  return spawnSync(command, args, { env, stdio: ['ignore', 'inherit', 'inherit'] }).status === 0;
};

/** Installs Debian's Chromium where that needs no password; returns its path, or undefined when it could not. */
export function installChromium() {
  if (process.platform !== 'linux' || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return undefined;
  const apt = root
    ? (...args) => succeeds('apt-get', args)
    : (...args) => succeeds('sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args]);
  console.log('No Chromium found; installing Debian’s for the tests.');
  apt('update', '-qq');
  const install = (name) => apt('install', '-y', '-qq', '--no-install-recommends', name);
  if (!install('chromium-headless-shell')) install('chromium');
  return findChromium();
}
