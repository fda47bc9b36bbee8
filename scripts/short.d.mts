export function shortStyles(code: string): string;
export function shortMarkup(code: string): string;
