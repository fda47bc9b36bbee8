import { own } from '../estate/own';

/** Where what is expected of a figure comes from: a closed form with its numbers, or in words what is counted. */
export type Derivation = Formula | string;

export interface Formula {
  /** In symbols: `(N − 1)² × Q ÷ (2 × N)`. */
  readonly form: string;
  /** The same with numbers in their place. */
  readonly numbers: string;
  /** What that comes to. */
  readonly value: number;
  readonly unit: string;
  /** What each symbol stands for, and its number with a unit. */
  readonly symbols: readonly (readonly [symbol: string, number: string])[];
}

/** By symbol: its number, what it is, and its unit. */
export type Symbols = Readonly<Record<string, readonly [value: number, what: string, unit?: string]>>;

const SYMBOL = /\p{L}[\p{L}₀-₉]*/gu;

/**
 * A closed form with the numbers in it.
 * @param form in symbols, with a sign for each operation: × ÷ − ², `e^(…)`, `√(…)`, `min(…)`
 * @param value what the code has for it
 * @param numbers the form with numbers; where it is not given, numbers take the places of the symbols
 */
export function formula(
  form: string,
  [value, unit]: readonly [value: number, unit: string],
  symbols: Symbols = {},
  numbers = filled(form, symbols),
): Formula {
  const listed = Object.entries(symbols).map(
    ([symbol, [number, what, of = '']]) =>
      [`${symbol}, ${what}`, `${fourDigits(number)}${of ? ` ${of}` : ''}`] as const,
  );
  return { form, numbers, value, unit, symbols: listed };
}

function filled(form: string, symbols: Symbols): string {
  return form.replace(SYMBOL, (name) => {
    const [value] = own<Symbols[string]>(symbols, name) ?? [];
    if (value === undefined) return name;
    return value < 0 ? `(${minus(value)})` : fourDigits(value);
  });
}

const minus = (value: number): string => fourDigits(value).replace('-', '−');

/** Four significant digits, two below a thousandth, without an exponent. */
export const fourDigits = (value: number): string =>
  Number.isFinite(value) ? String(Number(value.toPrecision(Math.abs(value) < 1e-3 ? 2 : 4))) : '–';
