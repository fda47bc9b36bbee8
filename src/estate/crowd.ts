/** `a`, `a and b`, `a, b and c`. @param mark between them; another than a comma stands before the last too */
export function list(words: readonly string[], mark = ', '): string {
  const last = mark === ', ' ? ' and ' : mark;
  return words.length < 2 ? words.join('') : words.slice(0, -1).join(mark) + last + words.at(-1);
}

/**
 * `DB01, DB02, DB03 and 8 more`: names a crowd without listing it.
 * @param shown that are named of more; one more is named as well
 */
export function crowd(names: readonly string[], shown = 3, mark = ', '): string {
  const rest = names.length - shown;
  if (rest < 2) return list(names, mark);
  return `${names.slice(0, shown).join(mark)} and ${rest.toLocaleString('en')} more`;
}
