/** Where a table keeps what, told by its header, its first rows and what a person said of them. */
import { describe, expect, it } from 'vitest';
import { headOf } from '../../../src/intake/head';
import type { IntakeOptions } from '../../../src/intake/options';
import { isWord, shapeOf, speaksOfTime } from '../../../src/intake/table/shape';

const COLUMNS = [
  'time',
  'timeOfDay',
  'server',
  'group',
  'counter',
  'object',
  'instance',
  'unit',
  'value',
] as const;
type Asked = 'wide' | 'long' | 'guests';

/** `long time 0 server 1 measures 2`: every place that a table of these lines has. */
function told(lines: readonly string[], asked?: Asked, mapping?: IntakeOptions['mapping']): string | null {
  const head = headOf(new TextEncoder().encode(`${lines.join('\n')}\n`), true);
  const shape = shapeOf(head, asked, mapping ? { mapping } : {});
  if (!shape) return null;
  const places = COLUMNS.flatMap((name) => (shape[name] >= 0 ? [`${name} ${shape[name]}`] : []));
  const measures = shape.measures.length > 0 ? [`measures ${shape.measures.join(' ')}`] : [];
  const counted = shape.clock === 'elapsed' ? [`counted in ${shape.clockUnit}`] : [];
  return [shape.kind, ...places, ...measures, ...counted, `line ${shape.header.line}`].join(' ');
}
const [NINE, TEN] = ['2026-01-05 09:00', '2026-01-05 10:00'];

