// A lint rule: a table is never asked by a name that is any text. `table[name]` finds what every object inherits
// (`constructor`), and `table[name] = value` with `__proto__` makes no entry at all.
import ts from 'typescript';

const ANY_TEXT = ts.TypeFlags.String | ts.TypeFlags.TemplateLiteral | ts.TypeFlags.Any | ts.TypeFlags.Unknown;

const isAnyText = (type) =>
  (type.flags & ANY_TEXT) !== 0 || (type.isUnion() && type.types.some((each) => isAnyText(each)));

/** What stands below casts, which would hide that it is any text. */
const bare = (node) =>
  node.type === 'TSAsExpression' || node.type === 'TSNonNullExpression' ? bare(node.expression) : node;

export default {
  meta: {
    type: 'problem',
    messages: {
      text: 'A name that is any text may be `constructor` or `__proto__`: use own() of estate/own, a Map, or Object.fromEntries.',
    },
  },
  create(context) {
    const { parserServices } = context.sourceCode;
    const check = (node, name) => {
      if (isAnyText(parserServices.getTypeAtLocation(bare(name))))
        context.report({ node, messageId: 'text' });
    };
    return {
      'MemberExpression[computed=true]': (node) => check(node, node.property),
      "BinaryExpression[operator='in']": (node) => check(node, node.left),
    };
  },
};
