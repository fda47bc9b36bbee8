/** What the scanner makes of each kind of cell and row, and what it notes of them, in whatever pieces a file comes. */
import { describe, expect, it } from 'vitest';
import { ClockReader } from '../../../src/intake/bytes/dates';
import { Kind, RowScanner, type RowPlan } from '../../../src/intake/bytes/scan';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const KINDS = { n: Kind.number, t: Kind.time, d: Kind.timeOfDay, x: Kind.text } as const;

/** Reads a file whose header has a letter for each column: what it is read as; `-` is left out. */
function read(text: string, size: number, delimiter = ',', decimal = '.') {
  const said: string[] = [];
  const scanner = new RowScanner(
    { delimiter: delimiter.charCodeAt(0), decimal: decimal.charCodeAt(0) },
    (bytes) => decoder.decode(bytes),
    {
      header(cells, line): RowPlan | null {
        said.push(`${line} ${cells.join('|')}`);
        if (!cells.every((cell) => /^(\(PDH-.*|[ntdx-])$/.test(cell))) return null;
        const kept = cells.flatMap((cell, k) => (cell === '-' ? [] : [k]));
        return {
          slots: Int32Array.from(cells, (_, k) => kept.indexOf(k)),
          kinds: kept.map((k) => KINDS[cells[k] as keyof typeof KINDS] ?? Kind.number),
        };
      },
      row(values, cells, line) {
        const shown = [...values].map((value) => (Number.isNaN(value) ? '' : String(value)));
        said.push(`${line}: ${shown.join('|')} of ${cells}`);
      },
    },
    () => clock,
  );
  const clock = new ClockReader('calendar');
  const bytes = encoder.encode(text);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.slice(at, at + size));
  scanner.finish();
  const { badNumbers, badTimes, shortRows, longRows, firstRagged, openQuotes, cut, endsOpen, line } = scanner;
  const trouble = ({ count, line: at, cell, texts }: typeof badNumbers) =>
    count ? [`${count} from ${at}:${cell}: ${texts.join(' / ')}`] : [];
  return {
    said,
    trouble: [
      ...trouble(badNumbers).map((each) => `numbers ${each}`),
      ...trouble(badTimes).map((each) => `times ${each}`),
      ...(firstRagged ? [`${shortRows} short, ${longRows} long, from ${firstRagged}`] : []),
      ...(openQuotes ? [`${openQuotes} open`] : []),
      ...(cut ? ['cut'] : []),
      ...(endsOpen ? ['ends open'] : []),
    ],
    line,
    names: scanner.names.texts,
  };
}
type Said = Partial<ReturnType<typeof read>>;

const CASES: Readonly<
  Record<string, readonly [text: string, said: Said, delimiter?: string, decimal?: string]>
