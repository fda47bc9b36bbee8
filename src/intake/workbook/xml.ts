import { InputError } from '../../estate/finding';

/** Takes what an XML scanner finds. Names come without their namespace's prefix. */
export interface XmlHandler {
  /** @param attributes as they stand, between the name and the end of the tag */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** Text between tags, with its entities; may come in several pieces where there is a CDATA section. */
  text(text: string): void;
}

/** No tag or text of a workbook is as long: a cell holds 32,767 characters. */
const LONGEST = 1 << 19;

/** Tags whose attributes hold no more than numbers and words. */
const PLAIN = new Set(['c', 'v', 't', 'is', 'si', 'row']);

/** Cuts XML, piece by piece, into tags and text. Knows comments, CDATA and instructions; checks nothing. */
export class XmlScanner {
  private rest = '';
  private readonly decoder = new TextDecoder();

  constructor(
    private readonly name: string,
    private readonly handler: XmlHandler,
  ) {}

  push(bytes: Uint8Array): void {
    this.consume(this.decoder.decode(bytes, { stream: true }));
  }

  private consume(piece: string): void {
    const { handler } = this;
    const text = this.rest === '' ? piece : this.rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag - at > LONGEST) throw this.endless();
      const sign = text.charCodeAt(tag + 1);
      let end: number;
      if (sign === 33 || sign === 63) {
        // Comment, CDATA, instruction.
        const cdata = text.startsWith('<![CDATA[', tag);
        const closing = cdata ? ']]>' : text.startsWith('<!--', tag) ? '-->' : '>';
        const stop = text.indexOf(closing, tag);
        if (stop < 0) break;
        if (tag > at) handler.text(text.slice(at, tag));
        if (cdata) handler.text(text.slice(tag + 9, stop).replaceAll('&', '&amp;'));
        at = stop + closing.length;
        continue;
      }
      end = text.indexOf('>', tag);
      if (end < 0) break;
      if (sign === 47) {
        if (tag > at) handler.text(text.slice(at, tag));
        handler.close(plain(text.slice(tag + 2, end)).trimEnd());
        at = end + 1;
        continue;
      }
      let word = tag + 1;
      for (let sign = text.charCodeAt(word); sign > 32 && sign !== 62 && sign !== 47;)
        sign = text.charCodeAt(++word);
      const name = plain(text.slice(tag + 1, word));
      // A `>` may stand between quotes, but never in those of cells and rows, of which there are many.
      if (!PLAIN.has(name)) {
        while (end >= 0 && openQuote(text, tag, end)) end = text.indexOf('>', end + 1);
        if (end < 0) break;
      }
      if (tag > at) handler.text(text.slice(at, tag));
      const empty = text.charCodeAt(end - 1) === 47;
      const stop = empty ? end - 1 : end;
      handler.open(name, word < stop ? text.slice(word, stop) : '');
      if (empty) handler.close(name);
      at = end + 1;
    }
    this.rest = at < text.length ? text.slice(at) : '';
    if (this.rest.length > LONGEST) throw this.endless();
  }

  private endless(): InputError {
    return new InputError(
      this.name,
      'a text in it is longer than any cell can be.',
      'Save the sheet as CSV.',
    );
  }
}

/** Whether an odd number of quotes stands in a tag up to here. */
function openQuote(text: string, from: number, to: number): boolean {
  let open = 0;
  for (let at = from; at < to; at++) {
    const sign = text.charCodeAt(at);
    if (sign === 34 || sign === 39) {
      if (open === 0) open = sign;
      else if (open === sign) open = 0;
    }
  }
  return open !== 0;
}

function plain(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of one attribute, without its prefix; null where there is none. */
export function attribute(attributes: string, name: string): string | null {
  for (let at = attributes.indexOf(name); at >= 0; at = attributes.indexOf(name, at + 1)) {
    const before = attributes.charCodeAt(at - 1);
    if (before > 32 && before !== 58) continue;
    let next = at + name.length;
    while (attributes.charCodeAt(next) <= 32) next++;
    if (attributes.charCodeAt(next) !== 61) continue;
    next++;
    while (attributes.charCodeAt(next) <= 32) next++;
    const quote = attributes[next];
    const end = attributes.indexOf(quote, next + 1);
    return end < 0 ? null : unescaped(attributes.slice(next + 1, end));
  }
  return null;
}

const NAMED = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Text without the entities of XML. */
export function unescaped(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(lt|gt|amp|quot|apos));/gi,
    (whole, hex, decimal, named) => {
      if (named) return NAMED.get(String(named).toLowerCase()) ?? '';
      const code = hex ? parseInt(String(hex), 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : String(whole);
    },
  );
}
