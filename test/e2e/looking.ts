import type { Page } from 'playwright-core';

/** Least width and height of what is pressed (WCAG 2.2, 2.5.8), px. */
const LEAST = 24;

/**
 * What can be pressed and is smaller than that, one line for each: all but words in a line of text, which are as high as
 * the line, and boxes alone in a circle of that size, as the rule has it.
 */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate((least) => {
    interface Target {
      readonly name: string;
      readonly box: DOMRect;
      readonly inline: boolean;
    }
    const all: Target[] = [];
    const pressed =
      'a[href], button, input, select, textarea, summary, [role=slider], [role=button], [role=link], [role=checkbox]';
    const inLine = (element: Element): boolean => {
      if (!getComputedStyle(element).display.startsWith('inline')) return false;
      // A word among others: its line, or that of the part that it stands for, holds more text than it.
      let box: Element | null = element;
      while (box && /^(inline|contents)/.test(getComputedStyle(box).display)) {
        const up: Node | null = box.assignedSlot ?? box.parentNode;
        box = up instanceof ShadowRoot ? up.host : (up as Element | null);
      }
      const words = (node: Node): number =>
        [...node.childNodes].reduce(
          (sum, each) => sum + words(each),
          node.nodeType === 3 ? (node.textContent ?? '').trim().length : 0,
        );
      return box !== null && (words(box) > 0 || box.matches('td, th, p, li, dd'));
    };
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll<HTMLElement>('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (!element.matches(pressed) || element.matches(':disabled, .unseen')) continue;
        // A label around or on its box is pressed as well.
        const label = (element as HTMLInputElement).labels?.[0];
        const own = element.getBoundingClientRect();
        const wide = label?.getBoundingClientRect();
        const box =
          wide &&
          wide.width * wide.height > own.width * own.height &&
          element.matches('[type=checkbox], [type=radio], [type=file]')
            ? wide
            : own;
        const seen = element.checkVisibility({ visibilityProperty: true }) && box.width > 1 && box.height > 1;
        if (!seen) continue;
        const name = `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().replace(/\s+/g, ' ').slice(0, 40)}" in ${((element.getRootNode() as ShadowRoot).host ?? element).localName}`;
        all.push({ name, box, inline: inLine(element) });
      }
    };
    look(document);
    return all
      .filter(({ box, inline }) => !inline && (box.width < least - 0.5 || box.height < least - 0.5))
      .filter(({ box }) => {
        // Spaced so that a circle around its middle meets no other target: as good as large.
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        return all.some(
          (other) =>
            other.box !== box &&
            Math.hypot(
              Math.max(other.box.left - x, 0, x - other.box.right),
              Math.max(other.box.top - y, 0, y - other.box.bottom),
            ) <
              least / 2,
        );
      })
      .map(({ name, box }) => `${name}: ${box.width.toFixed(0)} x ${box.height.toFixed(0)}`);
  }, LEAST);
}

/**
 * Words of a list that stand in running text of the view before they are explained, with what stands around them.
 * Headings, tables' heads and the names of controls may come first: they cannot hold a question within them.
 */
export function unexplained(
  page: Page,
  forms: readonly (readonly [term: string, form: string])[],
): Promise<string[]> {
  return page.evaluate(
    (all) => {
      const explained = new Set<string>();
      const bare: string[] = [];
      const skipped =
        'button, a, summary, h1, h2, h3, h4, label, legend, select, svg, th, dt, caption, .unseen, .unit, hf-meter-guess, hf-report, [aria-hidden=true], style, dialog:not([open])';
      const look = (node: Node): void => {
        if (node instanceof Element) {
          if (node.localName === 'hf-term') {
            explained.add((node as Element & { term: string }).term);
            return;
          }
          if (node.matches(skipped) || !node.checkVisibility()) return;
          if (node.shadowRoot) look(node.shadowRoot);
          if (node instanceof HTMLSlotElement) for (const each of node.assignedNodes()) look(each);
          if (node.shadowRoot) return;
        }
        if (node.nodeType === Node.TEXT_NODE) {
          const text = node.textContent ?? '';
          // A label whose figure can be asked how it came about is explained by that.
          const how = node.parentElement?.querySelector('hf-how') as
            (Element & { explanation: { title: string } }) | null | undefined;
          for (const [term, form] of all) {
            const at = text.search(new RegExp(`(?<![\\p{L}\\d-])(?:${form})(?![\\p{L}\\d-])`, 'iu'));
            if (at < 0 || explained.has(term)) continue;
            const asked = how && new RegExp(form, 'iu').test(how.explanation.title);
            explained.add(term);
            if (!asked)
              bare.push(
                `${term}: "${text.slice(Math.max(0, at - 30), at + 30).replace(/\s+/g, ' ')}" in ${node.parentElement?.localName} of ${((node.getRootNode() as ShadowRoot).host ?? node.parentElement)?.localName}`,
              );
          }
        }
        for (const child of node.childNodes) look(child);
      };
      const main = document.querySelector('hf-app')!.shadowRoot!.querySelector('main')!;
      look(main);
      return bare;
    },
    forms.map(([term, form]) => [term, form] as const),
  );
}

