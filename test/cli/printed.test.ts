import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { guestsHelp, hostHelp, profileHelp } from '../../src/cli/field-help';
import { FACTS, FACT_IDS } from '../../src/estate/fact-fields';
import { HOST_FIELDS, HOST_FIELD_IDS, type HostField } from '../../src/overhead/host-fields';
import { digits } from '../../src/report/digits';
import { usualRules } from '../../src/licences/usual';
import { hostfold } from './hostfold';

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'hostfold-printed-'))));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string, content: unknown) => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

interface Figure {
  readonly mean: number | null;
  readonly se: number | null;
}

describe('an experiment, printed', () => {
  const experiment = {
    processors: 2,
    policy: 'round-robin',
    durationS: 2,
    replications: 3,
    guests: [{ name: 'db', threads: [{}, {}] }, { name: 'web' }],
  };
  const shown = async (of: object, ...options: string[]) => {
    const path = file('e.json', of);
    const { out } = await hostfold('dispatch', path, ...options);
    return { out, answer: JSON.parse((await hostfold('dispatch', path, '--json', ...options)).out) };
  };
  /** As a share, with two standard errors. */
  const share = ({ mean, se }: Figure) =>
    mean === null ? '-' : `${(100 * mean).toFixed(1)} %${se === null ? '' : ` ±${(200 * se).toFixed(1)}`}`;
  const lineOf = (out: string, name: string, nth: number) => {
    const lines = out.split('\n').filter((line) => line.startsWith(name));
    return lines[nth].split(/ {2,}/);
  };

  it('is each figure with two standard errors, and what the processes of a guest show together', async () => {
    const { out, answer } = await shown(experiment);
    expect(out).toMatch(
      /^2 processors, round-robin \([a-z].*\), slice 50 ms, yield slots; 2 s, 3 replications\.\n/,
    );
    const { host } = answer;
    expect(out).toContain(
      `Busy ${share(host.busy)}, burnt ${share(host.burnt)}, overhead ${share(host.overhead)}, idle ${share(host.idle)}.`,
    );
    for (const guest of answer.guests) {
      const { name, measured } = guest;
      expect(lineOf(out, name, 0).slice(0, 6)).toEqual([
        name,
        ...[guest.used, guest.ready, guest.costop, guest.stolen, guest.wait].map(share),
      ]);
      const [cycles, response] = [guest.cyclesPerSecond, guest.responseMs].map(
        ({ mean, se }) => `${digits(mean)} ±${digits(2 * se)}`,
      );
      expect(lineOf(out, name, 0).slice(6, 8)).toEqual([cycles, response]);
      const threads: { share: Figure }[] = measured.threads;
      const together = threads.reduce((sum, each) => sum + each.share.mean!, 0);
      expect(lineOf(out, name, 1).slice(0, 4)).toEqual([
        name,
        share(measured.processor),
        share(measured.error),
        threads.length === 1 ? share(threads[0].share) : share({ mean: together, se: null }),
      ]);
    }
    expect(out).toMatch(/\n\n± is two standard errors\. \d+ events in \d+\.\d\d s\.\n$/);
    expect(out).not.toContain('queue ms');
  });
  it('once has no errors, of one processor', async () => {
    const { out } = await shown({ ...experiment, processors: 1 }, '--replications', '1');
    expect(out).toMatch(/^1 processor, .* 1 replication\.\n/);
    expect(out).not.toContain('±');
    expect(out).not.toContain('NaN');
  });
  it('names its devices where there are any', async () => {
    const devices = [{ name: 'disk', serviceMs: { kind: 'exponential', meanMs: 4 } }];
    const { out, answer } = await shown({ ...experiment, devices });
    expect(answer.devices).toHaveLength(1);
    expect(lineOf(out, 'disk', 0).slice(0, 2)).toEqual(['disk', share(answer.devices[0].busy)]);
    expect(out).toMatch(/^device +busy +requests\/s +queue ms$/m);
  });
  test.each([['[]'], ['7'], ['null'], ['"x"']])('of %s is none', async (text) => {
    const { code, err } = await hostfold('dispatch', file('none.json', text), '--seed', '3');
    expect(code).toBe(2);
    expect(err).toContain('none.json:1:1:');
  });
});

