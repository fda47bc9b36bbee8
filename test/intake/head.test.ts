/** What the beginning of a file tells: how it is cut, which decimal sign it has, and how much of it is looked at. */
import { describe, expect, it } from 'vitest';
import { headOf, lookAt } from '../../src/intake/head';
import { ByteSource } from '../../src/intake/bytes/source';
import { linesAreQuoted, unquotedLines } from '../../src/intake/quoted-lines';
import { shapeKey } from '../../src/intake/shape-key';
import { encode } from './bytes/encode';

const encoder = new TextEncoder();
const head = (text: string, whole = true) => headOf(encoder.encode(text), whole);
const dialect = (text: string) => {
  const { dialect: found, decimalSure } = head(text);
  return `${String.fromCharCode(found.delimiter)}${String.fromCharCode(found.decimal)}${decimalSure ? '' : '?'}`;
};

describe('how a file is cut', () => {
  it.each([
    ['a,b\n1,2\n', ',.?'],
    ['a;b\n1;2\n', ';,?'],
    ['a\tb\n1\t2\n', '\t.?'],
    ['a|b\n1|2\n', '|.?'],
    ['a\n1\n', ',.?'],
    ['a;b;c\n1,5;2,5;3\n4,5;5;6\n', ';,'],
    ['a,b;c\n1,x;2\n', ',.?'],
    ['title\na;b\n1;2\n3;4\n', ';,?'],
    ['sep=;\na,b;c\n1,x;2\n', ';,?'],
    ['"sep=|"\r\na,b|c\n', '|.?'],
  ])('%j by %s', (text, expected) => expect(dialect(text)).toBe(expected));

  it('a line that names its delimiter is none of the table', () => {
    const found = head('sep=;\na;b\n1;2\n');
    expect([found.separatorLine, found.rows]).toEqual([
      true,
      [
        { line: 2, cells: ['a', 'b'] },
        { line: 3, cells: ['1', '2'] },
      ],
    ]);
    expect(head('a;b\n').separatorLine).toBe(false);
  });
});

describe('the decimal sign of the beginning', () => {
  const of = (...cells: string[]) => dialect(`t;a\n${cells.map((cell) => `x;${cell}\n`).join('')}`);
  it.each([
    [['1,5'], ';,'],
    [['1.5'], ';.'],
    [['1,5', '1.5'], ';.'],
    [['1,5', '1,5', '1.5'], ';,'],
    [['1,234'], ';,?'],
    [['1.234'], ';.?'],
    [['1,234', '1.234'], ';.?'],
    [['12'], ';,?'],
    [['1.234.567'], ';,'],
    [['1,234,567'], ';.'],
  ])('%j: %s', (cells, expected) => expect(of(...cells)).toBe(expected));

  it('between commas a point is one, between tabs a comma alone is too', () => {
    expect(dialect('t,a\nx,1.234\n')).toBe(',.');
    expect(dialect('t,a\nx,"1,234"\n')).toBe(',.?');
    expect(dialect('t\ta\nx\t1,234\n')).toBe('\t,?');
    expect(dialect('t\ta\nx\t1.234\n')).toBe('\t.?');
    expect(dialect('t\ta\nx\t12\n')).toBe('\t.?');
  });

  it('heads and first columns tell nothing, nor does what stands behind four hundred cells', () => {
    expect(dialect('t;1.5\nx;2\n')).toBe(';,?');
    expect(dialect('t;a\n1.5;2\n')).toBe(';,?');
    const row = (at: number) => Array.from({ length: 410 }, (_, k) => (k === at ? '1.5' : '2')).join(';');
    expect([399, 400].map((at) => dialect(`${row(-1)}\n${row(at)}\n`))).toEqual([';.', ';,?']);
  });
});

