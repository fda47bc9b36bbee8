// Kernels that are older than their sources: whoever runs them would measure or test what is no more.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** When the newest file of a folder was saved, ms. */
const newest = (folder, recursive) =>
  Math.max(
    ...readdirSync(folder, { recursive, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => statSync(join(entry.parentPath ?? entry.path, entry.name)).mtimeMs),
  );

/**
 * Refuses kernels that are missing or older than their sources, by name.
 * @param root the checkout
 * @param builds `release`, `debug` or both
 * @throws Error
 */
export function refuseStaleKernels(root, builds) {
  const assembly = join(root, 'assembly');
  const shared = newest(assembly, false);
  const folders = readdirSync(assembly, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  for (const { name } of folders) {
    const sources = Math.max(shared, newest(join(assembly, name), true));
    for (const build of builds) {
      const built = statSync(join(root, `build/${name}.${build}.wasm`), { throwIfNoEntry: false })?.mtimeMs;
      if (built === undefined || built < sources)
        throw new Error(
          `the ${name} kernel (${build}) is ${built === undefined ? 'not built' : 'older than its sources'}: run npm run kernel.`,
        );
    }
  }
}
