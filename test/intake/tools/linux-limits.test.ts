/** What columns of Linux tools come to, at the limits of each rule. */
import { describe, expect, it } from 'vitest';
import { read } from '../read';
import { whole } from './whole';

/** Of a file of sadf with this section, all that is made of its machine, and all that is said. */
async function told(columns: string, ...rows: readonly string[]) {
  const lines = rows.map((row, k) => `web01;60;2026-01-05 10:0${k}:00 UTC;${row}`);
  const text = [`# hostname;interval;timestamp;${columns}`, ...lines].join('\n');
  return whole(await read(text, {}, 's.csv')).filter((line) => !/^(met|info) /.test(line));
}
const machine = async (columns: string, ...rows: readonly string[]) =>
  (await told(columns, ...rows))[1]?.replace(/^web01: |, zone UTC 0$/g, '');

describe('a processor is busy while it neither idles nor waits', () => {
  it.each([
    ['100;0;0', 'busy 0'],
    ['90;10;0', 'busy 0'],
    ['90;10;0.9', 'busy 0, measured guest'],
    ['60;10;5', 'busy 25, measured guest'],
    ['60;10;0', 'busy 30'],
  ])('idle, waiting and stolen %s: %s', async (row, words) =>
    expect(await machine('CPU;%idle;%iowait;%steal', `-1;${row}`)).toBe(words),
  );

  it('a whole hundred too much is no rounding', async () =>
    expect(await told('CPU;%idle;%iowait', '-1;90;11', '-1;90;5')).toContain(
      'warning s.csv: 1 sample of processor busy below zero on web01: read as missing.',
    ));

  it('processors one by one are counted, and stand for the whole where it is missing', async () => {
    expect(await machine('CPU;%idle', '0;90', '1;70')).toBe('busy 10 30, threads 2');
    expect(await machine('CPU;%idle', '-1;80')).toBe('busy 20');
    expect(await machine('CPU;%idle', 'all;80')).toBe('busy 20');
  });
});

describe('the size of a memory', () => {
  const heads = 'kbmemfree;kbmemused;%memused';
  const GUESS =
    'guess s.csv: Installed memory is worked out from the memory used and its share of the whole.';
  it.each([
    // Up to 11.7 what is not free is used: the two make the whole.
    ['1048576;1048576;50', 2048, false],
    ['1048576;1048576;50.019', 2048, false],
    // Since then only its share of the whole tells the whole.
    ['1048576;1048576;25', 4096, true],
    ['524288;1048576;50', 2048, true],
    ['1048576;0;50', null, false],
    ['1048576;1048576;0', null, false],
  ])('of free, used and its share %s is %s MiB', async (row, memory, guessed) => {
    const lines = await told(heads, row);
    expect(/memory (\d+)/.exec(lines[1])?.[1] ?? null).toBe(memory === null ? null : String(memory));
    expect(lines.includes(GUESS)).toBe(guessed);
  });

  it('is told best by the greatest share, wherever it stands', async () => {
    expect(await machine(heads, '1048576;1048576;25', '1048576;1048576;20')).toContain('memory 4096');
    expect(await machine(heads, '1048576;1048576;20', '1048576;1048576;25')).toContain('memory 4096');
    expect(await machine('kbmemfree;kbmemused', '1048576;1048576')).not.toContain('memory');
    expect(await machine('%memused;kbmemused;kbmemfree', '50;1048576;1048576')).toContain('memory 2048');
  });
});
