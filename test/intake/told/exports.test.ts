/**
 * All that is said of an export of each kind, whole, with other columns and damaged: a change shows as a difference of words.
 * What is said of whole ones was read through against the loads that they are made of (see `shapes`). After a change that is
 * meant, `npx vitest run test/intake/told -u` writes the files beside anew: read what differs.
 */
import { describe, expect, test } from 'vitest';
import { damaged } from '../exports/damage';
import { fileOf, mutant } from '../exports/export';
import { KINDS } from '../exports/kinds';
import { differences, told } from './words';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const DAMAGES = [11, 12, 13, 14];
const CHANGES = [21, 22];

describe.each(Object.keys(KINDS))('%s', (kind) => {
  test('whole, changed and damaged, tells what is in it', async () => {
    const { name, text } = fileOf(KINDS[kind]);
    const whole = await told(name, text);
    const parts = [whole];
    for (const seed of CHANGES) {
      const other = fileOf(mutant(KINDS[kind], seed));
      parts.push(`--- changed ${seed}\n${differences(whole, await told(other.name, other.text))}`);
    }
    for (const seed of DAMAGES)
      parts.push(
        `--- damaged ${seed}\n${differences(whole, await told(name, damaged(bytesOf(text), seed)))}`,
      );
    const file = kind.toLowerCase().replace(/[^a-z0-9]+/g, '-');
    await expect(`${parts.join('\n')}\n`).toMatchFileSnapshot(`exports/${file}.txt`);
  });
});
