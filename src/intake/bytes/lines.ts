import { InputError } from '../../estate/finding';

const LF = 10;
const CR = 13;
const EMPTY = new Uint8Array(0);
/** A line that is longer is no line of a log. */
const LONGEST_LINE = 1 << 24;

/** Cuts a stream of bytes into lines, at LF, CR LF or CR. Bytes must be of an encoding that extends ASCII. */
export class LineCutter {
  /** Lines handed on. */
  line = 0;
  private carry: Uint8Array = EMPTY;
  private afterReturn = false;

  constructor(
    private readonly name: string,
    private readonly decode: (bytes: Uint8Array) => string,
    private readonly take: (text: string, line: number) => void,
  ) {}

  push(piece: Uint8Array): void {
    let bytes = piece;
    if (this.carry.length) {
      bytes = new Uint8Array(this.carry.length + piece.length);
      bytes.set(this.carry);
      bytes.set(piece, this.carry.length);
    }
    let start = 0;
    for (let at = this.carry.length; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte !== LF && byte !== CR) {
        this.afterReturn = false;
        continue;
      }
      if (byte === LF && this.afterReturn && at === start) start = at + 1;
      else {
        this.hand(bytes.subarray(start, at));
        start = at + 1;
      }
      this.afterReturn = byte === CR;
    }
    this.carry = start < bytes.length ? bytes.slice(start) : EMPTY;
    if (this.carry.length > LONGEST_LINE)
      throw new InputError(
        `${this.name}:${this.line + 1}`,
        `a line of more than ${LONGEST_LINE >> 20} MB; expected lines of a log.`,
        'Export it again, line by line.',
      );
  }

  finish(): void {
    if (this.carry.length) this.hand(this.carry);
    this.carry = EMPTY;
  }

  private hand(bytes: Uint8Array): void {
    this.take(this.decode(bytes), ++this.line);
  }
}
