export function packageOf(root: string, id: string): string | undefined;
export function noticesOf(root: string, ids: Iterable<string>): string;
