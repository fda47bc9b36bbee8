import { InputError } from '../../estate/finding';
import type { Reading } from '../../estate/recording';
import { own } from '../../estate/own';
import type { Format, Input } from '../format';
import type { FormatId } from '../formats';
import type { Head } from '../head';
import { thousands } from '../words';
import { Gatherer } from './gather';

/** JSON is held whole while it is read. */
const MOST_MB = 256;

/** A tool whose figures come as one JSON document. */
export interface DocumentTool {
  readonly id: FormatId;
  /** Whether a beginning can only be of this tool. */
  readonly recognise: (text: string) => boolean;
  /** Takes the document apart. @throws InputError */
  readonly read: (document: Json, into: Gatherer) => void;
  readonly needed: string;
}

/** What JSON can be. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** The format of such a tool. */
export function documentFormat({ id, recognise, read, needed }: DocumentTool): Format {
  return {
    id,
    recognise: ({ text }: Head) => (/^\s*[[{]/.test(text) && recognise(text.slice(0, 65_536)) ? 0.95 : 0),
    async read(input: Input): Promise<Reading> {
      const into = new Gatherer(input);
      read(await parsed(input), into);
      return into.finish(id, needed);
    },
  };
}

async function parsed(input: Input): Promise<Json> {
  const pieces: string[] = [];
  let length = 0;
  await input.lines((text) => {
    pieces.push(text);
    length += text.length + 1;
    if (length > MOST_MB * 1e6)
      throw new InputError(
        input.name,
        `JSON of more than ${thousands(MOST_MB)} MB, which has to be held whole.`,
        'Ask for fewer servers or a shorter time at once, and drop several files.',
      );
  });
  try {
    return JSON.parse(pieces.join('\n')) as Json;
  } catch (error) {
    throw new InputError(
      input.name,
      `no whole JSON document: ${error instanceof Error ? error.message : String(error)}.`,
      'Save the answer again: it may have been cut.',
    );
  }
}

/** A member of an object; null where there is none. */
export function member(json: Json | undefined, key: string): Json {
  return json !== null && typeof json === 'object' && !Array.isArray(json) ? (own(json, key) ?? null) : null;
}

export const listOf = (json: Json): readonly Json[] => (Array.isArray(json) ? json : []);
export const textOf = (json: Json): string => (typeof json === 'string' ? json : '');
/** A number, as such or as text; NaN where it is none. */
export const numberAt = (json: Json): number =>
  typeof json === 'number' ? json : typeof json === 'string' && json.trim() !== '' ? Number(json) : NaN;

/** A moment written as ISO 8601, or seconds since 1970; NaN where it is none. */
export function stampIn(json: Json): number {
  if (typeof json === 'number') return json > 1e11 ? json : json * 1000;
  const text = textOf(json);
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text)
    ? Date.parse(/(Z|[-+]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`)
    : NaN;
}

export const UTC = { name: 'UTC', biasMinutes: 0 } as const;
