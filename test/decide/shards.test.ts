import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { casesOf } from '../../src/decide/run-study';
import { lineText, mergeShards, shardsFor } from '../../src/decide/shards';

const lineOf = (cases: number, i: number, study = 'abc') =>
  lineText(study, cases, { index: i, set: { x: i }, of: null }, { answer: i * i });

/** The text of each shard, as a command line writes it. */
const shardTexts = (cases: number, shards: number) =>
  Array.from({ length: shards }, (_, shard) => ({
    name: `${shard}.ndjson`,
    text: casesOf(shard, shards, cases)
      .map((i) => `${lineOf(cases, i)}\n`)
      .join(''),
  }));

const whole = (cases: number) => Array.from({ length: cases }, (_, i) => lineOf(cases, i));

describe('merging shards', () => {
  it('gives the lines of the whole by index, for any number of shards in any order', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 1, max: 70 }),
        fc.infiniteStream(fc.nat()),
        (cases, shards, keys) => {
          const order = new Map(shardTexts(cases, shards).map((text) => [text, keys.next().value as number]));
          const shuffled = [...order.keys()].sort((a, b) => order.get(a)! - order.get(b)!);
          expect(mergeShards(shuffled)).toEqual({
            cases,
            lines: whole(cases),
            missing: [],
            doubled: [],
            cut: [],
          });
        },
      ),
    );
  });

  it('names each case that is missing, and the shards that would make up for it', () => {
    const [first, , third] = shardTexts(10, 3);
    const merged = mergeShards([third, first]);
    expect(merged.missing).toEqual([1, 4, 7]);
    expect(shardsFor(merged.missing, 10)).toEqual(['1/3']);
    expect(merged.lines).toHaveLength(7);
  });

  it('names each case that stands twice, and where', () => {
    const [first, second] = shardTexts(5, 2);
    const { doubled, missing } = mergeShards([first, second, { ...second, name: 'again.ndjson' }]);
    expect(doubled).toEqual([
      { case: 1, places: ['1.ndjson:1', 'again.ndjson:1'] },
      { case: 3, places: ['1.ndjson:2', 'again.ndjson:2'] },
    ]);
    expect(missing).toEqual([]);
  });

  it('takes a last line that was cut for a case that is missing, and one in the middle for a mistake', () => {
    const [{ name, text }] = shardTexts(3, 1);
    const cut = mergeShards([{ name, text: text.slice(0, -9) }]);
    expect(cut).toMatchObject({ missing: [2], cut: ['0.ndjson:3'] });
    const middle = text.replace('"case":1', '"case":');
    expect(() => mergeShards([{ name, text: middle }])).toThrow(/^0\.ndjson:2: found a line that is no JSON/);
  });

  it('reads lines that another system ended in its own way, and passes over empty ones and empty shards', () => {
    const [{ name, text }] = shardTexts(4, 1);
    const other = { name, text: `\n${text.replaceAll('\n', '\r\n')}\r\n` };
    expect(mergeShards([other, { name: 'none.ndjson', text: '' }]).lines).toEqual(whole(4));
  });

  it.each([
    [
      'of another study',
      `${lineOf(2, 1, 'xyz')}\n`,
      /^b:1: found a line of study xyz of 2 cases; expected study abc of 2 cases, as in a:1\./,
    ],
    [
      'of a study of another size',
      `${lineOf(3, 1)}\n`,
      /^b:1: found a line of study abc of 3 cases; expected study abc of 2/,
    ],
    ['that is a number', '7\n', /^b:1: found a line that is of no study/],
    ['that is nothing', 'null\n', /^b:1: found a line that is of no study/],
    ['of a case beyond the last', `${lineOf(2, 2)}\n`, /^b:1: found a line that is of no study/],
    ['of half a case', '{"study":"abc","cases":2,"case":0.5}\n', /^b:1: found a line that is of no study/],
    ['of more cases than there may be', `${lineOf(1e9, 1)}\n`, /^b:1: found a line that is of no study/],
  ])('refuses a line %s', (_, text, words) => {
    const a = { name: 'a', text: `${lineOf(2, 0)}\n` };
    expect(() => mergeShards([a, { name: 'b', text }])).toThrow(words);
  });

  it('refuses files without a single line', () => {
    expect(() =>
      mergeShards([
        { name: 'a', text: '' },
        { name: 'b', text: '\n' },
      ]),
    ).toThrow(/^a, b: found no line/);
  });
});

describe('shards to be run again', () => {
  it('are the cases that are missing and no others', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.infiniteStream(fc.boolean()), (cases, picks) => {
        const missing = Array.from({ length: cases }, (_, i) => i).filter(() => picks.next().value);
        const named = shardsFor(missing, cases).map((text) => text.split('/').map(Number));
        const again = named.flatMap(([shard, shards]) => casesOf(shard, shards, cases));
        if (named.length > 0) expect(again.sort((a, b) => a - b)).toEqual(missing);
        else expect(missing.length === 0 || missing.length > 20).toBe(true);
      }),
    );
    expect(shardsFor([3], 100)).toEqual(['3/97']);
    expect(shardsFor([1, 2, 4, 5, 7, 8], 9)).toEqual(['1/3', '2/3']);
    expect(shardsFor([0, 1, 2], 3)).toEqual(['0/1']);
  });
});
