/** "DB01, DB02 and 8 more": names a crowd without listing it. */
export function crowd(names: readonly string[]): string {
  const shown = names.length > 4 ? 3 : names.length;
  const rest = names.length - shown;
  return names.slice(0, shown).join(', ') + (rest ? ` and ${rest} more` : '');
}
