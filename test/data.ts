import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where files of real machines and published instances lie: beside the project, or where HOSTFOLD_DATA says. */
const DATA = resolve(
  process.env.HOSTFOLD_DATA ?? fileURLToPath(new URL('../../shared/data', import.meta.url)),
);

/** The path of such a file; a clone alone has none of them, and its tests of them are skipped. */
export const dataPath = (path: string): string => join(DATA, path);

/** Whether this machine lacks any of these. */
export const lacksData = (...paths: string[]): boolean => paths.some((path) => !existsSync(dataPath(path)));
