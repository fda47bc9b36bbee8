import { own } from './own';

/** A refusal in the form of valibot's issues. */
export interface Issue {
  readonly input: unknown;
  readonly expected: string | null;
  readonly message: string;
  readonly path?: readonly { readonly key: unknown }[];
}

/** As much of a schema in valibot's form as tells what it takes. */
interface Schema {
  readonly type: string;
  readonly requirement?: unknown;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly item?: Schema;
  readonly value?: Schema;
  readonly wrapped?: Schema;
  readonly pipe?: readonly Schema[];
  readonly options?: readonly unknown[];
  readonly literal?: unknown;
}

/** What was found and what was expected, in people's words. */
export interface Refusal {
  /** `guests[1].threads[0].burst`; empty for the whole. */
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/** The one place where an issue becomes words; a message of the schema's own is what was expected. */
export function refusalOf(issue: Issue, schema: object): Refusal {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const unknown = issue.expected === 'never';
  const stated = issue.message.startsWith('Invalid ') ? null : issue.message;
  const at = schemaAt(schema as Schema, unknown ? keys.slice(0, -1) : keys);
  const wanted = unknown ? `one of ${Object.keys(at?.entries ?? {}).join(', ')}` : describe(at);
  return {
    path: pathOf(keys),
    found: unknown ? `${shown(keys.at(-1))}, which is no name of a field here` : shown(issue.input),
    expected: stated ?? wanted,
  };
}

/** `guests[1].burst` for its keys. */
export function pathOf(keys: readonly unknown[]): string {
  return keys.reduce<string>(
    (path, key) => path + (typeof key === 'number' ? `[${key}]` : `${path && '.'}${String(key)}`),
    '',
  );
}

/** A value in a sentence: short, and never the name of a type. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    const text = JSON.stringify(value);
    return text.length > 60 ? `${text.slice(0, 57)}..."` : text;
  }
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'number' && Number.isNaN(value)) return 'no number';
  return String(value);
}

function schemaAt(schema: Schema | undefined, keys: readonly unknown[]): Schema | undefined {
  const bare = schema?.wrapped ? schemaAt(schema.wrapped, []) : schema;
  if (keys.length === 0) return bare;
  const [key, ...rest] = keys;
  if (bare?.entries) return schemaAt(own(bare.entries, String(key)), rest);
  return schemaAt(bare?.item ?? bare?.value, rest);
}

/** The actions of a pipe, and those of the pipe within it. */
function rulesOf({ pipe = [] }: Schema): Schema[] {
  return pipe.flatMap((part) => (part.pipe ? rulesOf(part) : [part]));
}

/** What a schema takes: type, range and length, or the words to choose from. */
function describe(schema: Schema | undefined): string {
  if (!schema) return 'something else';
  const rules = new Map(rulesOf(schema).map(({ type, requirement }) => [type, requirement]));
  const rule = (type: string) => (rules.has(type) ? String(rules.get(type)) : null);
  const [least, most] = [rule('min_value'), rule('max_value')];
  const [fewest, longest] = [rule('min_length'), rule('max_length')];
  switch (schema.type) {
    case 'number': {
      const noun = rules.has('integer') ? 'a whole number' : 'a number';
      const above = rule('gt_value');
      if (above !== null) return `${noun} above ${above}${most === null ? '' : `, at most ${most}`}`;
      if (least !== null && most !== null) return `${noun} from ${least} to ${most}`;
      return least === null ? noun : `${noun}, ${least} or more`;
    }
    case 'string':
      return longest === null ? 'a text' : `a text of at most ${longest} characters`;
    case 'boolean':
      return 'true or false';
    case 'picklist':
      return `one of ${schema.options?.filter((each) => each !== '').join(', ')}`;
    case 'literal':
      return String(schema.literal);
    case 'array':
      return fewest === null || longest === null ? 'a list' : `a list of ${fewest} to ${longest}`;
    default:
      return 'an object';
  }
}
