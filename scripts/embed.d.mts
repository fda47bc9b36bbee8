export const FIGURES: readonly string[];
export const FIGURE_BUDGET: number;
export function buildFigures(folder: string): Promise<Set<string>>;
export function weightOf(text: string): { readonly beside: number; readonly figure: number };
