/** XML as workbooks hold it, cut in any pieces; formats of numbers and moments. */
import { describe, expect, it } from 'vitest';
import { dateStyle, dateText } from '../../../src/intake/workbook/dates';
import { attribute, unescaped, XmlScanner } from '../../../src/intake/workbook/xml';

/** Tags and text as they come; texts that follow each other as one. */
function scanned(xml: string, size = xml.length || 1): string[] {
  const found: string[] = [];
  const scanner = new XmlScanner('x', {
    open: (name, attributes) => found.push(`<${name}|${attributes}>`),
    close: (name) => found.push(`</${name}>`),
    text: (text) => found.push(text),
  });
  const bytes = new TextEncoder().encode(xml);
  for (let at = 0; at < bytes.length; at += size) scanner.push(bytes.slice(at, at + size));
  return found;
}

describe('XML', () => {
  it.each([
    ['<a>text</a>', ['<a|>', 'text', '</a>']],
    ['<a/>', ['<a|>', '</a>']],
    ['<a />', ['<a| >', '</a>']],
    ['<a b="1" c="2"/>x<d/>', ['<a| b="1" c="2">', '</a>', 'x', '<d|>', '</d>']],
    ['<x:a x:b="1"></x:a >', ['<a| x:b="1">', '</a>']],
    ['<a\tb="1">', ['<a|\tb="1">']],
    ['<a b="x>y">t</a>', ['<a| b="x>y">', 't', '</a>']],
    ["<a b='\">'/>", ["<a| b='\">'>", '</a>']],
    ['<a b="\'>"/>', ['<a| b="\'>">', '</a>']],
    ['<c r="A1"><v>5</v></c>', ['<c| r="A1">', '<v|>', '5', '</v>', '</c>']],
    ['<?xml version="1.0"?><a>é</a>', ['<a|>', 'é', '</a>']],
    ['<a>x<!-- <b> > -->y</a>', ['<a|>', 'x', 'y', '</a>']],
    ['<a>x<![CDATA[<b> & ]] >]]>y</a>', ['<a|>', 'x', '<b> &amp; ]] >', 'y', '</a>']],
    ['<!DOCTYPE a><a>&lt;</a>', ['<a|>', '&lt;', '</a>']],
    ['t<a>', ['t', '<a|>']],
    ['', []],
  ])('%s', (xml, found) => {
    for (const size of [1, 2, 3, 5, 1000]) expect(scanned(xml, size)).toEqual(found);
  });

  it.each(['<a', '<a b="x>', '<!-- x', '<![CDATA[ x ]]', '</a', 'text'])('%s is not all there', (xml) => {
    expect(scanned(xml)).toEqual([]);
  });

  it('what is longer than any cell can be is refused, whether it ends or not', () => {
    const long = 1 << 19;
    expect(scanned(`<a>${'x'.repeat(long)}</a>`)).toHaveLength(3);
    expect(() => scanned(`<a>${'x'.repeat(long + 1)}</a>`)).toThrow('longer than any cell');
    expect(() => scanned(`<a>${'x'.repeat(long + 1)}`)).toThrow('longer than any cell');
    expect(scanned(`<a>${'x'.repeat(long)}`)).toEqual(['<a|>']);
  });

  it.each([
    [' r="A1" s="2"', 's', '2'],
    [' r="A1" s="2"', 'r', 'A1'],
    [' r = "A1"', 'r', 'A1'],
    ['\tr=\n"A1"', 'r', 'A1'],
    [" r='A\"1'", 'r', 'A"1'],
    [' x:r="A1"', 'r', 'A1'],
    [' xr="B" r="A1"', 'r', 'A1'],
    [' r1="B" r="A1"', 'r', 'A1'],
    [' b="r" r="A1"', 'r', 'A1'],
    [' n="&lt;&amp;"', 'n', '<&'],
    [' r=""', 'r', ''],
    [' r="A1', 'r', null],
    [' s="1"', 'r', null],
    ['', 'r', null],
  ])('of %j the attribute %s is %j', (attributes, name, value) => {
    expect(attribute(attributes, name)).toBe(value);
  });

  it.each([
    ['a', 'a'],
    ['&lt;&gt;&amp;&quot;&apos;', '<>&"\''],
    ['&LT;', '<'],
    ['&#65;&#x41;&#X42;', 'AAB'],
    ['&#x10FFFF;', '\u{10ffff}'],
    ['&#x110000;', '&#x110000;'],
    ['&nbsp; & &#;', '&nbsp; & &#;'],
    ['&amp;lt;', '&lt;'],
  ])('%s', (written, text) => expect(unescaped(written)).toBe(text));
});

describe('numbers that are shown as times', () => {
  it('built-in formats go by number', () => {
    const styles = (style: string) =>
      Array.from({ length: 70 }, (_, id) => id).filter((id) => dateStyle(id, undefined) === style);
    const run = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, k) => from + k);
    expect(styles('elapsed')).toEqual([46]);
    expect(styles('moment')).toEqual([...run(14, 22), ...run(27, 36), 45, 47, ...run(50, 58)]);
  });

  it.each([
    ['yyyy-mm-dd hh:mm', 'moment'],
    ['0.00', 'none'],
    ['General', 'none'],
    ['"days" 0', 'none'],
    ['\\d0', 'none'],
    ['_d0', 'none'],
    ['*d0', 'none'],
    ['[Red]0', 'none'],
    ['[h]:mm', 'elapsed'],
    ['[mm]:ss', 'elapsed'],
    ['[ss]', 'elapsed'],
    ['0;d', 'none'],
    ['d;0', 'moment'],
    ['[$-409]h:mm AM/PM', 'moment'],
  ])('%s shows %s', (code, style) => expect(dateStyle(164, code)).toBe(style));

  const DAY = 46_027; // 2026-01-05
  it.each([
    [DAY, 'moment', false, '2026-01-05 00:00:00.000'],
    [DAY + 0.5, 'moment', false, '2026-01-05 12:00:00.000'],
    [DAY - 1462, 'moment', true, '2026-01-05 00:00:00.000'],
    [0.5, 'moment', false, '12:00:00'],
    [0, 'moment', false, '00:00:00'],
    [1, 'moment', false, '1899-12-31 00:00:00.000'],
    [-1, 'moment', false, '1899-12-29 00:00:00.000'],
    [DAY + (10 * 3600 - 0.001) / 86_400, 'moment', false, '2026-01-05 10:00:00.000'],
    [DAY + (10 * 3600 - 0.002) / 86_400, 'moment', false, '2026-01-05 09:59:59.998'],
    [1e12, 'moment', false, ''],
    [1.5, 'elapsed', false, '36:00:00'],
    [61 / 86_400, 'elapsed', false, '0:01:01'],
    [3661.6 / 86_400, 'elapsed', false, '1:01:02'],
  ] as const)('%d as %s', (value, style, from1904, text) => {
    expect(dateText(value, style, from1904)).toBe(text);
  });
});
