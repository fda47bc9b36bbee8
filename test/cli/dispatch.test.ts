import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimsVerb } from '../../src/cli/claims';
import { dispatchVerb } from '../../src/cli/dispatch';
import { runVerb } from '../../src/cli/io';
import type { Verb } from '../../src/cli/io';
import { parseJson, placeOf } from '../../src/cli/json-place';

let folder: string;
beforeAll(async () => (folder = await mkdtemp(join(tmpdir(), 'dispatch-'))));
afterAll(() => rm(folder, { recursive: true }));

async function run(verb: Verb, ...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runVerb(verb, args, { out: (text) => out.push(text), err: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function file(content: unknown, name = 'experiment.json'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  return path;
}

const experiment = {
  processors: 1,
  policy: 'round-robin',
  guests: [{ name: 'db' }, { name: 'hog', threads: [{ wait: { kind: 'never' } }] }],
  durationS: 5,
  warmupS: 1,
  replications: 4,
};

describe('hostfold dispatch', () => {
  it('answers with one JSON document on standard output, the same each time but for the seconds', async () => {
    const path = await file(experiment);
    const once = await run(dispatchVerb, path, '--json');
    const again = await run(dispatchVerb, path, '--json');
    expect(once.code).toBe(0);
    expect(once.err).toBe('');
    const { seconds, ...answer } = JSON.parse(once.out);
    expect(seconds).toBeGreaterThan(0);
    expect({ ...JSON.parse(again.out), seconds: undefined }).toEqual({ ...answer, seconds: undefined });
    const [db, hog] = answer.guests;
    expect(db.used.mean + hog.used.mean).toBeCloseTo(1, 3);
    expect(db.measured.processor.mean).toBeGreaterThan(db.used.mean);
  });

  it('takes seed and replications from its options', async () => {
    const path = await file(experiment);
    const busy = async (...options: string[]) =>
      JSON.parse((await run(dispatchVerb, path, '--json', ...options)).out);
    expect((await busy('--replications', '7')).replications).toBe(7);
    expect((await busy('--seed', '9')).guests[0].used.mean).not.toBe(
      (await busy('--seed', '8')).guests[0].used.mean,
    );
  });

  it('prints tables that people can read', async () => {
    const { out } = await run(dispatchVerb, await file(experiment));
    expect(out).toMatch(/^1 processor, round-robin/);
    expect(out).toMatch(/db +\d+\.\d % ±/);
    expect(out).toContain("what the guest's meter shows");
    expect(out).toContain('4 replications');
    const once = await run(dispatchVerb, await file(experiment), '--replications', '1');
    expect(once.out).toMatch(/1 replication\.\n/);
    expect(once.out).not.toContain('±');
  });

  it('prints what the processes show beside what the processor shows', async () => {
    const hog = { name: 'hog', threads: [{ wait: { kind: 'never' } }], clock: { delivery: 'discard' } };
    const { out } = await run(dispatchVerb, await file({ ...experiment, guests: [{ ...hog, count: 4 }] }));
    // All ticks that arrive are its own, a quarter of those that were due.
    expect(out).toMatch(/^hog#1 +100\.0 % ±0\.0 +75\.\d % ±\d\.\d +2[45]\.\d % ±/m);
    const two = { ...experiment.guests[0], threads: [{}, {}] };
    const both = await run(dispatchVerb, await file({ ...experiment, guests: [two] }));
    expect(both.out).toMatch(/^db +\d+\.\d % ±\d\.\d +-?\d+\.\d % ±\d\.\d +\d+\.\d % +0\.0 %/m);
  });

  it('prints its JSON schema', async () => {
    const { out, code } = await run(dispatchVerb, '--schema');
    expect(code).toBe(0);
    expect(JSON.parse(out).properties.processors.maximum).toBe(256);
  });

  it('names file, line, column and field of what it refuses', async () => {
    const path = await file({
      ...experiment,
      guests: [{}, { threads: [{ burst: { kind: 'constant', meanMs: -2 } }] }],
    });
    const { code, out, err } = await run(dispatchVerb, path, '--json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /experiment\.json:11:23: guests\[1\]\.threads\[0\]\.burst\.meanMs: found -2, expected a number/,
    );
    expect((await run(dispatchVerb, await file('{"processors": 1,\n  oops}'))).err).toMatch(
      /:2:3: found "o"/,
    );
    expect((await run(dispatchVerb, await file(experiment), '--seed', '1.5')).err).toMatch(
      /--seed: found 1.5/,
    );
    for (const args of [[], ['a', 'b'], ['--colour'], [join(folder, 'missing.json')]])
      expect((await run(dispatchVerb, ...args)).code).toBe(2);
  });
});

describe('hostfold claims', () => {
  it('runs those that are asked for, with exit code 0 when all verdicts are as recorded', async () => {
    const { code, out } = await run(claimsVerb, '--only', '5,9-10,24', '--json');
    expect(code).toBe(0);
    const rows = JSON.parse(out);
    expect(rows.map(({ number }: { number: number }) => number)).toEqual([5, 9, 10, 24]);
    expect(rows[3]).toMatchObject({
      section: "5, paragraph on Shelden's test",
      verdict: 'under conditions',
      found: { unit: 'busy' },
    });
  });

  it('prints what the paper says, what was found and under which conditions', async () => {
    const { out } = await run(claimsVerb, '--only', '24');
    expect(out).toMatch(/24\. Shelden's test \(section 5, paragraph on Shelden's test\): UNDER CONDITIONS/);
    expect(out).toMatch(/Found: +busy: 0\.64/);
    expect(out).toMatch(/Conditions: Strict gangs in fixed slots/);
  });

  it('refuses numbers that no claim has', async () => {
    for (const only of ['0', '44', '5-3', 'x', ''])
      expect((await run(claimsVerb, '--only', only)).code).toBe(2);
  });
});

describe('a place in JSON', () => {
  it('is found for a path, or for the innermost part of it that is there', () => {
    const text = '{\n "a": [1, {"b": "x,]}"}],\n "c": {}\n}';
    expect(placeOf(text, 'a[1].b')).toBe('2:17');
    expect(placeOf(text, 'a[0]')).toBe('2:8');
    expect(placeOf(text, 'c.d')).toBe('3:7');
    expect(placeOf(text, 'nothing')).toBe('1:1');
  });

  it('is the first fault of a text that is none', () => {
    const fault = (text: string) => {
      try {
        parseJson('f', text);
      } catch (error) {
        return (error as Error).message.match(/^f:(\d+:\d+)/)![1];
      }
      return 'none';
    };
    expect(fault('{"a": 1,}')).toBe('1:9');
    expect(fault('[1 2]')).toBe('1:4');
    expect(fault('{"a": 01}')).toBe('1:8');
    expect(fault('"abc')).toBe('1:1');
    expect(fault('{"a": 1} x')).toBe('1:10');
    expect(fault('')).toBe('1:1');
    expect(fault('[true, {"x": null}]')).toBe('none');
  });
});
