// Small wrong changes to a source file, told by its syntax tree: what a tired person might write.
import { createHash } from 'node:crypto';
import ts from 'typescript';

const K = ts.SyntaxKind;
const SWAPS = new Map([
  [K.LessThanToken, ['<=', 'boundary']],
  [K.LessThanEqualsToken, ['<', 'boundary']],
  [K.GreaterThanToken, ['>=', 'boundary']],
  [K.GreaterThanEqualsToken, ['>', 'boundary']],
  [K.EqualsEqualsEqualsToken, ['!==', 'condition']],
  [K.ExclamationEqualsEqualsToken, ['===', 'condition']],
  [K.AmpersandAmpersandToken, ['||', 'condition']],
  [K.BarBarToken, ['&&', 'condition']],
  [K.PlusToken, ['-', 'arithmetic']],
  [K.MinusToken, ['+', 'arithmetic']],
  [K.AsteriskToken, ['/', 'arithmetic']],
  [K.SlashToken, ['*', 'arithmetic']],
  [K.PercentToken, ['*', 'arithmetic']],
  [K.PlusEqualsToken, ['-=', 'arithmetic']],
  [K.MinusEqualsToken, ['+=', 'arithmetic']],
  [K.AsteriskEqualsToken, ['/=', 'arithmetic']],
  [K.SlashEqualsToken, ['*=', 'arithmetic']],
]);
const CALLS = new Map([
  ['Math.min', 'Math.max'],
  ['Math.max', 'Math.min'],
  ['Math.floor', 'Math.ceil'],
  ['Math.ceil', 'Math.floor'],
  ['Math.round', 'Math.floor'],
]);
const METHODS = new Map([
  ['some', 'every'],
  ['every', 'some'],
]);

const isText = (node) =>
  ts.isStringLiteralLike(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isBinaryExpression(node) && (isText(node.left) || isText(node.right)));

/** The only thing that a branch does. */
const onlyOf = (branch) =>
  ts.isBlock(branch) && branch.statements.length === 1 ? onlyOf(branch.statements[0]) : branch;

/** Whether a comparison says which of two is taken, and nothing else: of two that are equal it is either. */
function takesOneOf({ left, right, parent }) {
  const compared = [left.getText(), right.getText()].sort().join();
  const are = (...nodes) =>
    nodes
      .map((node) => node.getText())
      .sort()
      .join() === compared;
  if (ts.isConditionalExpression(parent)) return are(parent.whenTrue, parent.whenFalse);
  if (!ts.isIfStatement(parent) || parent.elseStatement) return false;
  const { expression } = onlyOf(parent.thenStatement);
  return (
    expression !== undefined &&
    ts.isBinaryExpression(expression) &&
    expression.operatorToken.kind === K.EqualsToken &&
    are(expression.left, expression.right)
  );
}

/**
 * All mutants of a file, in the order of its text.
 * @param {string} text TypeScript.
 * @returns {{start: number, end: number, to: string, kind: string, statement: boolean}[]} `to` stands in place of
 *   the characters from start up to end.
 */
