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
    expect(answer).not.toHaveProperty('stopped');
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
    const entries = new Map(
      guestsHelp()
        .split(/\n {23}(?=\S)/)
        .map((entry) => [entry.trim().split(' ')[0], flat(entry)] as const),
    );
    for (const id of FACT_IDS) {
      const field = FACTS[id];
      const line = entries.get(id)!;
      if (field.kind === 'text') expect(line).not.toMatch(/yes or no|\)$/);
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

describe('what was read, printed', () => {
  const log =
    'timestamp,web01 cpu %,web01 disk KB/s,db01 cpu %\n2024-03-04 09:00,20,2000,\n2024-03-04 09:05,30,4000,50\n';
  it('is a row for each server, with every measure that any has', async () => {
    const { out } = await hostfold('read', file('two.csv', log));
    expect(out).toMatch(/^2 servers understood\.\n\nserver +cores +MiB +samples +from +to +/);
    const [web, db] = ['web01', 'db01'].map((name) => out.split('\n').find((line) => line.startsWith(name))!);
    expect(web.split(/ {2,}/)).toEqual([
      'web01',
      '1?',
      '-',
      '2',
      '2024-03-04 09:00:00',
      '2024-03-04 09:05:00',
      '25.0 to 30.0',
      '3.00 to 4.00',
    ]);
    expect(db.split(/ {2,}/).slice(-2)).toEqual(['50.0 to 50.0', '-']);
    expect(out).toMatch(/\n\nMeasures: mean to largest\. \? is guessed\.\n$/);
  });
  it('counts one server, one that is left out, and one question, as one', async () => {
    const sum = 'timestamp,web01,Total\n2024-03-04 09:00,20,20\n';
    expect((await hostfold('read', file('sum.csv', sum))).out).toMatch(
      /^1 server understood, 1 left out\.\n/,
    );
    const [good, bad] = [file('good.csv', log), file('bad.csv', 'nothing here\n')];
    const one = await hostfold('read', good, bad);
    expect(one.out).toMatch(/^2 servers understood, 1 question open\.\n/);
    // What is no column is not answered by a map.
    expect(one.out).toMatch(/\nquestion: bad\.csv: It cannot be read: .*\n$/);
    expect(one.out).not.toContain('Answer with');
    const rows = ['20,100,3,1', '30,100,4,2'].map((row, k) => `2024-03-04 09:0${k}:00,${row}\n`).join('');
    const asked = file('ask.csv', `timestamp,cpu,Coverage,Value,Lot\n${rows}`);
    const four = await hostfold('read', asked, bad);
    expect(four.out).toMatch(/, 5 questions open\.\n/);
    expect(four.out).toMatch(/\nquestion: ask\.csv: cpu: .* Perhaps busy\.\n/);
    expect(four.out).toMatch(/\nquestion: ask\.csv: Value: (?!.*Perhaps).*\n/);
    expect(four.out).toMatch(/\nAnswer with --map FILE: \{"column": "measure or ignore"\}\.\n$/);
    const json = (await hostfold('read', file('two.csv', log), '--json')).out;
    expect(json).toBe(`${JSON.stringify(JSON.parse(json), null, 2)}\n`);
  });
  test.each([['read'], ['merge'], ['verify']])('standard input is named once: %s', async (verb) => {
    const { code, err } = await hostfold(verb, '-', '-');
    expect(code).toBe(2);
    expect(err).toContain('found - twice: standard input was named twice; expected it once.');
  });
  it('nor as the map of itself', async () => {
    expect((await hostfold('read', '-', '--map', '-')).err).toContain('found - twice');
  });
});

describe('a packing, printed', () => {
  it('has its bins, and proves what it can', async () => {
    // Five of 4 in bins of 10: three bins.
    const path = file('five.vbp', '1\n10\n1\n4 5\n');
    const { out } = await hostfold('pack', path, '--work', '1', '--json');
    const document = JSON.parse(out);
    expect(document).toMatchObject({ items: 5, binCount: 3, lowerBound: 3, proved: true });
    expect(document).not.toHaveProperty('stopped');
    expect(document.seconds).toBe(+document.seconds.toFixed(3));
    expect((document.bins as number[][]).flat().sort()).toEqual([0, 1, 2, 3, 4]);
    const words = (await hostfold('pack', path, '--work', '1')).out.trimEnd().split('\n');
    expect(words[0]).toMatch(/^5 items in 3 bins \(proved: no packing has 2\), in \d+\.\d\d s\.$/);
    expect(words.slice(1).map((line) => line.split(':')[0])).toEqual(['1', '2', '3']);
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
