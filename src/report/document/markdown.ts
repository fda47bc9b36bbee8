import type { TableRows } from '../beside';
import { onOneLine, type PlanReport, type ReportBlock } from './model';

/** What Markdown, or HTML within it, would take for a mark anywhere in a line. */
const MARKS = /[\\`*_{}[\]<>|~&#!$]/g;
/** What is a mark at the beginning of a line only: lists, numbered ones among them, and rules. */
const AT_FIRST = /^(?:[-+=]|\d+(?=[.)](?:\s|$)))/;

/** Text that stands for itself, whatever is in it. */
export function inMarkdown(text: string): string {
  return (
    onOneLine(text)
      .trim()
      .replace(MARKS, (mark) => `\\${mark}`)
      // An address would become a link, and a link is asked for by whoever looks at it.
      .replace(/(?:https?|ftp|mailto):|www\./gi, (mark) => mark.replace(/[:.]$/, (end) => `\\${end}`))
      .replace(AT_FIRST, (mark) => (/\d$/.test(mark) ? `${mark}\\` : `\\${mark}`))
  );
}

/** A report as CommonMark with tables. */
export function reportToMarkdown({ title, sections }: PlanReport): string {
  const parts = [
    `# ${inMarkdown(title)}`,
    ...sections.flatMap(({ heading, blocks }) => [`## ${inMarkdown(heading)}`, ...blocks.map(blockOf)]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function blockOf(block: ReportBlock): string {
  if (block.kind === 'table') return tableOf(block.rows);
  const lines = block.lines.map(inMarkdown);
  return block.kind === 'text' ? lines.join('\n\n') : lines.map((line) => `- ${line}`).join('\n');
}

function tableOf([head, ...rows]: TableRows): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inMarkdown).join(' | ')} |`;
  return [line(head), `| ${head.map(() => '---').join(' | ')} |`, ...rows.map(line)].join('\n');
}