describe('the shape of a table', () => {
  it.each([
    ['a column for each server', ['time,web01,db01', `${TEN},1,2`], 'wide time 0 line 1'],
    ['the time behind', ['web01,timestamp,db01', `1,${TEN},2`], 'wide time 1 line 1'],
    ['a first column of times, whatever it is called', ['x,web01', `${TEN},1`], 'wide time 0 line 1'],
    ['words above the header', ['A report', 'time,web01', `${TEN},1`], 'wide time 0 line 2'],
    ['date and time of day', ['date,time,web01', '2026-01-05,10:00,1'], 'wide time 0 timeOfDay 1 line 1'],
    ['a date with its time beside another time', ['date,time,web01', `${TEN},10:00,1`], 'wide time 0 line 1'],
    ['a time of day that is blank', ['date,time,web01', '2026-01-05,,1'], 'wide time 0 line 1'],
    ['a time of day that is none', ['date,time,web01', '2026-01-05,5 %,1'], 'wide time 0 line 1'],
    [
      'a date and a column that is no time of day',
      ['date,note,web01', '2026-01-05,10:00,1'],
      'wide time 0 line 1',
    ],
    ['a date alone', ['date', '2026-01-05'], null],
    ['seconds', ['seconds,web01', '0,1', '15,2', '30,3'], 'wide time 0 counted in 1000 line 1'],
    [
      'counter and value',
      ['time,server,counter,value', `${TEN},web01,cpu %,5`],
      'long time 0 server 1 counter 2 value 3 line 1',
    ],
    [
      'the server last',
      ['counter,value,time,server', `cpu %,5,${TEN},web01`],
      'long time 2 server 3 counter 0 value 1 line 1',
    ],
    [
      'the server first',
      ['server,time,counter,value', `web01,${TEN},cpu %,5`],
      'long time 1 server 0 counter 2 value 3 line 1',
    ],
    ['without a server', ['time,counter,value', `${TEN},cpu %,5`], 'long time 0 counter 1 value 2 line 1'],
    [
      'with object, instance and unit',
      ['time,host,object,counter,instance,unit,value', `${TEN},a,Processor,% Busy,0,%,5`],
      'long time 0 server 1 counter 3 object 2 instance 4 unit 5 value 6 line 1',
    ],
    [
      'an instance name that is no server',
      ['time,instance name,counter,value', `${TEN},a,cpu %,5`],
      'long time 0 counter 2 instance 1 value 3 line 1',
    ],
    [
      'a group beside it',
      ['time,site,server,counter,value', `${TEN},x,web01,cpu %,5`, `${TEN},y,web01,cpu %,6`],
      'long time 0 server 2 group 1 counter 3 value 4 line 1',
    ],
    [
      'a remark that tells rows apart is no group',
      ['time,status,server,counter,value', `${TEN},x,web01,cpu %,5`, `${TEN},y,web01,cpu %,6`],
      'long time 0 server 2 counter 3 value 4 line 1',
    ],
    [
      'a counter without a value is a column',
      ['time,server,counter', `${TEN},web01,5`],
      'wide time 0 line 1',
    ],
    [
      'a measure in each column',
      ['time,server,cpu %,memory MB', `${TEN},web01,5,6`],
      'long time 0 server 1 measures 2 3 line 1',
    ],
    [
      'measures before it',
      ['cpu %,memory MB,time,server', `5,6,${TEN},web01`],
      'long time 2 server 3 measures 0 1 line 1',
    ],
    ['a server by number is a column of its own', ['time,server,cpu %', `${TEN},5,6`], 'wide time 0 line 1'],
    [
      'machines by any word',
      ['time,box,cpu %', `${TEN},a,5`, `${TEN},b,6`, `${NINE},a,5`, `${NINE},b,6`],
      'long time 0 server 1 measures 2 line 1',
    ],
    [
      'figures that nobody names, of machines',
      ['time,box,one,two,three', `${TEN},a,5,6,x`, `${TEN},b,6,7,y`],
      'long time 0 server 1 measures 2 3 line 1',
    ],
    ['words once for each time', ['time,box,cpu %', `${TEN},a,5`, `${NINE},b,6`], 'wide time 0 line 1'],
    [
      'half of the times shared',
      ['time,box,cpu %', `${TEN},a,5`, `${TEN},b,6`, `${NINE},a,5`],
      'long time 0 server 1 measures 2 line 1',
    ],
    [
      'less than half',
      ['time,box,cpu %', `${TEN},a,5`, `${TEN},b,6`, `${NINE},a,5`, '2026-01-05 08:00,a,5'],
      'wide time 0 line 1',
    ],
    ['the same word twice at a time', ['time,box,cpu %', `${TEN},a,5`, `${TEN},a,6`], 'wide time 0 line 1'],
    ['a figure among the words', ['time,box,cpu %', `${TEN},a,5`, `${TEN},7,6`], 'wide time 0 line 1'],
    ['a list', ['name,cores,peak %', 'web01,4,50'], 'guests server 0 measures 1 2 line 1'],
    [
      'a list with the name behind',
      ['cores,peak %,server', '4,50,web01'],
      'guests server 2 measures 0 1 line 1',
    ],
    ['a list of load alone', ['server,cpu %', 'web01,50'], 'guests server 0 measures 1 line 1'],
    ['a list of nothing known', ['a,b', '1,2'], null],
    ['a first row of data', [`${TEN},5`, `${NINE},6`], null],
    ['one column', ['time', TEN], null],
    ['nothing', ['', ''], null],
    [
      'a header in the tenth row',
      [...Array<string>(9).fill('x'), 'time,web01', `${TEN},1`],
      'wide time 0 line 10',
    ],
    ['a header behind it', [...Array<string>(10).fill('x'), 'time,web01', `${TEN},1`], null],
  ])('%s', (_, lines, expected) => expect(told(lines)).toBe(expected));

  const wide = ['time,server,cpu %', `${TEN},web01,5`];
  const long = ['time,server,counter,value', `${TEN},web01,cpu %,5`];
  const list = ['name,cores,peak %', 'web01,4,50'];
  it.each([
    [wide, 'wide', 'wide time 0 line 1'],
    [wide, 'long', 'long time 0 server 1 measures 2 line 1'],
    [wide, 'guests', 'guests time 0 server 1 measures 2 line 1'],
    [long, 'wide', 'wide time 0 line 1'],
    [long, 'long', 'long time 0 server 1 counter 2 value 3 line 1'],
    [['time,a,b', `${TEN},1,2`], 'long', null],
    [list, 'wide', null],
    [list, 'long', null],
    [list, 'guests', 'guests server 0 measures 1 2 line 1'],
  ] as const)('%j asked for as %s', (lines, asked, expected) => expect(told(lines, asked)).toBe(expected));

  it('a head that was looked at answers again what it is asked', () => {
    const head = headOf(new TextEncoder().encode(`${wide.join('\n')}\n`), true);
    const kinds = [undefined, 'wide', 'long', undefined, 'guests'] as const;
    expect(kinds.map((asked) => shapeOf(head, asked)?.kind)).toEqual([
      'long',
      'wide',
      'long',
      'long',
      'guests',
    ]);
    expect(shapeOf(head)).toBe(shapeOf(head));
    expect(shapeOf(head, undefined, { mapping: { server: 'ignore' } })?.kind).toBe('wide');
    expect(shapeOf(head)?.kind).toBe('long');
  });

  it.each([
    ['a time', ['x,y,z', `1,${TEN},2`], { y: 'time' }, 'wide time 1 line 1'],
    [
      'a time instead of another',
      ['time,when,z', `${TEN},${NINE},2`],
      { when: 'time' },
      'wide time 1 line 1',
    ],
    ['no time', ['time,when,z', `${TEN},${NINE},2`], { time: 'ignore' }, 'wide time 1 line 1'],
    ['a server', ['time,x,cpu %', `${TEN},5,6`], { x: 'server' }, 'long time 0 server 1 measures 2 line 1'],
    [
      'a server in the first column',
      ['x,time,cpu %', `5,${TEN},6`],
      { x: 'server' },
      'long time 1 server 0 measures 2 line 1',
    ],
    ['a measure', ['time,server,x', `${TEN},a,6`], { x: 'busy' }, 'long time 0 server 1 measures 2 line 1'],
    [
      'a measure that looked like a value',
      ['time,server,counter,value', `${TEN},a,1,6`],
      { value: 'busy' },
      'long time 0 server 1 measures 3 line 1',
    ],
    [
      'a server of counters',
      ['time,x,counter,value', `${TEN},5,cpu %,6`],
      { x: 'server' },
      'long time 0 server 1 counter 2 value 3 line 1',
    ],
  ] as const)('what a person calls %s is one', (_, lines, mapping, expected) =>
    expect(told(lines, undefined, mapping)).toBe(expected),
  );

  it('a time is looked for in twenty columns, and where a person says so in all', () => {
    const at = (k: number) => {
      const names = Array.from({ length: 25 }, (_, c) => (c === k ? 'time' : `s${c}`));
      return [names.join(','), names.map((name) => (name === 'time' ? TEN : '1')).join(',')];
    };
    expect([told(at(19)), told(at(20))]).toEqual(['wide time 19 line 1', null]);
    expect(told(at(20), undefined, { time: 'time' })).toBe('wide time 20 line 1');
  });
});

it.each([
  ['web01', true],
  ['a b', true],
  ['', false],
  ['5', false],
  ['-1,5', false],
  ['5 %', false],
  ['5 ms', false],
  ['3.2 GHz', false],
  ['4 GiB', false],
  ['1 MB/s', false],
  ['20 °C', false],
  ['100 W', false],
  ['2x', false],
  [TEN, false],
])('"%s" is a word: %j', (cell, word) => expect(isWord(cell)).toBe(word));

it.each([
  ['Time', true],
  ['Timestamp (UTC)', true],
  ['Uhrzeit', true],
  ['elapsed s', true],
  ['timer', false],
  ['web01', false],
])('"%s" speaks of time: %j', (header, time) => expect(speaksOfTime(header)).toBe(time));
