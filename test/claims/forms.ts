import { isWithin, type Check } from '../../src/claims/claim';

/** What a closed form with numbers in it comes to, worked out from its text alone. @throws Error where it holds a symbol */
function valueOf(numbers: string): number {
  const plain = numbers
    .replaceAll('−', '-')
    .replaceAll('×', '*')
    .replaceAll('÷', '/')
    .replaceAll('²', '**2')
    .replaceAll('e^(', 'Math.exp(')
    .replaceAll('√(', 'Math.sqrt(')
    .replace(/\b(min|floor|ceil)\(/g, 'Math.$1(');
  const rest = plain.replace(/Math\.(exp|sqrt|min|floor|ceil)|\d+(\.\d+)?(e-?\d+)?|[-+*/(), ]/g, '');
  if (rest !== '') throw new Error(`found ${rest} in ${numbers}`);
  // A text of numbers and signs, as was just seen.
  return (new Function(`return ${plain}`) as () => number)();
}

/** Numbers that may have been rounded to four digits: fractions, and what is as long as that. */
const ROUNDED = /\d+\.\d+(?:e-?\d+)?|\d{4,}/g;

/** How far rounding each number to four digits may have put off what they come to. */
function roundingOf(numbers: string): number {
  const plain = valueOf(numbers);
  return [...numbers.matchAll(ROUNDED)].reduce((sum, { 0: text, index }) => {
    const value = Number(text);
    // What is below a thousandth has two digits.
    const digits = value < 1e-3 ? 2 : 4;
    const half = value === 0 ? 0 : 0.5 * 10 ** (Math.floor(Math.log10(value)) + 1 - digits);
    const moved = `${numbers.slice(0, index)}${value + half}${numbers.slice(index + text.length)}`;
    return sum + Math.abs(valueOf(moved) - plain);
  }, 1e-9);
}

/** What is wrong with the closed forms of checks: numbers that come to something else, or what is not expected. */
export function faultsOfForms(checks: readonly Check[]): string[] {
  return checks.flatMap((check) => {
    const { label, how } = check;
    if (typeof how !== 'object') return [];
    const found = valueOf(how.numbers);
    const right = Math.abs(found - how.value) <= roundingOf(how.numbers);
    // What is found may be outside the range by right: then the form is, too.
    const expected = !isWithin(check) || isWithin({ ...check, mean: how.value });
    return [
      ...(right ? [] : [`${label}: ${how.numbers} comes to ${found}, and says ${how.value}`]),
      ...(expected ? [] : [`${label}: ${how.value} is not within ${check.low} to ${check.high}`]),
    ];
  });
}