> = {
  'numbers, plain, quoted and blank': [
    'n,n,n\n1,"2",\n 3 ," 4 ", \n-5,+6,.5\n7.,8e1,9 %\n',
    {
      said: ['1 n|n|n', '2: 1|2| of 3', '3: 3|4| of 3', '4: -5|6|0.5 of 3', '5: 7|80|9 of 3'],
      trouble: [],
      line: 6,
    },
  ],
  'digits up to what a double holds, and beyond': [
    'n,n\n999999999,1000000000\n123456789012345,1234567890123456\n0.123456789,0.1234567891\n1.000000000000000001,0.000000000000000001\n0.000000000000001,0.12345678901234567890123\n',
    {
      said: [
        '1 n|n',
        '2: 999999999|1000000000 of 2',
        '3: 123456789012345|1234567890123456 of 2',
        '4: 0.123456789|0.1234567891 of 2',
        '5: 1|1e-18 of 2',
        '6: 1e-15|0.12345678901234568 of 2',
      ],
    },
  ],
  'a decimal comma between semicolons': [
    'n;n\n1,5;"2,25"\n1.234,5;-0,5\n',
    { said: ['1 n|n', '2: 1.5|2.25 of 2', '3: 1234.5|-0.5 of 2'] },
    ';',
    ',',
  ],
  'a decimal comma between commas parts cells unless it is quoted': [
    'n,n\n1,5\n"1,5","2,75"\n',
    { said: ['1 n|n', '2: 1|5 of 2', '3: 1.5|2.75 of 2'] },
    ',',
    ',',
  ],
  'what is no number, its place and the first three': [
    'n,n\n1,a\nb,2\n3,c\n4,d\n"1"x,5\n',
    {
      said: ['1 n|n', '2: 1| of 2', '3: |2 of 2', '4: 3| of 2', '5: 4| of 2', '6: 1|5 of 2'],
      trouble: ['numbers 4 from 2:2: a / b / c'],
    },
  ],
  'of a long cell the first sixty signs': [
    `n\n${'y'.repeat(70)}\n`,
    { trouble: [`numbers 1 from 2:1: ${'y'.repeat(60)}`] },
  ],
  'a row without a time is left': [
    't,n\n2026-01-05 10:00,1\nExiting, please wait,2\n2026-01-05 10:01,x\n,5\n',
    {
      said: [
        '1 t|n',
        `2: ${Date.UTC(2026, 0, 5, 10)}|1 of 2`,
        '3: | of 3',
        `4: ${Date.UTC(2026, 0, 5, 10, 1)}| of 2`,
        '5: | of 2',
      ],
    },
  ],
  'times of day and names by number': [
    'd,x,x,n\n10:00,web01,"a ""b""",1\n10:00:30 PM, web01 ,"",2\nnoon,db02,"a ""b""",3\n',
    {
      said: ['1 d|x|x|n', '2: 36000000|0|1|1 of 4', '3: 79230000|0||2 of 4', '4: |2|1|3 of 4'],
      names: ['web01', 'a "b"', 'db02'],
    },
  ],
  'columns that nobody wants, whatever they hold': [
    'n,-,-,n\n1,"a,b",x,2\n3, "c ""d"", e" ,,4\n5,"open,y,6\n7,,"z",8\n',
    {
      said: ['1 n|-|-|n', '2: 1|2 of 4', '3: 3|4 of 4', '4: 5| of 2', '5: 7|8 of 4'],
      trouble: ['1 short, 0 long, from 4', '1 open'],
    },
  ],
  'nothing wanted behind the first': [
    'n,-,-\n1,2,3\n4,"5\n6,7,8,9\n',
    {
      said: ['1 n|-|-', '2: 1 of 3', '3: 4 of 2', '4: 6 of 4'],
      trouble: ['1 short, 1 long, from 3', '1 open'],
    },
  ],
  'longer and shorter rows, and delimiters at their end': [
    'n,n\n1\n2,3,\n4,5,6\n7,8,,\n',
    {
      said: ['1 n|n', '2: 1| of 1', '3: 2|3 of 2', '4: 4|5 of 3', '5: 7|8 of 4'],
      trouble: ['1 short, 2 long, from 2'],
    },
  ],
  'blank lines, and ends of lines of three kinds': [
    '\n\r\nn,n\r\n\r\n1,2\r3,4\n\n5,6\r\n',
    { said: ['3 n|n', '5: 1|2 of 2', '6: 3|4 of 2', '8: 5|6 of 2'], trouble: [], line: 9 },
  ],
  'lines within a quoted head count, in data they end the cell': [
    'a,"b\nc"\nn,n\n1,"2\n3,4\n',
    { said: ['1 a|b\nc', '3 n|n', '4: 1|2 of 2', '5: 3|4 of 2'], trouble: ['1 open'] },
  ],
  'NULs between rows are no rows': [
    'n,n\n\x00\x00\x001,2\n\x00\x00',
    { said: ['1 n|n', '2: 1|2 of 2'], trouble: [] },
  ],
  'a head within a log begins another': [
    '(PDH-CSV 4.0),n\n1,2\n(PDH-CSV 4.0),-\n3,4\n"(PDH-TSV 4.0)",n\n5,6\n(PD),7\n',
    {
      said: [
        '1 (PDH-CSV 4.0)|n',
        '2: 1|2 of 2',
        '3 (PDH-CSV 4.0)|-',
        '4: 3 of 2',
        '5 (PDH-TSV 4.0)|n',
        '6: 5|6 of 2',
        '7: |7 of 2',
      ],
      trouble: ['numbers 1 from 7:1: (PD)'],
    },
  ],
  'a last row without an end is whole where all of its cells are there': [
    'n,n\n1,2\n3,4',
    { said: ['1 n|n', '2: 1|2 of 2', '3: 3|4 of 2'], trouble: ['ends open'], line: 4 },
  ],
  'a last row that stops early loses the cell it stops in': [
    'n,n,n\n1,2,3\n4,51',
    {
      said: ['1 n|n|n', '2: 1|2|3 of 3', '3: 4|| of 2'],
      trouble: ['1 short, 0 long, from 3', 'cut', 'ends open'],
    },
  ],
  'a last row that stops behind a delimiter has one more cell, blank': [
    'n,n,n\n4,5,',
    { said: ['1 n|n|n', '2: 4|5| of 3'], trouble: ['ends open'] },
  ],
  'a last row that ends in a delimiter behind its last cell is whole': [
    'n,n\n4,5,',
    { said: ['1 n|n', '2: 4|5 of 2'], trouble: ['ends open'] },
  ],
  'a head alone, that stops behind a delimiter': ['a,b,', { said: ['1 a|b|'], trouble: ['ends open'] }],
  'a quote that the file ends in': [
    'n,n\n1,"2',
    { said: ['1 n|n', '2: 1| of 2'], trouble: ['1 open', 'cut', 'ends open'] },
  ],
  'a quoted last cell that is closed': [
    'n,n\n1,"2"',
    { said: ['1 n|n', '2: 1|2 of 2'], trouble: ['ends open'] },
  ],
  'tabs, and names with blanks around them': [
    'x\tn\n web 01 \t1\n"web 01"\t2\n',
    { said: ['1 x|n', '2: 0|1 of 2', '3: 0|2 of 2'], names: ['web 01'] },
    '\t',
  ],
  'an empty file': ['', { said: [], trouble: [], line: 1 }],
};

