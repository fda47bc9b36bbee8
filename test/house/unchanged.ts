import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVERY_CASE } from '../often';

const kept = join(import.meta.dirname, '../../build/cache/house');

/**
 * Looks at files, or not again where they are what they were when the same look found nothing.
 * @param name of the look.
 * @param files all that decides what it finds, the file of the look itself among them.
 * @returns what it found.
 */
export function lookUnlessUnchanged(name: string, files: readonly string[], look: () => string[]): string[] {
  const hash = createHash('sha256');
  for (const file of files) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  const now = hash.digest('hex');
  const stamp = join(kept, name);
  if (!EVERY_CASE && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return [];
  const found = look();
  if (found.length === 0) {
    mkdirSync(kept, { recursive: true });
    writeFileSync(stamp, now);
  }
  return found;
}
