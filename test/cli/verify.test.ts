import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hostfold } from './hostfold';

let folder: string;
const at = (name: string) => join(folder, name);
const file = (name: string, text: string) => writeFileSync(at(name), text);
const HOST = ['--profile', 'bare', '--host', 'cores=4,rating=1', '--ceiling', 'cpu=100', '--work', '8'];
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  file('small.vbp', '2\n10 10\n2\n3 4 4\n4 2 2\n');
  file('one.vbp', '2\n10 10\n1\n3 4 2\n');
  file('other.vbp', '2\n10 10\n2\n3 4 4\n4 3 2\n');
  const rows = ['A', 'B', 'C'].map((name) => `2024-03-04 09:00,${name},60\n2024-03-04 09:05,${name},90`);
  file('log.csv', `time,server,cpu %\n${rows.join('\n')}\n`);
  file('facts.csv', 'name,cores,rating\nA,2,1\nB,2,1\nC,2,1\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('a certificate leaves the program', () => {
  it('of a packing, and holds of its instance alone', async () => {
    const packed = await hostfold('pack', at('small.vbp'), '--work', '20', '--certificate', at('c.json'));
    expect(packed.code).toBe(0);
    expect(await hostfold('verify', at('c.json'))).toMatchObject({
      code: 0,
      out: 'It holds. No plan takes fewer than 2 hosts; the plan given keeps every rule and takes as many.\n',
    });
    expect((await hostfold('verify', at('small.vbp'), at('c.json'))).code).toBe(0);
    await hostfold('pack', at('one.vbp'), '--work', '20', '--certificate', at('one.json'));
    expect((await hostfold('verify', at('one.json'))).out).toMatch(/ fewer than 1 host;/);
    const other = await hostfold('verify', at('other.vbp'), at('c.json'), '--json');
    expect(other.code).toBe(1);
    expect(JSON.parse(other.out)).toMatchObject({
      holds: false,
      where: 'problem.items[4].demand[1][0]',
      why: '2 in the certificate, 3 in the instance: it is of another instance.',
    });
  });

  it('of a fold, with the names of its servers, and holds of its files and options alone', async () => {
    const fold = ['log.csv', '--guests', 'facts.csv'].map((a) => (a.endsWith('csv') ? at(a) : a));
    const folded = await hostfold('fold', ...fold, ...HOST, '--certificate', at('f.json'), '--json');
    expect(folded.code, folded.err).toBe(0);
    const { hostCount, lowerBound } = JSON.parse(folded.out);
    expect([hostCount, lowerBound]).toEqual([2, 2]);
    const written = JSON.parse(readFileSync(at('f.json'), 'utf8'));
    expect(written.least).toBe(2);
    expect(written.problem.items.map(({ names }: { names: string[] }) => names)).toEqual([
      ['A'],
      ['B'],
      ['C'],
    ]);
    expect((await hostfold('verify', ...fold, ...HOST, at('f.json'))).code).toBe(0);
    const more = await hostfold('verify', ...fold, ...HOST, '--ceiling', 'cpu=90', at('f.json'));
    expect(more.code).toBe(1);
    expect(more.out).toMatch(
      /^It does not hold: problem\.kinds\[0\]\.capacity\[0\]: 4000 in the certificate, 3600/,
    );
  });

  it('also where every server keeps its machine', async () => {
    const native = ['--profile', 'native', '--host', 'cores=4,rating=1', '--certificate', at('n.json')];
    await hostfold('fold', at('log.csv'), '--guests', at('facts.csv'), ...native);
    expect((await hostfold('verify', at('n.json'))).out).toMatch(/fewer than 3 hosts; .* as many/);
  });

  it('that was tampered with does not hold; damage is refused; a place that cannot be written is said', async () => {
    await hostfold('pack', at('small.vbp'), '--work', '20', '--certificate', at('t.json'));
    const whole = readFileSync(at('t.json'), 'utf8');
    file('t.json', whole.replace('"least":2', '"least":3').replace(/"plan":\{[^}]*\}/, '"plan":null'));
    const raised = await hostfold('verify', at('t.json'));
    expect(raised.code).toBe(1);
    expect(raised.out).toMatch(/^It does not hold: proof\.weights: they add up to/);
    file('t.json', whole.replace('"weights":[', '"weights":[-1,'));
    const damaged = await hostfold('verify', at('t.json'));
    expect([damaged.code, damaged.out]).toEqual([2, '']);
    expect(damaged.err).toMatch(/t\.json: proof\.weights: found 7 entries; expected 6/);
    file('t.json', whole.slice(0, 40));
    expect((await hostfold('verify', at('t.json'))).err).toMatch(/t\.json:1:\d+: found/);
    expect((await hostfold('verify')).err).toMatch(/verify: found no file; expected a certificate/);
    const nowhere = await hostfold('pack', at('small.vbp'), '--work', '4', '--certificate', at('no/c.json'));
    expect(nowhere.code).toBe(2);
    expect(nowhere.err).toMatch(/--certificate .*cannot be written \(ENOENT\)/);
  });
});
