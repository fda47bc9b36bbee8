// The licences of all that is bundled, from what the bundlers say they put in.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What a licence file is called. */
const LICENCE = /^(licen[cs]e|copying|notice)\b/i;
/** Code that comes from a package without being a file of it: helpers of the bundlers, the library that asc compiles in. */
const HIDDEN = [
  [/^\0?(vite|commonjsHelpers)/, 'vite'],
  [/^\0?rolldown/, 'rolldown'],
  [/\/src\/engine\/generated\//, 'assemblyscript'],
];

/**
 * The folder of the package that a bundled module comes from; undefined for the project's own.
 * @param {string} root the project's folder.
 */
export function packageOf(root, id) {
  const path = id.split('?')[0].replaceAll('\\', '/');
  const at = path.lastIndexOf('/node_modules/');
  if (at >= 0) {
    const [scope, name] = path.slice(at + '/node_modules/'.length).split('/');
    return path.slice(0, at) + `/node_modules/${scope.startsWith('@') ? `${scope}/${name}` : scope}`;
  }
  const hidden = HIDDEN.find(([pattern]) => pattern.test(path));
  return hidden && join(root, 'node_modules', hidden[1]);
}

/** Collects the modules of what Vite writes into `ids`; to be given to its workers too. */
export const collector = (ids) => ({
  name: 'hostfold-notices',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) for (const id of Object.keys(chunk.modules ?? {})) ids.add(id);
  },
});

function noticeOf(folder) {
  const { name, version, license, author, homepage } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(folder)
    .filter((file) => LICENCE.test(file))
    .sort()
    .map((file) => readFileSync(join(folder, file), 'utf8'))
    // Vite's goes on with the licences of what it is made of itself, none of which it puts into what it builds.
    .map((text) => text.split('# Licenses of bundled dependencies')[0].trim());
  if (texts.length === 0) {
    if (!license) throw new Error(`${name} is bundled, and nothing in it says under which licence`);
    const who = typeof author === 'string' ? author : author?.name;
    texts.push(
      `Licence: ${license}. ${who ? `By ${who}. ` : ''}The package holds no text of it. ${homepage ?? ''}`,
    );
  }
  return { name, text: `${name} ${version} (${license})\n\n${texts.join('\n\n')}` };
}

/**
 * The notices of all packages that these modules come from, by name.
 * @param {string} root the project's folder. @param {Iterable<string>} ids modules as a bundler names them.
 * @throws Error when a package says nothing of its licence.
 */
export function noticesOf(root, ids) {
  const folders = new Set([...ids].map((id) => packageOf(root, id)).filter(Boolean));
  const notices = [...folders].map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const rule = `\n\n${'-'.repeat(72)}\n\n`;
  return (
    [
      'Hostfold holds code of these packages, each under its own licence.',
      ...notices.map(({ text }) => text),
    ].join(rule) + '\n'
  );
}
