import { InputError } from '../../estate/finding';
import { LARGEST } from '../../engine/packing/problem';

/** Reads whole numbers separated by white space and knows the line and column of each. */
export class NumberScanner {
  private at = 0;
  private line = 1;
  private lineStart = 0;
  private tokenLine = 1;
  private tokenColumn = 1;

  constructor(
    private readonly text: string,
    private readonly file: string,
  ) {}

  /** `file:line:column` of the number read last. */
  get where(): string {
    return `${this.file}:${this.tokenLine}:${this.tokenColumn}`;
  }

  /**
   * The next whole number.
   * @param what what should stand here, for the message: "the capacity in dimension 2"
   * @throws InputError when the file ends, or something else stands here, or it lies outside [least, most]
   */
  next(what: string, least = 0, most: number = LARGEST): number {
    const token = this.token();
    if (token === '') throw this.refuse(`the file ends; expected ${what}`);
    if (!/^[+-]?\d+$/.test(token))
      throw this.refuse(`found "${token.slice(0, 20)}"; expected ${what}, a whole number`);
    const value = Number(token);
    if (value < least || value > most)
      throw this.refuse(`found ${token.slice(0, 20)}; expected ${what}, from ${least} to ${most}`);
    return value;
  }

  /** @throws InputError when anything but white space is left */
  end(after: string): void {
    const token = this.token();
    if (token !== '')
      throw this.refuse(`found "${token.slice(0, 20)}"; expected the end of the file after ${after}`);
  }

  /** The error for what was read last. */
  refuse(text: string, fix?: string): InputError {
    return new InputError(this.where, `${text}.`, fix);
  }

  private token(): string {
    const { text } = this;
    for (; this.at < text.length && /\s/.test(text[this.at]); this.at++) {
      if (text[this.at] !== '\n') continue;
      this.line++;
      this.lineStart = this.at + 1;
    }
    this.tokenLine = this.line;
    this.tokenColumn = this.at - this.lineStart + 1;
    const start = this.at;
    while (this.at < text.length && !/\s/.test(text[this.at])) this.at++;
    return text.slice(start, this.at);
  }
}
