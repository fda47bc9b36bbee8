import type { DecimalSign } from '../../estate/settle-decimals';

const QUOTE = 34;
const LF = 10;
const CR = 13;
/** So many numbers tell: what comes behind them changes nothing. */
const ENOUGH = 400;

interface Way {
  readonly other: DecimalSign;
  /** It stands twice: it parts thousands. */
  readonly twice: RegExp;
  /** Thousands, or three decimals. */
  readonly open: RegExp;
  /** It parts decimals and nothing else. */
  readonly sure: RegExp;
}

/** What numbers look like in which a sign stands. */
export const WAYS: Readonly<Record<DecimalSign, Way>> = {
  '.': {
    other: ',',
    twice: /^[-+]?[1-9]\d{0,2}(\.\d{3}){2,}$/,
    open: /^[-+]?[1-9]\d{0,2}\.\d{3}$/,
    sure: /^[-+]?(\d*\.\d+([eE][+-]?\d+)? ?%?|\d{1,3}([, ]\d{3})+\.\d+)$/,
  },
  ',': {
    other: '.',
    twice: /^[-+]?[1-9]\d{0,2}(,\d{3}){2,}$/,
    open: /^[-+]?[1-9]\d{0,2},\d{3}$/,
    sure: /^[-+]?(\d*,\d+([eE][+-]?\d+)? ?%?|\d{1,3}([. ]\d{3})+,\d+)$/,
  },
};
const SIGNS = ['.', ','] as const;

/** What a cell tells of the decimal sign: which it is, that it may be either (`1,234`), or nothing. */
export function signIn(cell: string): DecimalSign | 'open' | null {
  for (const sign of SIGNS) if (WAYS[sign].twice.test(cell)) return WAYS[sign].other;
  for (const sign of SIGNS) if (WAYS[sign].open.test(cell)) return 'open';
  for (const sign of SIGNS) if (WAYS[sign].sure.test(cell)) return sign;
  return null;
}

/** Bytes that numbers are written with. */
const OF_NUMBERS = new Uint8Array(256);
for (const sign of '0123456789.,+-eE% ') OF_NUMBERS[sign.charCodeAt(0)] = 1;

/** Goes through the cells of a file for its decimal sign, where its beginning does not tell. */
export class DecimalWatch {
  /** By column: the largest number in it that may hold thousands or decimals. */
  readonly open = new Map<number, string>();
  private points = 0;
  private commas = 0;
  private row = 0;
  private column = 0;
  private quoted = false;
  /** Something stands in the cell that no number has. */
  private dead = false;
  private marked = false;
  private text = '';

  /** @param delimiter byte that parts cells; between commas a point parts no thousands */
  constructor(private readonly delimiter: number) {}

  /** The sign that the numbers prove; null where none does. */
  get told(): DecimalSign | null {
    if (this.points + this.commas === 0) return null;
    return this.commas > this.points ? ',' : '.';
  }

  push(bytes: Uint8Array): void {
    if (this.points + this.commas >= ENOUGH) return;
    const { delimiter } = this;
    let from = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === LF || byte === CR || (byte === delimiter && !this.quoted)) {
        // Behind a quote that was lost, delimiters would be taken for signs.
        this.dead ||= this.quoted;
        this.end(bytes, from, at);
        from = at + 1;
        if (byte === delimiter) this.column++;
        else {
          this.column = 0;
          this.quoted = false;
          this.row++;
        }
      } else if (byte === QUOTE) {
        if (!this.quoted) from = at + 1;
        else if (this.marked && !this.dead) {
          this.end(bytes, from, at);
          this.dead = true;
        }
        this.quoted = !this.quoted;
      } else if (OF_NUMBERS[byte] === 0) this.dead = true;
      else if (byte === 46 || byte === 44) this.marked = true;
    }
    if (!this.dead) this.text += latin(bytes, from, bytes.length);
  }

  private end(bytes: Uint8Array, from: number, to: number): void {
    // The first column holds times or names, the first row names.
    if (this.marked && !this.dead && this.column > 0 && this.row > 0)
      this.take((this.text + latin(bytes, from, to)).trim());
    this.dead = false;
    this.marked = false;
    this.text = '';
  }

  private take(cell: string): void {
    const told = signIn(cell);
    if (told === null) return;
    if (told === '.' || (told === 'open' && this.delimiter === 44 && cell.includes('.'))) this.points++;
    else if (told === ',') this.commas++;
    else {
      const size = (text: string) => Math.abs(Number(text.replace(',', '.')));
      const before = this.open.get(this.column);
      if (before === undefined || size(cell) > size(before)) this.open.set(this.column, cell);
    }
  }
}

/** A few bytes of ASCII. */
function latin(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let k = from; k < to; k++) text += String.fromCharCode(bytes[k]);
  return text;
}
