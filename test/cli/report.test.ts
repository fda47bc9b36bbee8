import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
let log: string;
const at = (name: string) => join(folder, name);
const text = (name: string) => readFileSync(at(name), 'utf8');
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  log = at('wide.csv');
  const rows = Array.from({ length: 24 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 0, 5) + k * 3_600_000).toISOString().slice(0, 19);
    return [time, ...[0, 1, 2, 3].map((g) => (k % 4 === g ? 80 : 10 + k))].join(',');
  });
  writeFileSync(log, `timestamp,ALPHA,BETA,GAMMA,DELTA\n${rows.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true }));

const ARGS = [
  '--profile',
  'esx3',
  '--host',
  'cores=2,rating=2,memory=65536,price=100',
  '--slot',
  '1h',
  '--work',
  '1',
];

describe('hostfold fold --report', () => {
  it('is one line for all of it, and its scenario file gives the same bytes again', async () => {
    const first = await hostfold(
      'fold',
      log,
      ...ARGS,
      '--growth',
      '10',
      '--licences',
      '--report',
      at('a.md'),
      '--json',
    );
    expect(first.code, first.err).toBe(0);
    writeFileSync(at('plan.json'), first.out);
    const again = await hostfold('fold', log, '--scenario', at('plan.json'), '--report', at('b.md'));
    expect(again.code, again.err).toBe(0);
    expect(text('b.md')).toBe(text('a.md'));
    expect(text('a.md')).toMatch(/\| choice \| growth a year \| 10 % \|/);
    expect(text('a.md')).toMatch(/\| VMware ESX 3 \|.*\n/);
    expect(text('a.md')).toMatch(/Each of \d+ hosts failed in turn/);
    // One day is tested as what it is.
    expect(text('a.md')).toMatch(/One day was measured; dealt out by equal means/);
  });

  it('holds aliases alone where names were replaced', async () => {
    const { code } = await hostfold('fold', log, ...ARGS, '--anonymise', '--report', at('c.html'));
    expect(code).toBe(0);
    expect(text('c.html')).toMatch(/server-1/);
    expect(text('c.html')).not.toMatch(/ALPHA|BETA|GAMMA|DELTA|wide/);
  });

  it('refuses a form that it does not write, before anything is folded', async () => {
    const { code, err } = await hostfold('fold', log, ...ARGS, '--report', at('plan.pdf'));
    expect(code).toBe(2);
    expect(err).toMatch(/--report: found .*plan\.pdf; expected a file whose name ends in \.md or \.html/);
  });
});
