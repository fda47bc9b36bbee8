/**
 * What a table holds under a name that came from outside; undefined where it holds nothing of its own, whatever every
 * object inherits (`constructor`, `toString`). A lint rule sends every such look-up here, or to a Map.
 */
export function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
