// Serves dist/ on this machine alone: `node scripts/serve.mjs [--port N] [--folder DIR]`. Any static host does the
// same; this one needs no dependency, takes a free port when its own is taken, and ends at once when told to.
import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.woff2': 'font/woff2',
};
const HOST = '127.0.0.1';
const PORT = 4173;
const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The file that an address names inside a folder, or undefined: never one outside it, never a hidden one. */
export function fileFor(folder, address) {
  let path;
  try {
    path = normalize(decodeURIComponent(new URL(address, `http://${HOST}`).pathname));
  } catch {
    return undefined;
  }
  if (path.includes('\0') || path.split(sep).some((part) => part.startsWith('.'))) return undefined;
  const file = join(folder, path.endsWith(sep) ? join(path, 'index.html') : path);
  return file.startsWith(folder + sep) && statSync(file, { throwIfNoEntry: false })?.isFile()
    ? file
    : undefined;
}

/**
 * Serves a folder.
 * @param {{folder: string, port?: number}} options `port` 0 takes any free one, and so does a taken one.
 * @returns {Promise<{address: string, close: () => Promise<void>}>}
 */
export function serve({ folder, port = PORT }) {
  const server = createServer((request, response) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
      return;
    }
    const file = fileFor(folder, request.url ?? '/');
    if (!file) {
      response
        .writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8' })
        .end('There is no such file here.\n');
      return;
    }
    const headers = {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      'Content-Length': statSync(file).size,
      'Cache-Control': 'no-cache',
      'X-Content-Type-Options': 'nosniff',
    };
    response.writeHead(200, headers);
    if (request.method === 'HEAD') response.end();
    else createReadStream(file).pipe(response);
  });
  return new Promise((resolve, reject) => {
    let wanted = port;
    server.on('error', (error) => {
      if ((error.code === 'EADDRINUSE' || error.code === 'EACCES') && wanted !== 0) {
        wanted = 0;
        server.listen(0, HOST);
      } else reject(error);
    });
    server.listen(wanted, HOST, () => {
      const close = () =>
        new Promise((done) => {
          server.close(() => done());
          server.closeAllConnections();
        });
      resolve({ address: `http://${HOST}:${server.address().port}/`, close });
    });
  });
}

/**
 * The port that a person named, undefined where none is named; what is no port is refused in words, and ends this process
 * with 2.
 * @param {string | undefined} text
 * @param {string} where how it was named
 */
export function portNamed(text, where) {
  const named = text?.trim();
  if (!named) return undefined;
  if (/^\d{1,5}$/.test(named) && Number(named) <= 65535) return Number(named);
  console.error(
    `${where}: found ${JSON.stringify(text)}; expected a whole number from 0 to 65535 (0: any that is free), such as ${PORT}.`,
  );
  process.exit(2);
}

/** Serves until told to end, and says where. */
export async function serveUntilTold(options) {
  const { address } = await serve(options);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(0));
  console.log(`Hostfold is at ${address}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const option = (name) => process.argv[process.argv.indexOf(`--${name}`) + 1];
  const has = (name) => process.argv.includes(`--${name}`);
  await serveUntilTold({
    folder: has('folder') ? join(process.cwd(), option('folder')) : join(root, 'dist'),
    port: has('port') ? portNamed(option('port') ?? 'nothing', '--port') : undefined,
  });
}
