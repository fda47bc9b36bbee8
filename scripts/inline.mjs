// A transform for asc: a function whose comment ends with the tag @inline is put in place of each of its calls. The decorator of
// AssemblyScript says the same, but stands where neither TypeScript nor its tools allow one.
import { Transform } from 'assemblyscript/transform';
import { Node, NodeKind } from 'assemblyscript';

const TAGGED = /@inline\s*\*\/\s*(export\s*)?$/;

export default class Inline extends Transform {
  afterParse(parser) {
    for (const { statements, text } of parser.sources) {
      for (const node of statements) {
        if (node.kind !== NodeKind.FunctionDeclaration || !TAGGED.test(text.slice(0, node.range.start)))
          continue;
        const name = Node.createIdentifierExpression('inline', node.range);
        node.decorators = [Node.createDecorator(name, null, node.range)];
      }
    }
  }
}
