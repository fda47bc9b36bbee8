import { join, relative } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { EVERY_CASE } from '../often';

// In src no table is asked by a name that is any text: `table[name]` finds what every object inherits (`constructor`),
// and `table[name] = value` with `__proto__` makes no entry at all. `own()`, a Map or Object.fromEntries do.

const root = join(import.meta.dirname, '../..');
const src = join(root, 'src');

/** The one that does it, names that the kernels and their hosts agree on, and what a build wrote. */
const APART = ['estate/own.ts', 'engine/wire.ts', 'engine/generated/'];

const ANY_TEXT = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any | ts.TypeFlags.Unknown;

const isAnyText = (type: ts.Type): boolean =>
  (type.flags & ANY_TEXT) !== 0 || (type.isUnion() && type.types.some(isAnyText));

/** What stands below casts, which would hide that it is any text. */
const bare = (node: ts.Expression): ts.Expression =>
  ts.isAsExpression(node) || ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node)
    ? bare(node.expression)
    : node;

/** The name by which a table is asked here, if one is. */
function nameAsked(node: ts.Node): ts.Expression | null {
  if (ts.isElementAccessExpression(node)) return node.argumentExpression;
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.InKeyword)
    return ts.isPrivateIdentifier(node.left) ? null : node.left;
  return null;
}

/** Lines of a file on which a table is asked by a name that is any text. */
function anyTextNames(checker: ts.TypeChecker, file: ts.SourceFile): number[] {
  const lines: number[] = [];
  const visit = (node: ts.Node): void => {
    const name = nameAsked(node);
    if (name && isAnyText(checker.getTypeAtLocation(bare(name))))
      lines.push(file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

const optionsOf = () => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  return ts.parseJsonConfigFileContent({ ...config, include: ['src'] }, ts.sys, root);
};

// It takes all types of src together: where every case is looked at.
test.runIf(EVERY_CASE)('no table of src is asked by a name that is any text', () => {
  const { fileNames, options } = optionsOf();
  const program = ts.createProgram(fileNames, options);
  const checker = program.getTypeChecker();
  const found = program.getSourceFiles().flatMap((file) => {
    const path = relative(src, file.fileName).replaceAll('\\', '/');
    if (path.startsWith('..') || APART.some((each) => path.startsWith(each))) return [];
    return anyTextNames(checker, file).map((line) => `src/${path}:${line}`);
  });
  expect(found).toEqual([]);
});

test('a table asked by any text is found, by a known name or a number it is not', () => {
  const text = [
    'export const ask = (table: Record<string, number>, name: string, at: number, known: "a" | "b") => [',
    '  table[name],',
    '  table[name as "a"],',
    '  name in table,',
    '  table[(name)!],',
    '  table[`of ${name}`],',
    '  table[known],',
    '  [1, 2][at],',
    '];',
  ].join('\n');
  const path = join(src, 'asked.ts');
  const { options } = optionsOf();
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...more) =>
    name === path ? ts.createSourceFile(name, text, options.target!, true) : read(name, ...more);
  const program = ts.createProgram([path], { ...options, types: [], lib: ['lib.es5.d.ts'] }, host);
  expect(anyTextNames(program.getTypeChecker(), program.getSourceFile(path)!)).toEqual([2, 3, 4, 5, 6]);
});