describe('how much is looked at', () => {
  it('of a beginning that stops in a line only whole lines, of a whole file all', () => {
    expect(head('a,b\n1,2\n3,', false).text).toBe('a,b\n1,2\n');
    expect(head('a,b\r1,2\r3,', false).text).toBe('a,b\r1,2\r');
    expect(head('a,b\n1,2\n3,').text).toBe('a,b\n1,2\n3,');
    expect(head('a,b', false).text).toBe('a,b');
    for (const encoding of ['utf-16le', 'utf-16be'] as const) {
      const bytes = encode('\ufeffab,cd\n1,2\n3,', encoding);
      expect(headOf(bytes, false).text).toBe('ab,cd\n1,2\n');
      expect(headOf(bytes, true).text).toBe('ab,cd\n1,2\n3,');
    }
  });

  it.each(['\n', '\r', '\r\n'])('sixty rows are enough, with lines that end in %j', (end) => {
    const rows = (count: number) => `${Array.from({ length: count }, (_, k) => `${k},1`).join(end)}${end}`;
    expect(head(rows(59)).rows).toHaveLength(59);
    expect(head(rows(60)).rows).toHaveLength(60);
    expect(head(rows(61)).rows).toHaveLength(60);
  });

  it('rows without anything are none', () => {
    expect(head('\n,\na,b\n\n1,2\n').rows.map(({ line }) => line)).toEqual([3, 5]);
  });

  const looked = async (text: string, piece = 1 << 14) => {
    const bytes = encoder.encode(text);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += piece) yield bytes.slice(at, at + piece);
    }
    return lookAt(new ByteSource(pieces()));
  };

  it('the first look is long enough for sixty short rows, and goes on where there are fewer', async () => {
    const short = await looked('1,2\n'.repeat(50_000));
    expect([short.whole, short.bytes.length]).toEqual([false, 1 << 16]);
    const wide = await looked(`${'1,'.repeat(2000)}\n`.repeat(200));
    expect([wide.whole, wide.bytes.length, wide.rows.length]).toEqual([false, 1 << 18, 60]);
    const few = await looked('a,b\n1,2\n');
    expect([few.whole, few.rows.length]).toEqual([true, 2]);
  });

  it('of very wide rows five are enough', async () => {
    const row = `${'1,'.repeat(150_000)}\n`;
    const { whole, bytes, rows } = await looked(row.repeat(30), 1 << 16);
    expect([whole, bytes.length, rows.length]).toEqual([false, 1 << 22, 5]);
  });
});

describe('whole lines in quotes', () => {
  it.each([
    ['"a,b"\n"1,2"\n', true],
    ['"a;b"\n"1;2"\n', true],
    ['"a\tb"\n"1\t2"\n', true],
    ['"a,b"\n"1,2"\n"1,2,3"\n', false],
    ['"a,b"\n"12"\n', false],
    ['"a"\n"1"\n', false],
    ['"a,b"\n', false],
    ['"a,b"\n"1,2",x\n', false],
    ['"a,b,c"\n"1,2,3"\n"4,5,6"\n', true],
  ])('%j: %j', (text, quoted) => expect(linesAreQuoted(head(text))).toBe(quoted));

  it('UTF-16 is left as it is', () => {
    expect(linesAreQuoted(headOf(encode('\ufeff"a,b"\n"1,2"\n', 'utf-16le'), true))).toBe(false);
  });

  it.each([1, 2, 3, 100])('lose their quotes in pieces of %d, and doubled ones are one', async (size) => {
    const bytes = encoder.encode('"a,""b"""\r\n"1,2"\n"","x"\n');
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
    }
    let text = '';
    for await (const piece of unquotedLines(pieces())) text += new TextDecoder().decode(piece);
    expect(text).toBe('a,"b"\r\n1,2\n,x\n');
  });
});

describe('the name of a shape', () => {
  const key = (...rows: string[]) => shapeKey(head(`${rows.join('\n')}\n`));
  it('is the same for logs of the same counters, whatever machine and instance they are of', () => {
    const log = key('t,\\\\A\\Processor(0)\\% Busy,\\\\A\\Memory\\Free');
    expect(key('t,\\\\B\\Memory\\Free,\\\\B\\Processor(1)\\% Busy,\\\\B\\Processor(2)\\% Busy')).toBe(log);
    expect(key('t,\\\\A\\Processor(0)\\% Idle,\\\\A\\Memory\\Free')).not.toBe(log);
    expect(log).toMatch(/^2-[0-9a-f]{16}$/);
  });

  it('is that of the first row with two cells, in any case of letters', () => {
    expect(key('title', 'Time,CPU', '1,2')).toBe(key('time,cpu', '9,9'));
    expect(key('time,cpu')).not.toBe(key('cpu,time'));
    expect(key('time,cpu')).not.toBe(key('time,cpv'));
    expect(key('time,cpu')).not.toBe(key('tjme,cpu'));
    expect(key('title')).toMatch(/^0-/);
  });

  // FNV-1a of "a\u0001b" with two primes.
  it('is made by a hash that stays', () => {
    const hash = (offset: bigint, prime: bigint) => {
      let value = offset;
      for (const sign of 'a\u0001b') value = ((value ^ BigInt(sign.charCodeAt(0))) * prime) & 0xffffffffn;
      return value.toString(16).padStart(8, '0');
    };
    expect(key('a,b')).toBe(`2-${hash(0x811c9dc5n, 0x01000193n)}${hash(0xcbf29ce4n, 0x01000197n)}`);
  });
});
