import type { TableRows } from '../beside';
import { onOneLine, type PlanReport, type ReportBlock } from './model';

const ENTITIES = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

/** Text that stands for itself, whatever is in it. */
export const inHtml = (text: string): string =>
  onOneLine(text).replace(/[&<>"']/g, (mark) => ENTITIES.get(mark) ?? mark);

/** No script, no font and no address: the page shows itself and asks for nothing. */
const STYLE = `body{font:14px/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff;max-width:72rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem}h2{font-size:1.15rem;margin:2rem 0 .5rem;break-after:avoid}
table{border-collapse:collapse;font-size:.85rem;display:block;overflow-x:auto}
th,td{border-bottom:1px solid #ccc;padding:.2rem .9rem .2rem 0;text-align:left;vertical-align:top;overflow-wrap:anywhere}
tr{break-inside:avoid}li,p{overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none;font-size:11px}table{display:table}}`;

/** A report as one page that stands alone. */
export function reportToHtml({ title, sections }: PlanReport): string {
  const body = sections.flatMap(({ heading, blocks }) => [
    '<section>',
    `<h2>${inHtml(heading)}</h2>`,
    ...blocks.map(blockOf),
    '</section>',
  ]);
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${inHtml(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${inHtml(title)}</h1>`,
    ...body,
    '</main>',
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function blockOf(block: ReportBlock): string {
  if (block.kind === 'table') return tableOf(block.rows);
  const each = (tag: string) => block.lines.map((line) => `<${tag}>${inHtml(line)}</${tag}>`).join('\n');
  return block.kind === 'text' ? each('p') : `<ul>\n${each('li')}\n</ul>`;
}

function tableOf([head, ...rows]: TableRows): string {
  const cells = (row: readonly string[]) => row.map((cell) => `<td>${inHtml(cell)}</td>`).join('');
  return [
    '<table>',
    `<thead><tr>${head.map((cell) => `<th scope="col">${inHtml(cell)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((row) => `<tr>${cells(row)}</tr>`),
    '</tbody>',
    '</table>',
  ].join('\n');
}
