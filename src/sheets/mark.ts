import { typedNumber } from '../estate/typed-number';
import { plain, type AnswerField, type NumberAnswer } from './question';

/** What is said of an answer. */
export interface Marked {
  readonly verdict: 'empty' | 'right' | 'wrong' | 'unread';
  readonly words: string;
}

const EMPTY: Marked = { verdict: 'empty', words: '' };

/** Rounding in a number's last bit is no error of whoever typed it. */
const SLACK = 1e-9;

/** Marks what was typed; nothing typed is neither right nor wrong. A choice is typed as its place, from 1. */
export function mark(field: AnswerField, typed: string): Marked {
  const text = typed.trim();
  if (text === '') return EMPTY;
  if (field.kind === 'number') return markNumber(field, text);
  const place = Number(text);
  if (!Number.isInteger(place) || place < 1 || place > field.options.length)
    return unread(`Expected one of the ${field.options.length} answers, got “${short(text)}”.`);
  return place - 1 === field.right
    ? { verdict: 'right', words: 'Right.' }
    : { verdict: 'wrong', words: 'Not that one.' };
}

function markNumber({ value, tolerance, unit, traps = [] }: NumberAnswer, text: string): Marked {
  const given = readNumber(text);
  if (given === null)
    return unread(`Expected a number${unit ? ` in ${unit}` : ''}, such as 12.5, got “${short(text)}”.`);
  const within = (middle: number) => Math.abs(given - middle) <= tolerance + SLACK;
  if (within(value)) return { verdict: 'right', words: 'Right.' };
  const trap = traps.find(
    (each) => Math.abs(given - each.value) <= Math.max(tolerance, 0.02 * Math.abs(each.value)) + SLACK,
  );
  if (trap) return { verdict: 'wrong', words: trap.words };
  if (
    Math.abs(value) > SLACK &&
    Math.abs(given / value - 0.01) <= Math.max(1e-6, tolerance / Math.abs(value) / 100)
  )
    return {
      verdict: 'wrong',
      words: `As a part of one; expected in ${unit || 'the unit of the question'}.`,
    };
  return { verdict: 'wrong', words: given > value ? 'Too much.' : 'Too little.' };
}

/** A number as people write it; a unit may follow. */
export function readNumber(text: string): number | null {
  return typedNumber(text.trim().replace(/(?:%|ms|s|points?)$/i, ''));
}

/** The right answer in words, with what counts as right. */
export function solution(field: AnswerField): string {
  if (field.kind === 'choice') return field.options[field.right];
  const { value, tolerance, unit } = field;
  const digits = tolerance > 0 ? Math.max(0, Math.ceil(-Math.log10(tolerance)) + 1) : 0;
  const text = tolerance > 0 ? value.toFixed(Math.min(4, digits)) : plain(value, 6);
  return `${text.replace('-', '−')}${unit ? ` ${unit}` : ''}${tolerance > 0 ? ` (± ${plain(tolerance, 2)})` : ''}`;
}

function unread(words: string): Marked {
  return { verdict: 'unread', words };
}

function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
