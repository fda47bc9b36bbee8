import { html, nothing, render, svg } from 'lit/html.js';

/**
 * What figures take for `lit`: its templates without its elements, which would be a quarter of a figure. The build puts
 * it in place of the package, so that pictures of the page are drawn here by the same code.
 */

export { html, nothing, render, svg };

/** Styles as text; what stands in them is a number or other styles. */
export const css = (parts: TemplateStringsArray, ...values: readonly (number | { cssText: string })[]) => ({
  cssText: String.raw(
    { raw: parts },
    ...values.map((each) => (typeof each === 'number' ? each : each.cssText)),
  ),
});
