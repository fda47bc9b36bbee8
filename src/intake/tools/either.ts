import type { Format } from '../format';

/**
 * One format that comes in two forms: that of which a beginning is surer reads it.
 * @param other the form whose numbers may be written with either decimal sign
 */
export function eitherFormat(one: Format, other: Format): Format {
  return {
    id: one.id,
    ...(other.numbers ? { numbers: other.numbers } : {}),
    recognise: (head, options) => Math.max(one.recognise(head, options), other.recognise(head, options)),
    read: (input) => {
      const { head, options } = input;
      return other.recognise(head, options) > one.recognise(head, options)
        ? other.read(input)
        : one.read(input);
    },
  };
}