export function mutantsOf(text) {
  const source = ts.createSourceFile('any.ts', text, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
  const found = [];
  const put = (node, to, kind, statement = false) =>
    found.push({ start: node.getStart(source), end: node.end, to, kind, statement });
  const textOf = (node) => node.getText(source);

  function binary(node) {
    const swap = SWAPS.get(node.operatorToken.kind);
    if (!swap || (node.operatorToken.kind === K.PlusToken && isText(node))) return;
    if (swap[1] === 'boundary' && takesOneOf(node)) return;
    put(node, `${textOf(node.left)} ${swap[0]} ${textOf(node.right)}`, swap[1]);
  }
  function call(node) {
    const to = CALLS.get(textOf(node.expression));
    const method = ts.isPropertyAccessExpression(node.expression) && node.expression;
    const other = method && METHODS.get(method.name.text);
    const rest = text.slice(node.expression.end, node.end);
    if (to) put(node, to + rest, 'call');
    else if (other)
      put(node, text.slice(node.getStart(source), method.name.getStart(source)) + other + rest, 'call');
  }
  const number = (node) => {
    const value = Number(node.text);
    put(node, value === 0 ? '1' : value === 1 ? '0' : String(value * 2), 'constant');
  };

  const visit = (node) => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isBinaryExpression(node)) binary(node);
    else if (ts.isCallExpression(node)) call(node);
    else if (
      ts.isNumericLiteral(node) &&
      !(ts.isPropertyAssignment(node.parent) && node.parent.name === node)
    )
      number(node);
    else if (node.kind === K.TrueKeyword) put(node, 'false', 'constant');
    else if (node.kind === K.FalseKeyword) put(node, 'true', 'constant');
    else if (ts.isIfStatement(node)) put(node.expression, `!(${textOf(node.expression)})`, 'condition');
    else if (ts.isConditionalExpression(node))
      put(node, `!(${textOf(node.condition)})${text.slice(node.condition.end, node.end)}`, 'condition');
    else if (ts.isPrefixUnaryExpression(node) && node.operator === K.ExclamationToken)
      put(node, textOf(node.operand), 'condition');
    else if (ts.isPrefixUnaryExpression(node) && node.operator === K.MinusToken)
      put(node, textOf(node.operand), 'arithmetic');
    else if (
      ts.isArrayLiteralExpression(node) &&
      node.elements.length > 0 &&
      ts.isReturnStatement(node.parent)
    )
      put(node, '[]', 'return');
    else if (ts.isContinueStatement(node)) put(node, ';', 'statement', true);
    if (
      ts.isExpressionStatement(node) &&
      (ts.isCallExpression(node.expression) || ts.isBinaryExpression(node.expression)) &&
      !/^super\b/.test(textOf(node))
    )
      put(node, ';', 'statement', true);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const lineStart = (text, at) => text.lastIndexOf('\n', at - 1) + 1;

/**
 * Mutants of files, each with its place and a name that stays the same while its line does.
 * @param {Map<string, string>} files text by path.
 */
export function describe(files) {
  const all = [];
  for (const [file, text] of files) {
    const seen = new Map();
    for (const mutant of mutantsOf(text)) {
      const begin = lineStart(text, mutant.start);
      const end = text.indexOf('\n', mutant.start);
      const line = text.slice(begin, end < 0 ? undefined : end).trim();
      const from = text.slice(mutant.start, mutant.end).replace(/\s+/g, ' ');
      const name = [file, line, from, mutant.to.replace(/\s+/g, ' ')].join('\n');
      const nth = seen.get(name) ?? 0;
      seen.set(name, nth + 1);
      const id = createHash('sha256').update(`${name}\n${nth}`).digest('hex').slice(0, 12);
      all.push({ ...mutant, file, id, from, line: text.slice(0, mutant.start).split('\n').length });
    }
  }
  return all;
}

/**
 * A sample that depends on the seed and on each mutant's own name alone: a change elsewhere draws no other one.
 * @param {{id: string}[]} mutants
 */
export function sample(mutants, seed, count) {
  const rank = (mutant) => createHash('sha256').update(`${seed}\n${mutant.id}`).digest('hex');
  return mutants
    .map((mutant) => [rank(mutant), mutant])
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, count)
    .map(([, mutant]) => mutant);
}

/** The text with one mutant in place. */
export const mutated = (text, { start, end, to, statement }) =>
  text.slice(0, start) + (statement ? to : `(${to})`) + text.slice(end);

/**
 * The text with a call where each mutant would be, which tells that a test came by.
 * @param {{start: number, end: number, statement: boolean, at: number}[]} mutants `at` is what the call tells.
 */
export function marked(text, mutants) {
  const inserts = mutants.flatMap(({ start, end, statement, at }) => {
    const call = `globalThis.__reached?.(${at})`;
    return [
      { at: start, text: statement ? `{${call};` : `(${call},(`, opens: true, width: end - start },
      { at: end, text: statement ? '}' : '))', opens: false, width: end - start },
    ];
  });
  // From the end of the text; at one place the outer range opens first and closes last.
  inserts.sort(
    (a, b) =>
      b.at - a.at || Number(b.opens) - Number(a.opens) || (a.opens ? a.width - b.width : b.width - a.width),
  );
  return inserts.reduce((out, insert) => out.slice(0, insert.at) + insert.text + out.slice(insert.at), text);
}
