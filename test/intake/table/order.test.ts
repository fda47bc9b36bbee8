/** A table with a row for each sample: the order of its columns decides nothing, and each column is read as what it is. */
import { describe, expect, it } from 'vitest';
import type { Reading } from '../../../src/estate/recording';
import { moments, read, saying } from '../read';

/** The table with its columns turned round, so that each stands once in every place. */
function turned(text: string, by: number): string {
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const cells = line.split(',');
      return [...cells.slice(by), ...cells.slice(0, by)].join(',');
    })
    .join('\n')
    .concat('\n');
}
const of = (reading: Reading) =>
  Object.fromEntries(
    reading.recordings
      .map(({ server, measures, facts }, k): [string, unknown] => [
        server,
        {
          at: moments(reading, k).map((time) => time.slice(11, 16)),
          ...Object.fromEntries(Object.entries(measures).map(([id, values]) => [id, [...values]])),
          ...facts,
        },
      ])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

const TABLES: readonly (readonly [string, string, unknown])[] = [
  [
    'object, instance and group',
    `timestamp,site,server,object,counter,instance,value
2026-01-05 10:00,x,web,Processor,% Processor Time,_Total,10
2026-01-05 10:00,x,web,Processor,% Processor Time,0,15
2026-01-05 10:00,x,web,Memory,Available MBytes,,512
2026-01-05 10:00,y,web,Processor,% Processor Time,_Total,30
2026-01-05 10:00,y,web,Processor,% Processor Time,0,35
2026-01-05 10:00,y,web,Processor,% Processor Time,1,25
2026-01-05 10:05,x,web,Processor,% Processor Time,_Total,20
2026-01-05 10:05,x,web,Memory,Available MBytes,,513
2026-01-05 10:05,y,web,Processor,% Processor Time,_Total,40
`,
    {
      'web (x)': { at: ['10:00', '10:05'], busy: [10, 20], availableMiB: [512, 513], threads: 1 },
      'web (y)': { at: ['10:00', '10:05'], busy: [30, 40], threads: 2 },
    },
  ],
  [
    'unit and value',
    `timestamp,server,counter,unit,value
2026-01-05 10:00,web,memory used,KB,2048
2026-01-05 10:00,db,memory used,GB,2
2026-01-05 10:00,web,cpu,%,7
2026-01-05 10:05,web,memory used,KB,4096
`,
    {
      web: { at: ['10:00', '10:05'], usedMiB: [2, 4], busy: [7, NaN] },
      db: { at: ['10:00'], usedMiB: [2048] },
    },
  ],
  [
    'measures and what stays',
    `timestamp,server,cpu %,memory used MB,vCPUs,memory total MB
2026-01-05 10:00,web,10,1000,4,8192
2026-01-05 10:00,db,20,2000,,
2026-01-05 10:05,web,15,1001,4,8192
`,
    {
      web: { at: ['10:00', '10:05'], busy: [10, 15], usedMiB: [1000, 1001], cores: 4, memory: 8192 },
      db: { at: ['10:00'], busy: [20], usedMiB: [2000] },
    },
  ],
  [
    'a counter and no server',
    `timestamp,counter,value
2026-01-05 10:00,cpu %,10
2026-01-05 10:05,cpu %,20
`,
    { log: { at: ['10:00', '10:05'], busy: [10, 20] } },
  ],
];

describe.each(TABLES)('%s', (_, text, expected) => {
  const columns = text.split('\n', 1)[0].split(',');
  it.each(columns.map((column, by) => [column, by] as const))('with "%s" first', async (_column, by) =>
    expect(of(await read(turned(text, by), { format: 'long' }))).toEqual(expected),
  );
});

it.each([
  ['date,time,server,cpu %', '2026-01-05,10:00,web,10', '2026-01-05,10:05,web,20'],
  ['cpu %,server,date,time', '10,web,2026-01-05,10:00', '20,web,2026-01-05,10:05'],
])('a time of day beside its date: %s', async (...lines) =>
  expect(of(await read(`${lines.join('\n')}\n`))).toEqual({
    web: { at: ['10:00', '10:05'], busy: [10, 20] },
  }),
);

describe('the counters of a server', () => {
  /** Rows of one time, each `counter,value` or `counter,instance,value`. */
  const one = async (rows: readonly string[], options = {}) => {
    const heads = rows[0].split(',').length === 2 ? 'counter,value' : 'counter,instance name,value';
    const text = `timestamp,server,${heads}\n${rows.map((row) => `2026-01-05 10:00,web,${row}`).join('\n')}\n`;
    const reading = await read(text, { format: 'long', ...options });
    const rest = { ...(of(reading) as Record<string, Record<string, unknown>>).web };
    delete rest.at;
    return rest;
  };
  it.each([
    [
      'a total goes before its parts',
      ['disk MB/s,_Total,9', 'disk MB/s,a,3', 'disk MB/s,b,4'],
      { diskMBs: [9] },
    ],
    ['without one they are added', ['disk MB/s,a,3', 'disk MB/s,b,4'], { diskMBs: [7] }],
    ['shares of processors are not', ['cpu %,0,10', 'cpu %,1,30'], { busy: [20] }],
    ['a part that is missing adds nothing', ['disk MB/s,a,', 'disk MB/s,b,4'], { diskMBs: [4] }],
    ['a mean goes before a peak', ['cpu max %,90', 'cpu avg %,20'], { busy: [20] }],
    ['a single one before a percentile', ['cpu p95 %,90', 'cpu %,20'], { busy: [20] }],
    ['what is used before what there is', ['disk size GB,900', 'disk used GB,20'], { spaceGiB: [20] }],
    [
      'what there is where nothing else is told',
      ['disk size GB,900', 'cpu %,5'],
      { spaceGiB: [900], busy: [5] },
    ],
    ['what is used before what is left', ['cpu idle %,70', 'cpu %,25'], { busy: [25] }],
    ['of another thing by the rest of its name is none', ['mail cpu %,70', 'cpu %,25'], { busy: [25] }],
    ['whole processors', ['cpu %,25', 'vCPUs,3.6'], { busy: [25], cores: 4 }],
    ['less than one is none', ['cpu %,25', 'vCPUs,0.9'], { busy: [25] }],
    ['one is one', ['cpu %,25', 'vCPUs,1'], { busy: [25], cores: 1 }],
    ['whole MiB in its unit', ['cpu %,25', 'memory total GB,1.5004'], { busy: [25], memory: 1536 }],
    ['no memory is none', ['cpu %,25', 'memory total MB,0'], { busy: [25] }],
  ])('%s', async (_, rows, expected) => expect(await one(rows)).toEqual(expected));

  it('are taken as a person says, before any that is known by name', async () => {
    const rows = ['cpu %,25', 'load of it,30', 'other,7'];
    expect(await one(rows, { mapping: { 'load of it': 'busy' } })).toEqual({ busy: [30] });
    expect(await one(rows, { mapping: { 'cpu %': 'ignore', other: 'diskMBs KB/s' } })).toEqual({
      diskMBs: [Math.fround(0.007)],
    });
  });

  it('that nobody knows are named once', async () => {
    const rows = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
    const text = `timestamp,server,counter,value\n${rows
      .flatMap((name) => ['web', 'db'].map((server) => `2026-01-05 10:00,${server},${name}x,1`))
      .join('\n')}\n`;
    const reading = await read(text);
    expect(reading.findings[0].text).toBe(
      'Not enough to fold: none of its counters is one of load. Found "ax", "bx", "cx", "dx", "ex", "fx" and 2 more; needed is at least processor busy in %.',
    );
    expect(saying(reading, 'without a name of the server')).toEqual([]);
    const part = await read(text.replace('ax,1', 'cpu %,1'));
    expect(saying(part, /counters not used/)[0].text).toMatch(/^8 counters not used: /);
  });
});
