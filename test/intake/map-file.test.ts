/** What a person may write into a mapping file, and what is said of what none may hold. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../../src/estate/finding';
import { mapFileText, readMapFile } from '../../src/intake/map-file';

const EXPECTED =
  'expected {"column": "measure"}, the file that the page saves ({"shapes": {...}}), or lines such as column,measure,unit,server';
const finding = (text: string) => {
  try {
    return readMapFile('map', text);
  } catch (error) {
    if (error instanceof InputError) return `${error.finding.where}: ${error.finding.text}`;
    throw error;
  }
};
const BUSY = { measure: 'busy' };

describe('lines', () => {
  it.each([
    ['cpu,busy', { cpu: BUSY }],
    ['cpu;busy', { cpu: BUSY }],
    ['cpu\tbusy', { cpu: BUSY }],
    ['a,b;busy', { 'a,b': BUSY }],
    ['a,b\tbusy', { 'a,b': BUSY }],
    ['a\tb;busy', { 'a\tb': BUSY }],
    ['cpu , busy ', { cpu: BUSY }],
    ['cpu,busy\r\nio,transfers\r\n', { cpu: BUSY, io: { measure: 'transfers' } }],
    ['cpu,busy\n\n  \nio,transfers', { cpu: BUSY, io: { measure: 'transfers' } }],
    ['column,measure\ncpu,busy', { cpu: BUSY }],
    ['Columns,Measures\ncpu,busy', { cpu: BUSY }],
    ['cpu,busy\ncolumn,ignore', { cpu: BUSY, column: { measure: 'ignore' } }],
    ['column,ignore', { column: { measure: 'ignore' } }],
    ['io,diskMBs,KB/s', { io: { measure: 'diskMBs', unit: 'KB/s' } }],
    ['io,diskMBs,,web01', { io: { measure: 'diskMBs', server: 'web01' } }],
    ['io;diskMBs;;web01', { io: { measure: 'diskMBs', server: 'web01' } }],
    ['io\tdiskMBs\t\tweb01', { io: { measure: 'diskMBs', server: 'web01' } }],
    ['io,diskMBs,KB/s,web01', { io: { measure: 'diskMBs', unit: 'KB/s', server: 'web01' } }],
    ['"a, b",busy', { 'a, b': BUSY }],
    ['"say ""a""",busy', { 'say "a"': BUSY }],
  ])('%j', (text, said) => {
    expect(finding(text)).toEqual({ mapping: said, byShape: {} });
  });
});

describe('what the page saves', () => {
  const ONE = { '3-aa': { format: 'long', dateOrder: 'mdy', decimal: ',', wideMeasure: 'transfers' } };
  it.each([
    [ONE],
    [{ '3-aa': { dateOrder: 'dmy', decimal: '.' } }],
    [{ '3-aa': {}, '4-bb': { mapping: { a: 'busy', b: { measure: 'usedMiB', unit: 'MB' } } } }],
    [{}],
  ] as const)('%j comes back', (byShape) =>
    expect(readMapFile('map', mapFileText(byShape as typeof ONE & Record<string, never>))).toEqual({
      mapping: {},
      byShape,
    }),
  );

  it('is written so that people can read it', () =>
    expect(mapFileText({ a: { decimal: ',' } })).toBe(
      '{\n  "map": 1,\n  "shapes": {\n    "a": {\n      "decimal": ","\n    }\n  }\n}\n',
    ));
});

describe('what it may not hold is said', () => {
  it.each([
    ['  \n', `map: an empty file; ${EXPECTED}.`],
    ['cpu,busy\nio', `map:2: found "io"; ${EXPECTED}.`],
    ['cpu,busy\nio,', `map:2: found "io,"; ${EXPECTED}.`],
    ['x,measure', /^map: "x" is mapped to "measure"; expected /],
    ['[]', `map: found an empty list; ${EXPECTED}.`],
    ['[1,2]', `map: found a list of 2; ${EXPECTED}.`],
    ['{"shapes": 7}', `map: shapes: found 7; ${EXPECTED}.`],
    ['{"shapes": null}', `map: shapes: found null; ${EXPECTED}.`],
    ['{"shapes": [1]}', `map: shapes: found a list of 1; ${EXPECTED}.`],
    ['{"shapes": {"a": "b"}}', `map: a: found "b"; ${EXPECTED}.`],
    ['{"shapes": {"a": {"format": 7}}}', /^map: a: found the format 7; expected one of esxtop, perfmon, /],
    [
      '{"shapes": {"a": {"format": "x"}}}',
      /^map: a: found the format "x"; expected one of esxtop, perfmon, /,
    ],
    ['{"shapes": {"a": {"dateOrder": "ymd"}}}', 'map: a: found dates "ymd"; expected mdy or dmy.'],
    ['{"shapes": {"a": {"decimal": ":"}}}', 'map: a: found the decimal sign ":"; expected . or , .'],
    ['{"shapes": {"a": {"mapping": "b"}}}', 'map: a: found "b"; expected columns with their measures.'],
    ['{"shapes": {"a": {"mapping": {"b": "bussy"}}}}', /^map: "b" is mapped to "bussy"; expected /],
    [
      '{"shapes": {"a": {"wideMeasure": "ignore"}}}',
      /^map: a: found all columns to be "ignore"; expected one of busy, privileged, /,
    ],
    ['{"shapes": {"a": {"wideMeasure": 7}}}', /^map: a: found all columns to be 7; expected one of busy, /],
    ['{"a": {"measure": 7}}', /^map: "a" is mapped to .*; expected a measure such as "busy" or /],
    ['{"a": null}', /^map: "a" is mapped to null; expected a measure such as "busy" or /],
    ['{"a": ["busy"]}', /^map: "a" is mapped to a list of 1; expected a measure such as "busy" or /],
    [
      '{"a": "busy KB"}',
      'map: "a" is mapped to busy in "KB"; expected %, or a unit that can be told from it, such as share (of one).',
    ],
    [
      '{"a": {"measure": "usedMiB", "unit": "x"}}',
      'map: "a" is mapped to usedMiB in "x"; expected MiB, or a unit that can be told from it, such as KB, MiB/s or MHz.',
    ],
  ])('%s', (text, words) => {
    const read = finding(text);
    if (typeof words === 'string') expect(read).toBe(words);
    else expect(read).toMatch(words);
  });
});
