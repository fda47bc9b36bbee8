// The page's service worker, for one build: answers for a fixed list of the page's own files, and for nothing else.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** What is served and is no part of the page: the command line, figures to embed, and the page in one file. */
const APART = /^(cli\/|embed\/|hostfold\.html$|sw\.js$)/;

/**
 * The files of a built page, relative to it, in a fixed order; the page itself as `./`.
 * @param {string} folder
 * @returns {string[]}
 */
export function pageFiles(folder) {
  const files = readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((path) => statSync(path).isFile())
    .map((path) => relative(folder, path).split(sep).join('/'))
    .filter((name) => !APART.test(name) && !name.split('/').some((part) => part.startsWith('.')));
  return files.sort().map((name) => (name === 'index.html' ? './' : name));
}

/**
 * The worker's text. Its name of the cache is the build's own: of the scope, for one origin may hold several pages, and
 * of the files' bytes. A new build is fetched whole beside the old one and waits until the last tab of that is closed,
 * as browsers do; then the old files go.
 * @param {string} folder the built page
 */
export function serviceWorker(folder) {
  const files = pageFiles(folder);
  const hash = createHash('sha256');
  for (const name of files)
    hash.update(name).update(readFileSync(join(folder, name === './' ? 'index.html' : name)));
  const version = hash.digest('hex').slice(0, 16);
  return `const FILES = ${JSON.stringify(files)};
const OWN = 'hostfold ' + self.registration.scope + ' ';
const CACHE = OWN + '${version}';
const BASE = new URL('./', self.location.href).href;
const LIST = new Set(FILES.map((file) => new URL(file, BASE).href));

self.addEventListener('install', (event) => {
  const requests = [...LIST].map((address) => new Request(address, { cache: 'reload' }));
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(requests)));
});

self.addEventListener('activate', (event) => {
  const old = (name) => name.startsWith(OWN) && name !== CACHE;
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter(old).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const address = new URL(request.url);
  address.hash = '';
  address.search = '';
  const asked = address.href === BASE + 'index.html' ? BASE : address.href;
  if (request.method !== 'GET' || !LIST.has(asked)) return;
  event.respondWith(
    caches
      .open(CACHE)
      .then((cache) => cache.match(asked))
      .then((kept) => kept ?? fetch(request)),
  );
});
`;
}