/** A picture of data as it stands, and what is said of it in words. */
export interface Told {
  readonly where: string;
  /** What is drawn, without its words for those who do not see it. */
  readonly drawn: string;
  /** Its name, and all words and figures of the box that it stands in. */
  readonly said: string;
}

/** Pictures of data in a view, and what its regions that speak up say; marks and keys are smaller. */
export function toldIn(page: Page): Promise<{ pictures: Told[]; spoken: string }> {
  return page.evaluate(() => {
    const wordsOf = (node: Node): string => {
      if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? '';
      if (!(node instanceof Element)) return '';
      if (node.matches('style, canvas, [aria-hidden=true]')) return '';
      const own = ['aria-label', 'aria-valuetext'].map((name) => node.getAttribute(name) ?? '').join(' ');
      if (node.matches('svg')) return own;
      const inner =
        node instanceof HTMLSlotElement && node.assignedNodes().length > 0
          ? node.assignedNodes()
          : (node.shadowRoot ?? node).childNodes;
      return `${own} ${[...inner].map(wordsOf).join(' ')}`;
    };
    const up = (node: Element): Element | null =>
      node.assignedSlot ?? node.parentElement ?? ((node.getRootNode() as ShadowRoot).host as Element) ?? null;
    const pictures: { where: string; drawn: string; said: string }[] = [];
    const spoken: string[] = [];
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        if (element.matches('[role=status], [role=alert], [aria-live=polite], [aria-live=assertive]'))
          spoken.push(wordsOf(element).replace(/\s+/g, ' ').trim());
        if (!element.matches('svg, canvas')) continue;
        const { width, height } = element.getBoundingClientRect();
        if (width < 60 || width * height < 800 || !element.checkVisibility()) continue;
        // The box that it stands in: a row, a section, a figure, or the element whose picture it is.
        let box = up(element);
        while (box && !box.matches('tr, li, section, article, figure, details') && !box.shadowRoot)
          box = up(box);
        const host = (element.getRootNode() as ShadowRoot).host?.localName ?? '';
        const said = `${element.getAttribute('aria-label') ?? ''} ${box ? wordsOf(box) : ''}`;
        const bare = element.cloneNode(true) as Element;
        bare.removeAttribute('aria-label');
        pictures.push({
          where: `${host} ${pictures.filter(({ where }) => where.startsWith(`${host} `)).length + 1}`,
          drawn:
            element instanceof HTMLCanvasElement
              ? element.toDataURL()
              : bare.outerHTML.replace(/<!--.*?-->|\s(class|id)="[^"]*"/g, ''),
          said: said.replace(/\s+/g, ' ').trim(),
        });
      }
    };
    look(document.querySelector('hf-app')!.shadowRoot!.querySelector('main')!);
    return { pictures, spoken: spoken.join(' | ') };
  });
}

/** Pictures that changed while their words stayed. @param before, after of one view, in the order of the page */
export const unsaid = (before: readonly Told[], after: readonly Told[]): string[] =>
  before.flatMap(({ where, drawn, said }) => {
    const now = after.find((each) => each.where === where);
    return now && now.drawn !== drawn && now.said === said ? [where] : [];
  });

/** What of the page would move by itself: a transition or an animation that takes time, one line for each. */
export const moving = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>();
    const takesTime = (durations: string) => durations.split(',').some((each) => parseFloat(each) > 0);
    const look = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        if (element.shadowRoot) look(element.shadowRoot);
        const { transitionDuration, animationName, animationDuration } = getComputedStyle(element);
        if (takesTime(transitionDuration) || (animationName !== 'none' && takesTime(animationDuration)))
          found.add(
            `${((element.getRootNode() as ShadowRoot).host ?? element).localName} ${element.localName}`,
          );
      }
    };
    look(document);
    return [...found];
  });
