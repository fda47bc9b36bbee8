import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { oneLine, visible } from '../../src/cli/printable';
import { hostfold } from './hostfold';

const ESCAPES = ['\u001b[31m', '\u009b2J', '\u202e', '\u2066', '\u0007', '\u007f', '\u200f'];
// eslint-disable-next-line no-control-regex -- these are what must not be there
const OBEYED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/;

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const servers = ESCAPES.map((mark, i) => `S${i}${mark}X`);
  const rows = Array.from({ length: 4 }, (_, k) =>
    [
      new Date(Date.UTC(2026, 0, 5) + k * 300_000).toISOString().slice(0, 19),
      ...servers.map((_, i) => 10 + i),
    ].join(','),
  );
  writeFileSync(file('marks.csv'), [`timestamp,${servers.join(',')}`, ...rows].join('\n'));
  writeFileSync(
    file('guests.csv'),
    [
      'name,cores,peak %,together,apart',
      ...servers.map((name) => `${name},1,10,,`),
      '"two\nlines",200,10,,',
      '"b\u001b",1,900000,,',
    ].join('\n'),
  );
  writeFileSync(file('deep.json'), '['.repeat(200_000));
  writeFileSync(file('closed.json'), '['.repeat(200_000) + ']'.repeat(200_000));
  writeFileSync(
    file('names.json'),
    JSON.stringify({
      processors: 1,
      policy: 'round-robin',
      durationS: 1,
      guests: [{ name: 'db\u001b[31m\u202e\nnext' }],
    }),
  );
  mkdirSync(file('folder'));
  symlinkSync('round', file('round'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const HOST = ['--profile', 'bare', '--host', 'cores=4,rating=2,name=h\u001b[1m', '--work', '1'];

describe('names that a terminal would obey', () => {
  it.each([
    ['a plan', ['fold', 'marks.csv', ...HOST]],
    ['a plan as JSON', ['fold', 'marks.csv', ...HOST, '--json']],
    ['what stays native', ['fold', 'guests.csv', ...HOST, '--profile', 'esx3']],
    ['an experiment', ['dispatch', 'names.json']],
    ['an experiment as JSON', ['dispatch', 'names.json', '--json']],
    ['a file that is not there', ['fold', 'no\u001b[2Jfile\nhere']],
    ['an option', ['fold', 'marks.csv', '--policy', '\u001b]0;title\u0007']],
    ['a verb', ['fo\u001bld']],
  ])('never reach it: %s', async (_, args) => {
    const { out, err } = await hostfold(...args.map((arg) => (/\.(csv|json)$/.test(arg) ? file(arg) : arg)));
    expect(visible(out + err)).not.toMatch(OBEYED);
    expect(out + err).not.toMatch(/^(?:here|next|lines)/m);
    if (args.includes('--json')) expect(JSON.parse(visible(out))).toEqual(JSON.parse(out));
  });

  it('are shown as JSON writes them', () => {
    for (const mark of ESCAPES) expect(JSON.parse(`"${visible(`a${mark}b`)}"`)).toBe(`a${mark}b`);
    expect(visible('ä\nö')).toBe('ä\nö');
    expect(oneLine('ä\nö')).toBe('ä\\nö');
  });
});

describe('what the system refuses', () => {
  it.each([
    ['a file within a file', ['fold', 'marks.csv/x.csv'], /not a directory/],
    ['a name too long', ['fold', 'x'.repeat(300)], /name too long/],
    ['a circle of links', ['fold', 'round'], /symbolic links/],
    ['a folder', ['pack', 'folder'], /\(EISDIR\): found a folder; expected a file/],
    ['a file that is not there', ['correct', 'none.csv', 'none.csv'], /no such file/],
    [
      'a scenario that is not there',
      ['fold', 'marks.csv', '--scenario', 'none.json'],
      /none\.json: cannot be read/,
    ],
    ['a table without a name', ['fold', 'marks.csv', '--guests', ''], /cannot be read/],
  ])('is a message and code 2: %s', async (_, args, words) => {
    const paths = /^(?:marks|none|x{9}|round|folder)/;
    const { code, out, err } = await hostfold(...args.map((arg) => (paths.test(arg) ? file(arg) : arg)));
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^hostfold: .*\n$/);
    expect(err).toMatch(words);
  });
});

describe('what people type', () => {
  it.each([
    [['fold', '-', '-'], /standard input was named twice; expected it once/],
    [['correct', '-', '-'], /standard input was named twice/],
    [['fold', 'marks.csv', '--guests', '-', '--scenario', '-'], /standard input was named twice/],
    [['fold', 'marks.csv', '--seconds', '-1'], /--seconds: found -1; expected a number from 0 to 3600\./],
    [['fold', 'marks.csv', '--seconds', ' '], /--seconds: .*expected a number/],
    [['fold', 'marks.csv', '--policy', ''], /--policy: found ""; expected one of peak-of-sums/],
    [['fold', 'marks.csv', '--slot', ''], /--slot: found ""; expected a length such as 30s, 5m or 1h/],
    [['fold', 'marks.csv', '--host', ''], /--host: found ""; expected name=value/],
    [
      ['fold', 'marks.csv', '--uncertainty', '1e9'],
      /--uncertainty: found 1e9; expected a whole number of samples from 1 to 100000\./,
    ],
    [['fold', 'marks.csv', '--uncertainty', ''], /--uncertainty: .*expected a number/],
    [
      ['fold', 'marks.csv', '--seed', '1.5'],
      /--seed: found 1\.5; expected a whole number from 0 to 2147483647\./,
    ],
    [
      ['fold', 'marks.csv', '--ceiling', 'gpu=3'],
      /--ceiling: found "gpu", which is no name of a field here; expected one of cpu, memory/,
    ],
    [
      ['fold', 'marks.csv', '--ceiling', 'cpu=300'],
      /--ceiling: found cpu=300; expected a number from 0\.1 to 100 %\./,
    ],
    [['fold', 'marks.csv', '--ceiling', 'constructor=3'], /--ceiling: found "constructor", which is no name/],
    [
      ['fold', 'marks.csv', '--host', 'constructor=1'],
      /--host: found "constructor"; expected one of name, cores/,
    ],
    [['pack', 'marks.csv', '--seconds', '-3'], /--seconds: found -3; expected 0 or more\./],
    [['dispatch', 'deep.json'], /deep\.json:1:200001: found the end of the text/],
    [['dispatch', 'closed.json'], /closed\.json:1:1: /],
  ])("%j is refused in people's words", async (args, words) => {
    const { code, out, err } = await hostfold(
      ...args.map((arg) => (/\.(csv|json)$/.test(arg) ? file(arg) : arg)),
    );
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(words);
    expect(err).not.toMatch(/expected never|\[object|Invalid |Received/);
  });
});