describe.each(Object.keys(CASES))('%s', (name) => {
  const [text, expected, delimiter, decimal] = CASES[name];
  it.each([1, 2, 3, 5, 7, 300])('in pieces of %d', (size) => {
    expect(read(text, size, delimiter, decimal)).toMatchObject(expected);
  });
});

it('cells longer than what is joined to the piece before come whole', () => {
  const long = `"${'q'.repeat(700)}, ""${'r'.repeat(700)}"""`;
  const text = `x,n\n${long},5\nshort,6\n`;
  for (const size of [100, 255, 256, 257, 600, 5000]) {
    const { said, names } = read(text, size);
    expect(said).toEqual(['1 x|n', '2: 0|5 of 2', '3: 1|6 of 2']);
    expect(names[0]).toBe(`${'q'.repeat(700)}, "${'r'.repeat(700)}"`);
  }
});

it('of a row without a time its whole line is noted, as far as sixty signs go', () => {
  const rows = `t,n\n2026-01-05 10:00,1\nExiting, please wait,2\n,5\nx,${'y'.repeat(80)}\nlast\n`;
  expect(read(rows, 1000).trouble).toEqual([
    `times 4 from 3:1: Exiting, please wait,2 / ,5 / x,${'y'.repeat(58)}`,
  ]);
  expect(read('x,t,n\na,never,1\n', 1000).trouble).toEqual(['times 1 from 2:2: never,1']);
});
