export function stateOf(root: string, folders: readonly string[]): string;
export function passes(folder: string): {
  has(check: string, state: string): boolean;
  keep(check: string, state: string): void;
};
