/** An attribute of a figure: one of a few words, or a whole number within a range. */
export type Attribute = {
  readonly name: string;
} & (
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly usual: string }
  | { readonly kind: 'whole'; readonly min: number; readonly max: number; readonly usual: number }
);

const SEED: Attribute = {
  name: 'seed',
  kind: 'whole',
  min: 0,
  max: 2 ** 31 - 1,
  usual: 7,
};
const SCHEME: Attribute = {
  name: 'scheme',
  kind: 'word',
  words: ['auto', 'light', 'dark'],
  usual: 'auto',
};
const HEADING: Attribute = {
  name: 'heading',
  kind: 'whole',
  min: 1,
  max: 6,
  usual: 2,
};

/** What every figure takes besides its own. */
export const COMMON_ATTRIBUTES: readonly Attribute[] = [SEED, SCHEME, HEADING];

/** The values that an attribute may have, in words. */
export function rangeOfAttribute(of: Attribute): string {
  return of.kind === 'word' ? `one of ${of.words.join(', ')}` : `a whole number from ${of.min} to ${of.max}`;
}

/** What attributes say, by name, and what of them cannot be used. */
export interface AttributesRead {
  readonly values: Readonly<Record<string, string | number>>;
  readonly problems: readonly string[];
}

/** Reads attributes by their table: one that is not there is as usual, and so, said in words, is one that makes no sense. */
export function readAttributes(
  table: readonly Attribute[],
  given: (name: string) => string | null,
): AttributesRead {
  const problems: string[] = [];
  const values = table.map((of): [string, string | number] => {
    const text = given(of.name)?.trim() ?? null;
    const number = text !== null && /^\d{1,10}$/.test(text) ? Number(text) : NaN;
    const fits = of.kind === 'word' ? of.words.includes(text ?? '') : number >= of.min && number <= of.max;
    if (text !== null && !fits)
      problems.push(
        `${of.name}: found “${text.slice(0, 40)}”, expected ${rangeOfAttribute(of)}. Shown is ${of.usual}.`,
      );
    return [of.name, !fits ? of.usual : of.kind === 'word' ? text! : number];
  });
  return { values: Object.fromEntries(values), problems };
}
