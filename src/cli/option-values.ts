import { InputError } from '../estate/finding';

/** `name=value,name=value`, each name once. @throws InputError naming the option, the part and what was expected */
export function pairs(option: string, text: string): [string, string][] {
  const seen = new Set<string>();
  return text.split(',').map((part) => {
    const [name, value, more] = part.split('=');
    if (!name || value === undefined || value === '' || more !== undefined) {
      throw new InputError(option, `found "${part}"; expected name=value.`, 'Separate several by commas.');
    }
    if (seen.has(name.trim()))
      throw new InputError(option, `found ${name.trim()} twice; expected it once.`, 'Take one of them out.');
    seen.add(name.trim());
    return [name.trim(), value.trim()];
  });
}

/** A finite number. @throws InputError naming the option, the part and what was found */
export function optionNumber(option: string, name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isFinite(value)) return value;
  throw new InputError(option, `found ${name}=${text}; expected a number.`);
}

/** A whole number, as `--name` was given it. @throws InputError where it is none, or less than `least` */
export function wholeOption(name: string, text: string, least: number): number {
  const value = optionNumber(`--${name}`, name, text);
  if (Number.isInteger(value) && value >= least) return value;
  throw new InputError(`--${name}`, `found ${text}; expected a whole number, ${least} or more.`);
}
