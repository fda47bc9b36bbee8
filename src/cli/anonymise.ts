/** Replaces every server's name in what is written, longest names first so that no part of one is left. */
export function anonymiser(names: readonly string[]): (text: string) => string {
  const known = [...new Set(names)].filter(Boolean);
  const width = String(known.length).length;
  const alias = new Map(known.map((name, i) => [name, `server-${String(i + 1).padStart(width, '0')}`]));
  if (known.length === 0) return (text) => text;
  const longest = [...known].sort((a, b) => b.length - a.length);
  // Names are matched as written and as JSON writes them.
  const forms = longest.flatMap((name) =>
    [...new Set([name, JSON.stringify(name).slice(1, -1)])].map((form) => [form, name]),
  );
  const byForm = new Map(forms as [string, string][]);
  const pattern = new RegExp(
    [...byForm.keys()].map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'g',
  );
  return (text) => text.replace(pattern, (form) => alias.get(byForm.get(form)!)!);
}
