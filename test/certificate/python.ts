import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const CHECKER = fileURLToPath(new URL('../../verify', import.meta.url));

/** Runs verify.py's own main on each file, in one process. */
const DRIVER = `
import sys
sys.path.insert(0, sys.argv[1])
sys.dont_write_bytecode = True
import verify
for path in sys.argv[2:]:
    verify.looked = 0
    print(verify.main(path))
`;

/** Whether this machine lacks what runs verify.py. */
export const lacksPython = spawnSync('python3', ['-c', 'import fractions']).status !== 0;

/** What verify.py says of documents: its exit code and its sentence. */
export function byPython(...documents: unknown[]): { code: number; said: string }[] {
  const folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  try {
    const paths = documents.map((document, k) => {
      const path = join(folder, `${k}.json`);
      writeFileSync(path, JSON.stringify(document));
      return path;
    });
    const { stdout, stderr } = spawnSync('python3', ['-c', DRIVER, CHECKER, ...paths], { encoding: 'utf8' });
    const lines = stdout.trim().split('\n');
    if (lines.length !== 2 * documents.length) throw new Error(stderr);
    return documents.map((_, k) => ({ code: Number(lines[2 * k + 1]), said: lines[2 * k] }));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
