import { InputError } from '../estate/finding';

/** Parses JSON text. @throws InputError with file, line and column where it is not JSON. */
export function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const at = firstFault(text);
    const found = at < text.length ? JSON.stringify(text[at]) : 'the end of the text';
    throw new InputError(`${file}:${lineColumn(text, at)}`, `found ${found}, expected JSON to go on here.`);
  }
}

/**
 * Line and column (`12:7`, from 1) of a field such as `guests[1].threads[0].burst.meanMs` in valid JSON text; of the
 * innermost part of the path that is there when the field is missing.
 */
export function placeOf(text: string, path: string): string {
  let found = 0;
  walk(text, (at, here) => {
    if (path === here || path.startsWith(`${here}.`) || path.startsWith(`${here}[`)) found = at;
  });
  return lineColumn(text, found || text.search(/\S/));
}

function lineColumn(text: string, at: number): string {
  const before = text.slice(0, Math.max(0, at)).split('\n');
  return `${before.length}:${before[before.length - 1].length + 1}`;
}

/** Position of the first character that no JSON text could have there. */
function firstFault(text: string): number {
  try {
    const end = walk(text, () => undefined);
    const rest = text.slice(end).search(/\S/);
    return rest < 0 ? text.length : end + rest;
  } catch (error) {
    if (error instanceof Fault) return error.at;
    throw error;
  }
}

class Fault extends Error {
  constructor(readonly at: number) {
    super();
  }
}

const SCALAR =
  /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Visits every value of a JSON text, however deep, with its position and path. @returns the position after the last */
function walk(text: string, visit: (at: number, path: string) => void): number {
  let at = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? '')) at++;
  };
  const expect = (mark: string) => {
    space();
    if (text[at] !== mark) throw new Fault(at);
    at++;
  };
  const scalar = () => {
    SCALAR.lastIndex = at;
    const match = SCALAR.exec(text);
    if (!match) throw new Fault(at);
    at = SCALAR.lastIndex;
    return match[0];
  };
  /** The lists and objects around the place, the innermost last; `next` counts the values of a list. */
  const around: { readonly close: string; readonly path: string; next: number }[] = [];
  let path = '';
  for (;;) {
    space();
    visit(at, path);
    const close = text[at] === '{' ? '}' : text[at] === '[' ? ']' : null;
    if (close) {
      at++;
      around.push({ close, path, next: 0 });
    } else scalar();
    // Goes up until there is a next value, and to the end of the outermost.
    for (;;) {
      const own = around.at(-1);
      if (!own) return at;
      space();
      if (text[at] === own.close) {
        at++;
        around.pop();
        continue;
      }
      if (own.next > 0) expect(',');
      if (own.close === '}') {
        space();
        if (text[at] !== '"') throw new Fault(at);
        const key = JSON.parse(scalar()) as string;
        expect(':');
        path = own.path ? `${own.path}.${key}` : key;
      } else path = `${own.path}[${own.next}]`;
      own.next++;
      break;
    }
  }
}
