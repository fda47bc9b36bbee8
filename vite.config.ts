import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin, type Rolldown } from 'vite';
import { shortMarkup, shortStyles } from './scripts/short.mjs';

type GetModuleInfo = Rolldown.GetModuleInfo;

/** What the page may do: run its own code and its kernels, and ask nobody for anything. */
const POLICY = {
  'default-src': "'none'",
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self' blob:",
  'style-src': "'self'",
  'img-src': "'self' data: blob:",
  'manifest-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': 'lit-html default',
};

const policyTag = (policy: Record<string, string>) => {
  const content = Object.entries(policy).map(([part, sources]) => `${part} ${sources}`);
  return `<meta http-equiv="Content-Security-Policy" content="${content.join('; ')}">`;
};

/** Puts the policy first in the head, where it binds all that follows. */
const withPolicy = (html: string, policy: Record<string, string>) =>
  html.replace(/<meta charset="[^"]*"\s*\/?>/, (charset) => `${charset}\n    ${policyTag(policy)}`);

/** The policy goes into what is built only: hot reload needs a socket and inline styles. */
function policy(): Plugin {
  return {
    name: 'hostfold-policy',
    apply: 'build',
    transformIndexHtml: { order: 'post', handler: (html) => withPolicy(html, POLICY) },
  };
}

/** Shortens templates of a kind in what is built of components. */
function short(template: 'css' | 'html', shorten: (code: string) => string): Plugin {
  return {
    name: `hostfold-short-${template}`,
    apply: 'build',
    enforce: 'pre',
    transform: { filter: { id: /\/src\/ui\/.*\.ts$/, code: `${template}\`` }, handler: shorten },
  };
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Puts everything into one page for opening from disk. Such a page has no origin that `'self'` could name, so its
 * policy names its script and its styles by their hashes.
 */
function oneFile(): Plugin {
  return {
    name: 'hostfold-one-file',
    apply: 'build',
    enforce: 'post',
    // Last of all: Vite itself still writes into the chunks at this stage.
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        const files = Object.values(bundle);
        const scripts = files.filter((file) => file.type === 'chunk');
        const styles = files.filter((file) => file.type === 'asset' && file.fileName.endsWith('.css'));
        const page = files.find((file) => file.fileName === 'index.html');
        if (scripts.length !== 1 || page?.type !== 'asset')
          this.error(`one file was wanted, but the build has ${scripts.length} scripts`);
        // An HTML parser ends a script at these, wherever they stand; in a string the escaped form is the same text.
        const code = scripts[0].code.replace(/<(\/script|!--)/gi, '\\x3C$1');
        const css = styles.map((file) => (file.type === 'asset' ? String(file.source) : '')).join('\n');
        const icon = readFileSync(new URL('public/icon.svg', import.meta.url)).toString('base64');
        const html = String(page.source)
          .replace(/\s*<link rel="(manifest|stylesheet|modulepreload)"[^>]*>/g, '')
          .replace(/\s*<script [^>]*src="[^"]*"[^>]*><\/script>/g, '')
          .replace(/(<link rel="icon"[^>]*href=")[^"]*"/, `$1data:image/svg+xml;base64,${icon}"`)
          .replace('</head>', () => (css ? `  <style>${css}</style>\n  </head>` : '</head>'))
          .replace('</body>', () => `  <script type="module">${code}</script>\n  </body>`);
        const own = {
          ...POLICY,
          'script-src': `${hashOf(code)} 'wasm-unsafe-eval'`,
          'worker-src': 'blob:',
          'style-src': css ? hashOf(css) : "'none'",
          'img-src': 'data: blob:',
          'manifest-src': "'none'",
        };
        for (const file of files) delete bundle[file.fileName];
        this.emitFile({ type: 'asset', fileName: 'hostfold.html', source: withPolicy(html, own) });
      },
    },
  };
}

/** What a module imports at once, and what that imports; itself included. */
function closureOf(start: string, moduleOf: GetModuleInfo): ReadonlySet<string> {
  const seen = new Set([start]);
  for (const id of seen) moduleOf(id)?.importedIds.forEach((each) => seen.add(each));
  return seen;
}

/**
 * What is loaded before the first fold comes in three files, for few compress better than many: the shell, the first
 * view, and what that one shares with what comes later.
 */
function firstFiles(): { name: (id: string, context: { getModuleInfo: GetModuleInfo }) => string | null } {
  let shell: ReadonlySet<string> | undefined;
  let shared: ReadonlySet<string> | undefined;
  const find = (moduleOf: GetModuleInfo): void => {
    const first = join(import.meta.dirname, 'src/ui/fold/fold-view.ts');
    shell = closureOf(join(import.meta.dirname, 'src/ui/main.ts'), moduleOf);
    const view = closureOf(first, moduleOf);
    const later = new Set([...shell, ...view].flatMap((id) => moduleOf(id)?.dynamicallyImportedIds ?? []));
    for (const id of later) moduleOf(id)?.dynamicallyImportedIds.forEach((each) => later.add(each));
    later.delete(first);
    const others = new Set([...later].flatMap((id) => [...closureOf(id, moduleOf)]));
    shared = new Set([...view].filter((id) => others.has(id)));
  };
  return {
    name: (id, context) => {
      if (!shell) find((each) => context.getModuleInfo(each));
      return shell?.has(id) ? 'shell' : shared?.has(id) ? 'shared' : null;
    },
  };
}

export default defineConfig(({ mode }) => {
  const single = mode === 'single';
  return {
    base: './',
    plugins: [short('css', shortStyles), short('html', shortMarkup), single ? oneFile() : policy()],
    worker: { format: 'iife' },
    build: {
      target: 'es2022',
      emptyOutDir: !single,
      copyPublicDir: !single,
      manifest: !single,
      // The polyfill fetches, which the policy forbids.
      modulePreload: { polyfill: false },
      cssCodeSplit: !single,
      assetsInlineLimit: single ? Number.MAX_SAFE_INTEGER : 4096,
      chunkSizeWarningLimit: 1000,
      reportCompressedSize: false,
      rolldownOptions: { output: { codeSplitting: single ? false : { groups: [firstFiles()] } } },
    },
    server: { host: '127.0.0.1' },
  };
});