describe('the help of fields', () => {
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  it('tells of each number of a host its unit, and what it is where nobody says', () => {
    const help = flat(hostHelp());
    for (const id of HOST_FIELD_IDS) {
      const { option = id, unit, required, default: usual }: HostField = HOST_FIELDS[id];
      const from = help.indexOf(` ${option} `);
      const line = help.slice(from, from + 400);
      expect(from, option).toBeGreaterThan(0);
      const more = [
        ...(unit && unit !== 'a socket' ? [unit] : []),
        ...(required ? ['must be given'] : usual === null ? [] : [`default ${usual}`]),
      ];
      if (more.length > 0) expect(line, option).toContain(`, ${more.join(', ')}`);
      if (!required && usual === null)
        expect(line.split(/ (?=[a-z-]+ [A-Z])/)[0]).not.toMatch(/default null/);
    }
    expect(help).not.toMatch(/null|undefined|, ,/);
    expect(help).not.toContain(', a socket');
  });
  it('tells of each fact its unit, or what it may be', () => {
    const help = flat(guestsHelp());
    for (const id of FACT_IDS) {
      const field = FACTS[id];
      const line = help.slice(help.indexOf(` ${id} `));
      if (field.kind === 'number' && field.unit) expect(line).toContain(`(${field.unit})`);
      if (field.kind === 'flag') expect(line).toContain('(yes or no)');
      if (field.kind === 'choice')
        expect(line).toContain(
          `(${field.options.flatMap(([value]) => (value === '' ? [] : [value])).join(', ')})`,
        );
    }
    expect(help).not.toMatch(/\(\)|undefined|\(, /);
  });
  it('stands in two columns within 112 signs, a line being as long as it can be', () => {
    for (const text of [hostHelp(), guestsHelp()]) {
      const lines = text.split('\n');
      for (const line of lines) {
        expect(line).toMatch(/^ {23}(?:\S{1,17} {1,17}| {18})\S/);
        expect(line[40]).toBe(' ');
        expect(line[41]).not.toBe(' ');
        expect(line.length).toBeLessThanOrEqual(112);
        expect(line).not.toMatch(/ $/);
      }
      lines.slice(1).forEach((line, k) => {
        if (!/^ {41}/.test(line)) return;
        const [word] = line.trim().split(' ');
        expect(lines[k].length + 1 + word.length, lines[k]).toBeGreaterThan(111);
      });
    }
    expect(
      profileHelp()
        .split('\n')
        .slice(1)
        .every((line) => /^ {23}\S/.test(line)),
    ).toBe(true);
  });
});

describe('rules of licences, printed', () => {
  it('are those that come with the program, a line for each way', async () => {
    const rules = usualRules();
    const { out } = await hostfold('licences');
    expect(out).toMatch(
      new RegExp(`^${rules.name}, ${rules.date}, in ${rules.currency}, over ${rules.years} years\\.\n`),
    );
    const ways = rules.products.flatMap(({ ways: of }) => of);
    expect(out.trimEnd().split('\n')).toHaveLength(2 + ways.length);
    for (const { id, used, packs, source } of ways) {
      const line = out.split('\n').find((each) => each.includes(`: ${id} `))!;
      expect(line.includes(' (off) ')).toBe(!used);
      expect(line).toContain(packs.map(({ size, price }) => `${size} for ${price ?? '?'}`).join(', '));
      expect(line).toContain(`${source.title}, ${source.date}`);
    }
    expect(JSON.parse((await hostfold('licences', '--json')).out)).toEqual(JSON.parse(JSON.stringify(rules)));
  });
  it('of one file at most', async () => {
    const path = file('rules.json', usualRules());
    expect((await hostfold('licences', path)).out).toContain(usualRules().name);
    const { code, err } = await hostfold('licences', path, path);
    expect([code, err]).toEqual([2, 'hostfold: licences: found 2 files; expected one at most.\n']);
    expect((await hostfold('licences', 'none')).out).toBe('null\n');
  });
});
