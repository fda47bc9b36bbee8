import type { TableRows } from '../beside';

/** A part of a section: sentences, each a paragraph or a point of a list, or a table. */
export type ReportBlock =
  | { readonly kind: 'text' | 'list'; readonly lines: readonly string[] }
  | { readonly kind: 'table'; readonly rows: TableRows };

export interface ReportSection {
  readonly heading: string;
  readonly blocks: readonly ReportBlock[];
}

/** A report before it has a form: plain text throughout, names from outside among it as they are. */
export interface PlanReport {
  readonly title: string;
  readonly sections: readonly ReportSection[];
}

/**
 * What no reader or terminal shows and some obey: C0 and C1 (escape among them), marks of direction that turn text
 * around, and separators of lines and paragraphs, which some take for a new line.
 */
// eslint-disable-next-line no-control-regex -- these are what is looked for
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A name on one line, with what would not be seen of it written as JSON escapes it. */
export const onOneLine = (text: string): string =>
  text.replace(UNSEEN, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
