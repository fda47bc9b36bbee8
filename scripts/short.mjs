// Shortens templates in the source of components, for what is built: more than a kilobyte of what is loaded first.

/** Leaves out the indents and comments of styles. */
export const shortStyles = (code) =>
  code.replace(/\bcss`[^`]*`/g, (style) => style.replace(/\/\*[^]*?\*\//g, '').replace(/\s*\n\s*/g, ' '));

/** Lines of markup that begin with a tag, an attribute or a value lose their indent: their breaks stay what they are. */
export const shortMarkup = (code) => code.replace(/\n +(?=<[a-z/]|>|\$\{|[@.?]?[a-z-]+=["$])/g, '\n');
