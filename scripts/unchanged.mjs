// What a check of many files together has passed: it passes again while all that it looks at stays what it was.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Which packages are installed, and in which version, as npm keeps it. */
const INSTALLED = 'node_modules/.package-lock.json';

const read = (file) => {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
};

/**
 * One text for all that checks of the sources look at, which differs once any of it does: folders whole, names and
 * contents; the files beside them but for what is told in words (`.md`); what is installed; this Node.
 * @param {string} root the project.
 * @param {readonly string[]} folders below it; one that is not there is empty.
 * @returns {string} 64 hexadecimal digits.
 */
export function stateOf(root, folders) {
  const found = (folder, recursive) => {
    try {
      return readdirSync(folder, { recursive, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
    } catch (error) {
      if (error.code === 'ENOENT') return [];
      throw error;
    }
  };
  const beside = found(root, false).filter((file) => !file.endsWith('.md'));
  const within = folders.flatMap((folder) => found(join(root, folder), true));
  const hash = createHash('sha256').update(process.version);
  for (const file of [...beside, ...within, join(root, INSTALLED)].sort()) {
    const body = read(file);
    hash.update(`\0${relative(root, file).split(sep).join('/')}\0${body.length}\0`).update(body);
  }
  return hash.digest('hex');
}

/** The states in which checks passed, one file for each, in a folder. */
export const passes = (folder) => ({
  /** Whether this check passed in this state when it last did. */
  has: (check, state) => String(read(join(folder, check))) === state,
  /** Keeps that it did. */
  keep(check, state) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, check), state);
  },
});
