import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function fold(...files: string[]) {
  const { code, out, err } = await hostfold(
    ...['fold', ...files, '--profile', 'bare', '--host', 'cores=4,rating=2', '--work', '1', '--json'],
  );
  return { code, plan: JSON.parse(out), err };
}

const TIMES = ['2026-01-05 10:00:00', '2026-01-05 10:05:00', '2026-01-05 10:10:00'];

describe('servers that were given and have no figures', () => {
  it('are each named in a finding and in the document, from a column without values', async () => {
    const rows = TIMES.map((time, k) => `${time},,,,,,${10 * k},NaN`).join('\n');
    const { code, plan, err } = await fold(file('wide.csv', `timestamp,A,B,C,D,E,F,G\n${rows}\n`));
    expect(code).toBe(0);
    expect(plan.hosts.flatMap((h: { guests: string[] }) => h.guests)).toEqual(['F']);
    const why = 'wide.csv names it and holds no figure of its load';
    expect(plan.leftOut).toEqual(['A', 'B', 'C', 'D', 'E', 'G'].map((guest) => ({ guest, why })));
    expect(err).toContain(`warning: A, B, C, D, E, G: Left out of the fold: ${why}.`);
  });

  it('are named though a table of guests states their facts', async () => {
    const rows = TIMES.map((time) => `${time},5,,`).join('\n');
    const names = ['G0', 'G1', 'G2', 'G3', 'G4', 'G5', 'G6'];
    const { plan, err } = await fold(
      file('load.csv', `timestamp,F,g1,H\n${rows}\n`),
      file('guests.csv', `name,cores\n${names.map((n) => `${n},2`).join('\n')}\n`),
    );
    expect(plan.leftOut.map((l: { guest: string }) => l.guest)).toEqual([...names, 'H']);
    expect(err).toContain(`warning: ${names.join(', ')}: Facts were given, but no file holds`);
    expect(err).toContain('warning: H: Left out of the fold: load.csv names it');
  });

  it('are named from a table of samples', async () => {
    const rows = TIMES.flatMap((time) => [`${time},web,cpu %,12`, `${time},db,temperature,40`]).join('\n');
    const { plan } = await fold(file('long.csv', `timestamp,guest,counter,value\n${rows}\n`));
    expect(plan.leftOut).toEqual([{ guest: 'db', why: 'long.csv names it and holds no figure of its load' }]);
  });

  it('are under other names where those are to be hidden', async () => {
    const rows = TIMES.map((time) => `${time},5,`).join('\n');
    const wide = file('salaries.csv', `timestamp,MAIL,SECRET\n${rows}\n`);
    const { out, err } = await hostfold(
      'fold',
      wide,
      '--profile',
      'bare',
      '--anonymise',
      '--json',
      '--work',
      '1',
    );
    expect(out + err).not.toMatch(/SECRET|MAIL|salaries/);
    const why = 'file-1 names it and holds no figure of its load';
    expect(JSON.parse(out).leftOut).toEqual([{ guest: expect.stringMatching(/^server-\d$/), why }]);
  });

  it('are none where every server folds, and those with a value elsewhere are not among them', async () => {
    const wide = (name: string, row: string) =>
      file(name, `timestamp,A,B\n${TIMES.map((time) => `${time},${row}`).join('\n')}\n`);
    const { plan } = await fold(wide('one.csv', '10,'), wide('two.csv', ',20'));
    expect(plan.leftOut).toEqual([]);
  });
});
