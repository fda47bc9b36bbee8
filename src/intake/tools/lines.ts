import type { Reading } from '../../estate/recording';
import { WAYS } from '../bytes/decimal-signs';
import type { Format, Input } from '../format';
import type { FormatId } from '../formats';
import type { Head } from '../head';
import { Gatherer } from './gather';

/** A tool that writes its figures line by line. */
export interface LineTool {
  readonly id: FormatId;
  /** Whether the beginning can only be of this tool. */
  readonly recognise: (head: Head) => boolean;
  /** Begins a file. @throws InputError when nothing can come of it */
  readonly open: (into: Gatherer, input: Input) => LineReader;
  readonly numbers?: Format['numbers'];
  /** What to collect where a file holds nothing that can be folded. */
  readonly needed: string;
}

/** Reads one file of a tool. */
export interface LineReader {
  /** @param line from 1 */
  line(text: string, line: number): void;
  /** What can only be told at the end. @throws InputError */
  end?(): void;
}

/** The format of a tool: everything that tools have in common. */
export function lineFormat({ id, recognise, open, needed, numbers }: LineTool): Format {
  return {
    id,
    ...(numbers ? { numbers } : {}),
    recognise: (head: Head) => (recognise(head) ? 0.95 : 0),
    async read(input: Input): Promise<Reading> {
      const into = new Gatherer(input);
      const reader = open(into, input);
      await input.lines((text, line) => reader.line(text, line));
      reader.end?.();
      return into.finish(id, needed);
    },
  };
}

/**
 * A figure as tools write it; a decimal comma is one. NaN where it is none, and where three digits stand behind the comma:
 * no tool writes so, and what changed the text may have meant thousands.
 */
export function numberIn(text: string): number {
  const figure = text.trim();
  if (WAYS[','].open.test(figure)) return NaN;
  const plain = figure.replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain) : NaN;
}

/** Cuts a line of a CSV into cells; quotes may be doubled. */
export function cellsOf(line: string, delimiter = ','): string[] {
  if (!line.includes('"')) return line.split(delimiter).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    while (line[at] === ' ') at++;
    if (line[at] === '"') {
      let cell = '';
      let end = ++at;
      for (;;) {
        end = line.indexOf('"', at);
        if (end < 0) {
          cell += line.slice(at);
          at = line.length;
          break;
        }
        cell += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        cell += '"';
        at++;
      }
      cells.push(cell.trim());
      const next = line.indexOf(delimiter, at);
      at = next < 0 ? line.length + 1 : next + 1;
    } else {
      const next = line.indexOf(delimiter, at);
      cells.push(line.slice(at, next < 0 ? undefined : next).trim());
      at = next < 0 ? line.length + 1 : next + 1;
    }
  }
  return cells;
}
