/**
 * What figures take for `lit`: the part of its templates that they use, in a quarter of its size, which would be a
 * tenth of a figure. The build puts it in place of the package, so that pictures of the page are drawn here by the same
 * code; a test holds what it draws to what Lit draws.
 */

/** Stands in markup where a value belongs; no template says it. */
const MARK = '{}';

interface Template {
  readonly strings: TemplateStringsArray;
  readonly values: readonly unknown[];
  readonly within: string;
}

/** Where in its markup a value belongs: an attribute of the element, or the comment, that comes `at` so many others. */
interface Place {
  readonly at: number;
  readonly name?: string;
  /** What stands around the values of an attribute. */
  readonly around: readonly string[];
}

interface Compiled {
  readonly content: DocumentFragment;
  readonly places: readonly Place[];
}

/** Takes up as many values as its place has. */
type Part = (values: readonly unknown[]) => void;

export const nothing = Symbol();

const templates =
  (within: string) =>
  (strings: TemplateStringsArray, ...values: readonly unknown[]): Template => ({ strings, values, within });

export const html = templates('');
export const svg = templates('svg');

const compiled = new WeakMap<TemplateStringsArray, Compiled>();
const drawn = new WeakMap<ParentNode, Part>();

/** Elements and comments (1 and 128 of NodeFilter), one after the other. */
const walk = (root: Node) => document.createTreeWalker(root, 129);

/** Markup with a comment, or an attribute named by a colon, at each place of a value. */
function marked(strings: TemplateStringsArray, names: string[]): string {
  let inTag = false;
  let quote = '';
  const texts = strings.slice(0, -1).map((text, i) => {
    const from = quote ? text.indexOf(quote) : -1;
    if (quote && from < 0) return text + MARK;
    quote = '';
    const rest = text.slice(from + 1);
    const [open, close] = [rest.lastIndexOf('<'), rest.lastIndexOf('>')];
    if (open !== close) inTag = open > close;
    if (!inTag) return `${text}<!--${MARK}-->`;
    const named = rest.replace(
      /([.?@]?[\w-]+)=((["']?)(?:(?!\3)[^]|[^\s"'>])*)$/,
      (_, name: string, value: string, sign: string) => {
        quote = sign;
        return `:${names.push(name)}=${value}`;
      },
    );
    // A slash would belong to a value without quotes.
    return text.slice(0, from + 1) + named + MARK + (strings[i + 1].startsWith('/>') ? ' ' : '');
  });
  return texts.join('') + strings.at(-1)!;
}

function compile({ strings, within }: Template): Compiled {
  const names: string[] = [];
  const template = document.createElement('template');
  const { content } = template;
  const markup = marked(strings, names);
  template.innerHTML = within ? `<${within}>${markup}</${within}>` : markup;
  if (within) content.replaceChildren(...content.firstChild!.childNodes);
  const places: Place[] = [];
  const walker = walk(content);
  for (let at = 0, node; (node = walker.nextNode()); at++)
    if (node instanceof Element)
      for (const key of node.getAttributeNames()) {
        if (key[0] !== ':') continue;
        places.push({
          at,
          name: names.shift(),
          around: node.getAttribute(key)!.split(MARK),
        });
        node.removeAttribute(key);
      }
    else if ((node as Comment).data === MARK) places.push({ at, around: ['', ''] });
  return { content, places };
}

/** A template drawn: its nodes, and what takes up other values. */
function instance(of: Template): { readonly nodes: Node; readonly set: Part } {
  let found = compiled.get(of.strings);
  if (!found) compiled.set(of.strings, (found = compile(of)));
  const nodes = document.importNode(found.content, true);
  const walker = walk(nodes);
  let last = -1;
  const parts = found.places.map(({ at, name, around }) => {
    for (; last < at; last++) walker.nextNode();
    const node = walker.currentNode;
    return [
      name ? attribute(node as HTMLElement, name, around) : child(node as Comment),
      around.length - 1,
    ] as const;
  });
  return {
    nodes,
    set(values) {
      let from = 0;
      for (const [part, count] of parts) part(values.slice(from, (from += count)));
    },
  };
}

/** `.property`, `?there`, `@event`, or an attribute. */
function attribute(of: HTMLElement, name: string, around: readonly string[]): Part {
  const [kind, plain] = [name[0], name.slice(1)];
  let shown: unknown = nothing;
  if (kind === '@') of.addEventListener(plain, (event) => (shown as (event: Event) => void)(event));
  return (values) => {
    const value =
      around.join('') || around.length > 2
        ? values.includes(nothing)
          ? nothing
          : around.reduce((text, each, i) => text + String(values[i - 1] ?? '') + each)
        : values[0];
    if (value === shown) return;
    shown = value;
    if (kind === '.') Object.assign(of, { [plain]: value });
    else if (kind === '?') of.toggleAttribute(plain, Boolean(value));
    else if (value === nothing) of.removeAttribute(name);
    else if (kind !== '@') of.setAttribute(name, String(value ?? ''));
  };
}

/** What stands before a comment: text, a template, or many of them. */
function child(end: Comment): Part {
  const text = new Text();
  end.before(text);
  let whole: { readonly strings: TemplateStringsArray; readonly set: Part } | null = null;
  const items: { readonly end: Comment; readonly set: Part }[] = [];
  const clear = (from: Node) => {
    while (from.nextSibling !== end) from.nextSibling!.remove();
  };
  return ([value]) => {
    const template = (value as Partial<Template> | null | undefined)?.strings ? (value as Template) : null;
    const list: readonly unknown[] = Array.isArray(value) ? value : [];
    const said = template || list === value || value === nothing ? '' : String(value ?? '');
    if (text.data !== said) text.data = said;
    if (template && whole?.strings === template.strings) return whole.set(template.values);
    if (whole) clear(text);
    whole = null;
    if (items.splice(list.length).length) clear(items.at(-1)?.end ?? text);
    list.forEach((each, i) => {
      if (!items[i]) {
        const mark = new Comment();
        end.before(mark);
        items.push({ end: mark, set: child(mark) });
      }
      items[i].set([each]);
    });
    if (!template) return;
    const { nodes, set } = instance(template);
    set(template.values);
    end.before(nodes);
    whole = { strings: template.strings, set };
  };
}

export function render(value: unknown, root: ParentNode): void {
  let set = drawn.get(root);
  if (!set) {
    const end = new Comment();
    root.append(end);
    drawn.set(root, (set = child(end)));
  }
  set([value]);
}

/** Styles as text; what stands in them is a number or other styles. */
export const css = (parts: TemplateStringsArray, ...values: readonly (number | { cssText: string })[]) => ({
  cssText: String.raw(
    { raw: parts },
    ...values.map((each) => (typeof each === 'number' ? each : each.cssText)),
  ),
});
