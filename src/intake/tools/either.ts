import type { Format } from '../format';

/** One format that comes in two forms: that of which a beginning is surer reads it. */
export function eitherFormat(one: Format, other: Format): Format {
  return {
    id: one.id,
    recognise: (head, options) => Math.max(one.recognise(head, options), other.recognise(head, options)),
    read: (input) => {
      const { head, options } = input;
      return other.recognise(head, options) > one.recognise(head, options)
        ? other.read(input)
        : one.read(input);
    },
  };
}
