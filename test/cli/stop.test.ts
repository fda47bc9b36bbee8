import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runVerb } from '../../src/cli/io';
import { main } from '../../src/cli/main';

let folder: string;
const file = (name: string) => join(folder, name);
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hostfold-'));
  const names = Array.from({ length: 60 }, (_, i) => `G${i}`);
  const rows = Array.from({ length: 120 }, (_, k) =>
    [
      new Date(Date.UTC(2026, 0, 5) + k * 300_000).toISOString().slice(0, 19),
      ...names.map((_, i) => 5 + ((i * 37 + k * (i % 7) * 11) % 60)),
    ].join(','),
  );
  writeFileSync(file('wide.csv'), [`timestamp,${names.join(',')}`, ...rows].join('\n'));
  const sizes = Array.from(
    { length: 90 },
    (_, i) => `${200 + ((i * 7919) % 300)} ${150 + ((i * 104729) % 350)} 1`,
  );
  writeFileSync(file('hard.vbp'), `2\n1000 1000\n${sizes.length}\n${sizes.join('\n')}\n`);
  writeFileSync(
    file('long.json'),
    JSON.stringify({
      processors: 4,
      policy: 'round-robin',
      durationS: 50,
      replications: 5000,
      guests: [{ count: 8 }],
    }),
  );
  const guest = Array.from({ length: 20 }, (_, k) =>
    [`"01/05/2026 11:${String(k).padStart(2, '0')}:00.000"`, 80, 120].join(','),
  );
  const path = (counter: string) => `"\\\\DB01\\${counter}\\% Processor Time"`;
  writeFileSync(
    file('guest.csv'),
    [`"(PDH-CSV 4.0) (UTC)(0)",${path('Processor(_Total)')},${path('Process(sqlservr)')}`, ...guest].join(
      '\r\n',
    ),
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a command line, and presses Ctrl-C as soon as something is so. */
async function cut(when: (out: string, err: string) => boolean, ...args: string[]) {
  let [out, err] = ['', ''];
  const io = { out: (t: string) => void (out += `${t}\n`), err: (t: string) => void (err += `${t}\n`) };
  const before = process.listenerCount('SIGINT');
  const done = main(args, io);
  let pressed = false;
  const look = setInterval(() => {
    if (pressed || process.listenerCount('SIGINT') === before || !when(out, err)) return;
    pressed = true;
    process.emit('SIGINT');
  }, 5);
  const code = await done;
  clearInterval(look);
  return { code, out, err };
}

/** So many looks later. */
const after = (looks: number) => () => looks-- <= 0;

const FOLD = ['--profile', 'esx3', '--host', 'cores=4,rating=2', '--seconds', '600'];

describe('Ctrl-C', () => {
  it.each([
    ['fold', ['fold', 'wide.csv', ...FOLD]],
    ['fold --compare', ['fold', 'wide.csv', ...FOLD, '--compare']],
    ['fold --uncertainty', ['fold', 'wide.csv', ...FOLD, '--uncertainty', '100000', '--fly', '--drill']],
    ['pack', ['pack', 'hard.vbp', '--seconds', '600']],
    ['dispatch', ['dispatch', 'long.json']],
    ['correct', ['correct', 'guest.csv', '--used', '40', '--ready', '30', '--runs', '100000']],
  ])('prints what there is and ends with 130: %s', async (_, args) => {
    const paths = args.map((arg) => (/\.\w+$/.test(arg) ? file(arg) : arg));
    const { code, out } = await cut(after(2), ...paths, '--json');
    expect(code).toBe(130);
    expect(JSON.parse(out)).toMatchObject({ stopped: true });
    const words = await cut(after(2), ...paths);
    expect(words.code).toBe(130);
    expect(words.out).toMatch(/^Stopped/);
  });

  it('ends a list of claims with its word', async () => {
    const all = await cut(after(2), 'claims', '--json');
    const rows = JSON.parse(all.out);
    expect(all.code).toBe(130);
    expect(rows.at(-1)).toEqual({ stopped: true });
    expect(rows.slice(0, -1).every((row: { number?: number }) => row.number! > 0)).toBe(true);
    const words = await cut((out) => out.includes('2. '), 'claims');
    expect(words.code).toBe(130);
    expect(words.out).toMatch(/Stopped after \d+ of \d+ claims\.\n$/);
  });

  it('keeps a plan that was there, and what stood beside it', async () => {
    const work = ['--profile', 'esx3', '--host', 'cores=4,rating=2', '--work', '1'];
    const args = ['fold', file('wide.csv'), ...work, '--drill', '--uncertainty', '100000', '--json'];
    const { code, out } = await cut(after(150), ...args);
    const plan = JSON.parse(out);
    expect(code).toBe(130);
    expect(plan).toMatchObject({ stopped: true, hosts: expect.any(Array) });
    expect(plan.hosts).toHaveLength(plan.hostCount);
  });

  it('ends a verb that hears nothing', async () => {
    const deaf = { help: '', options: {}, run: () => new Promise<number>(() => undefined) };
    const said: string[] = [];
    const done = runVerb(deaf, ['--json'], { out: (text) => said.push(text), err: () => undefined });
    process.emit('SIGINT');
    expect(await done).toBe(130);
    expect(said).toEqual(['{"stopped": true}']);
  });

  it('is no error of a verb that gives up on it', async () => {
    const verb = {
      help: '',
      options: {},
      run: (_args: string[], _io: unknown, { signal }: { signal: AbortSignal }) =>
        new Promise<number>((_, reject) =>
          signal.addEventListener('abort', () => reject(new Error('given up'))),
        ),
    };
    const said: string[] = [];
    const done = runVerb(verb, [], { out: (text) => said.push(text), err: (text) => said.push(text) });
    process.emit('SIGINT');
    expect(await done).toBe(130);
    expect(said).toEqual(['Stopped before there was anything to show.']);
  });
});
