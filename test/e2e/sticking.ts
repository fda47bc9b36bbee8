import type { Page } from 'playwright-core';

/**
 * What sticks out of the window sideways, one line for each element, through all shadow roots. What a box of its own
 * scrolls or cuts does not count, unless that box sticks out itself; nor does what is folded away, which Firefox lays out
 * no more: `unfold` comes first.
 */
export function stickingOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wide = document.documentElement.clientWidth;
    const held = (element: Element): boolean => {
      const up = element.assignedSlot ?? element.parentNode;
      const box = up instanceof ShadowRoot ? up.host : up;
      if (!(box instanceof Element) || box === document.body || box === document.documentElement)
        return false;
      const style = getComputedStyle(box);
      if (style.overflowX !== 'visible' && box.getBoundingClientRect().right <= wide + 0.5) return true;
      // What lies over the page is held by nothing beneath it.
      return style.position === 'fixed' ? false : held(box);
    };
    const found: string[] = [];
    const look = (root: Document | ShadowRoot, path: string): void => {
      for (const element of root.querySelectorAll('*')) {
        const name = `${path} ${element.localName}${element.className && typeof element.className === 'string' ? `.${element.className.trim().replaceAll(' ', '.')}` : ''}`;
        if (element.shadowRoot) look(element.shadowRoot, name);
        const { left, right, width, height } = element.getBoundingClientRect();
        const seen = width > 1 && height > 1 && element.checkVisibility({ visibilityProperty: true });
        if (!seen || (element instanceof SVGElement && element.ownerSVGElement)) continue;
        if ((right > wide + 0.5 || left < -0.5) && !held(element))
          found.push(`${name}: ${left.toFixed(0)} to ${right.toFixed(0)} px of ${wide}`);
      }
    };
    look(document, '');
    const whole = document.documentElement.scrollWidth;
    return whole > wide ? [`the page is ${whole} px wide of ${wide}`, ...found] : found;
  });
}

/** How deep boxes that fold lie in each other, at most. */
const DEEP = 4;

/** Opens every box that folds, and those that come to be drawn in them, through all shadow roots. */
export function unfold(page: Page): Promise<void> {
  return page.evaluate(async (deep) => {
    const folded = (root: Document | ShadowRoot): HTMLDetailsElement[] =>
      [...root.querySelectorAll('*')].flatMap((element) => [
        ...(element instanceof HTMLDetailsElement && !element.open ? [element] : []),
        ...(element.shadowRoot ? folded(element.shadowRoot) : []),
      ]);
    for (let level = 0; level < deep; level++) {
      for (const box of folded(document)) box.open = true;
      // In the first frame it is told that it opened, in the second what is in it is drawn.
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    }
  }, DEEP);
}
