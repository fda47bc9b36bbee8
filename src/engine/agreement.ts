/**
 * What this program expects to find in a kernel beside its calls: every number and array that crosses the edge has a
 * name, and is a global of that name in the kernel (its `wire`, assembly/<kernel>/index.ts).
 */
export interface WireNames<W extends string, T extends string> {
  readonly kernel: string;
  /** Raised with every change of what a word means. */
  readonly version: number;
  /** Numbers, and addresses of arrays. */
  readonly words: readonly W[];
  /** Addresses of tables of doubles, record after record: the names of a record's fields, in order. */
  readonly tables: Readonly<Record<T, readonly string[]>>;
  /** Numbers that both sides have been built with. */
  readonly constants: Readonly<Record<string, number>>;
}

export type Globals = ReadonlyMap<string, WebAssembly.Global>;

/** The kernel's globals by name, once both sides agree on all of them. */
export function agreedGlobals(exports: object, names: WireNames<string, string>): Globals {
  const found = new Map<string, WebAssembly.Global>();
  for (const [word, value] of Object.entries(exports))
    if (value instanceof WebAssembly.Global) found.set(word, value);
  const constants = new Map(Object.entries(names.constants));
  for (const [table, fields] of Object.entries(names.tables)) constants.set(`${table}Fields`, fields.length);
  const expected = [...names.words, ...Object.keys(names.tables), ...constants.keys()];
  const refuse = (has: string, wants: string): never => {
    throw new Error(
      `the ${names.kernel} kernel ${has}; this page expects ${wants}. Load the page anew; in a checkout, run npm run kernel.`,
    );
  };
  const version = found.get('wireVersion')?.value as number | undefined;
  const count = found.get('wireWords')?.value as number | undefined;
  found.delete('wireVersion');
  found.delete('wireWords');
  if (version !== names.version || count !== expected.length)
    refuse(
      version === undefined ? 'tells no version' : `speaks version ${version} with ${count} words`,
      `version ${names.version} with ${expected.length} words`,
    );
  for (const word of expected) if (!found.has(word)) refuse(`has no word "${word}"`, 'it');
  for (const word of found.keys())
    if (!expected.includes(word)) refuse(`has a word "${word}"`, 'no such word');
  for (const [word, value] of constants) {
    const said = Number(found.get(word)?.value);
    if (said !== value) refuse(`says ${word} ${said}`, String(value));
  }
  return found;
}
