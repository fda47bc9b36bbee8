import fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anyServers } from '../names';
import { often } from '../often';
import { hostfold } from './hostfold';

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-'))));
afterAll(() => rmSync(folder, { recursive: true }));

const HOSTS = ['--profile', 'esx3', '--host', 'cores=4,rating=2,memory=65536,name=SECRET-ESX', '--work', '2'];
const EVERY = ['--compare', '--drill', '--fly', '--uncertainty', '2', '--json'];

/** A log of these servers, with a table of their facts. */
function write(servers: readonly string[]): string[] {
  const rows = Array.from({ length: 6 }, (_, k) => {
    const time = new Date(Date.UTC(2026, 0, 5) + k * 300_000).toISOString().slice(0, 19);
    return servers.map((name, i) => `${time},${name},cpu %,${10 + ((i * 31 + k * 7) % 60)}`).join('\n');
  });
  writeFileSync(file('SECRET-LOG.csv'), ['timestamp,guest,counter,value', ...rows].join('\n'));
  const facts = servers.map(
    (name, i) => `${name},2,2048,SECRET-IMAGE,${i < 2 ? 'SECRET-SET' : ''},SECRET-ESX`,
  );
  writeFileSync(file('facts.csv'), ['name,cores,memory,image,together,host', ...facts].join('\n'));
  return ['fold', file('SECRET-LOG.csv'), '--guests', file('facts.csv'), ...HOSTS];
}

/** A document with every alias turned back, and without what findings quote of files. */
function back(document: unknown, names: ReadonlyMap<string, string>): unknown {
  return JSON.parse(JSON.stringify(document), (_, value: unknown) =>
    typeof value === 'string'
      ? value
          .replace(/"(?:[^"\\]|\\.)*"/g, '"…"')
          .replace(/\b(?:server|file|image|group|kind)-\d+/g, (alias) => names.get(alias) ?? alias)
      : value,
  );
}

describe('--anonymise', () => {
  it('gives the plan that there is without it, names apart, whatever the servers are called', async () => {
    await fc.assert(
      fc.asyncProperty(anyServers(5), async (servers) => {
        const args = [...write(servers), ...EVERY];
        const plain = await hostfold(...args);
        const hidden = await hostfold(...args, '--anonymise');
        const width = String(servers.length).length;
        const names = new Map<string, string>([
          ...servers.map((name, i) => [`server-${String(i + 1).padStart(width, '0')}`, name] as const),
          ['file-1', 'SECRET-LOG.csv'],
          ['file-2', 'facts.csv'],
          ['kind-1', 'SECRET-ESX'],
        ]);
        expect(hidden.code).toBe(plain.code);
        expect(back(JSON.parse(hidden.out), names)).toEqual(back(JSON.parse(plain.out), new Map()));
        expect(hidden.out + hidden.err).not.toMatch(/SECRET/);
      }),
      { seed: 14, numRuns: often(6) },
    );
  });

  it('leaves no name of a server in what is written, findings and errors among it', async () => {
    const servers = ['SECRET-DB', 'SECRET-WEB', 'secret_mail', 'SECRET-DB2'];
    const args = write(servers);
    const broken = file('SECRET-BROKEN.csv');
    writeFileSync(broken, 'timestamp,SECRET-DB\nnever,SECRET-VALUE\n');
    const large = file('SECRET-LARGE.csv');
    writeFileSync(large, 'name,cores,rating,peak %\nSECRET-DB,4096,900000,10\nSECRET-WEB,4,2,10\n');
    const scenario = file('SECRET-SCENARIO.json');
    writeFileSync(
      scenario,
      '{"edits":{"SECRET-DB":{"cores":3},"SECRET-NOBODY":{"cores":"SECRET-3"}},"mapped":{"x":{"SECRET-DB":{"measure":"busy"}}}}',
    );
    const asking = file('SECRET-ASKING.csv');
    writeFileSync(
      asking,
      'timestamp,cpu,SECRET-DB,host\n2026-01-05T00:00:00,1,2,3\n2026-01-05T00:05:00,1,2,3\n',
    );
    const today = file('SECRET-TODAY.csv');
    writeFileSync(today, 'guest,host\nSECRET-DB,SECRET-H1\nSECRET-STRANGER,SECRET-H2\n');
    const headless = file('SECRET-HEADLESS.csv');
    writeFileSync(headless, 'SECRET-DB,SECRET-H1\n');
    const nowhere = file('SECRET-NO/SECRET-FILE.json');
    for (const run of [
      args,
      [...args, '--json'],
      [...args, '--scenario', scenario],
      ['fold', broken, ...HOSTS],
      ['fold', large, ...HOSTS],
      ['fold', file('SECRET-NOWHERE.csv'), ...HOSTS],
      [...args, '--guests', large],
      ['fold', asking, ...HOSTS],
      ['fold', asking, ...HOSTS, '--json'],
      [...args, '--scenario', scenario, '--json'],
      [...args, '--from', today],
      [...args, '--from', headless],
      ...['map', 'from', 'licences', 'scenario', 'certificate'].map((option) => [
        ...args,
        `--${option}=${nowhere}`,
      ]),
      [...args, '--reschedule', 'SECRET-NOBODY=00:00-01:00+1h'],
      [...args, '--what-if', '--reschedule SECRET-NOBODY=00:00-01:00+1h'],
    ]) {
      const { out, err } = await hostfold(...run, '--anonymise');
      expect(out + err).not.toMatch(/secret/i);
      expect(out + err).not.toBe('');
    }
  });

  it('keeps facts that were typed in with their servers', async () => {
    const args = write(['SECRET-DB', 'SECRET-WEB', 'SECRET-MAIL']);
    const scenario = file('typed.json');
    writeFileSync(scenario, '{"edits":{"SECRET-WEB":{"native":true}}}');
    const { out } = await hostfold(...args, '--scenario', scenario, '--json', '--anonymise');
    expect(JSON.parse(out).native).toEqual([{ guest: 'server-2', why: 'kept native by choice' }]);
  });
});
