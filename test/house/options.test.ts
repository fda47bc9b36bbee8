import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { OPTIONS } from '../../src/cli/fold-options';

// What the page says names no option of the command line: a finding has a place of its own for that, `option`, which
// the page does not show.

const src = join(import.meta.dirname, '../../src');
/** What only the command line says: it is not shown on the page. */
const APART = ['cli/', 'report/read.ts'];

const NAMED = new RegExp(`(?<![\\w-])--(?:${Object.keys(OPTIONS).join('|')}|scenario|from)(?![\\w-])`);

/** Whether a text is told on the command line alone: as an option of a finding, or as styles, which are no words. */
function apart(text: ts.Node): boolean {
  for (let [at, from] = [text.parent, text]; at; [at, from] = [at.parent, at]) {
    if (ts.isPropertyAssignment(at) && at.name.getText() === 'option') return true;
    if (ts.isNewExpression(at) && at.expression.getText() === 'InputError')
      return at.arguments?.indexOf(from as ts.Expression) === 3;
    if (ts.isTaggedTemplateExpression(at) && at.tag.getText() === 'css') return true;
    if (ts.isVariableDeclaration(at) && at.name.getText() === 'BY_OPTIONS') return true;
  }
  return false;
}

/** Texts of a file that name an option where the page may show it. */
function namedIn(name: string, code: string): string[] {
  if (!NAMED.test(code)) return [];
  const file = ts.createSourceFile(name, code, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isText = ts.isStringLiteral(node) || ts.isTemplateLiteralToken(node);
    // A token of the style sheet is a text that is nothing else.
    if (isText && NAMED.test(node.text) && node.text !== NAMED.exec(node.text)?.[0] && !apart(node))
      found.push(`${name}: ${node.text.trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

test('no text of the page names an option of the command line', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts') && !APART.some((each) => name.startsWith(each)));
  expect(files.length).toBeGreaterThan(300);
  expect(files.flatMap((name) => namedIn(name, readFileSync(join(src, name), 'utf8')))).toEqual([]);
});

test('a fault is seen, and an option in its place is none', () => {
  const found = (code: string) => namedIn('x.ts', code).length;
  expect(found("const fix = 'Say where they run (--present).';")).toBe(1);
  expect(found('html`<p>as ${name} --scenario</p>`')).toBe(1);
  expect(found("new InputError('a', 'b', 'Give --host cores=4.')")).toBe(1);
  expect(found("new InputError('a', 'b', 'c', '--host cores=4')")).toBe(0);
  expect(found("const finding = { fix: 'x', option: 'one --host' };")).toBe(0);
  expect(found('// --present is the option')).toBe(0);
});
