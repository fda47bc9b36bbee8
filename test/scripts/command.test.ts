import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { GUEST_TABLE } from '../e2e/counters';
import { copyProject } from './copy';

const root = fileURLToPath(new URL('../../', import.meta.url));
const hostfold = (folder: string, args: string[], input = '') =>
  spawnSync(process.execPath, [join(folder, 'bin/hostfold.mjs'), ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
  });

test('the built command folds what it reads from standard input, and prints one JSON document', () => {
  const { status, stdout } = hostfold(root, ['fold', '-', '--json', '--work', '100'], GUEST_TABLE);
  expect(status).toBe(0);
  const answer = JSON.parse(stdout);
  expect(answer.hosts.flatMap((host: { guests: string[] }) => host.guests).sort()).toEqual([
    'BACKUP1',
    'DIR01',
    'MAIL01',
  ]);
});

test('bad usage ends the built command with 2', () => {
  const { status, stderr } = hostfold(root, ['unfold']);
  expect(status).toBe(2);
  expect(stderr).toContain('unfold');
});

test('where nothing is built, the command says what to run', () => {
  const copy = copyProject(false);
  const { status, stderr } = hostfold(copy.folder, ['--help']);
  copy.remove();
  expect(status).toBe(2);
  expect(stderr).toContain('npm run build');
});
