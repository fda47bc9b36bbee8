import { css, type ReactiveController, type ReactiveControllerHost } from 'lit';

/** Tells an element how large a box in it is, so that a picture fills it and keeps the size of its letters. */
export class BoxSize implements ReactiveController {
  width: number;
  height: number;
  private watcher: ResizeObserver | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly selector: string,
    before: { readonly width: number; readonly height: number },
  ) {
    this.width = before.width;
    this.height = before.height;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.watcher) return;
    const box = this.host.renderRoot.querySelector(this.selector);
    if (!box) return;
    this.watcher = new ResizeObserver(([{ contentRect }]) => {
      const [width, height] = [Math.floor(contentRect.width), Math.floor(contentRect.height)];
      if (width === 0 || (width === this.width && height === this.height)) return;
      this.width = width;
      this.height = height;
      this.host.requestUpdate();
    });
    this.watcher.observe(box);
  }

  hostDisconnected(): void {
    this.watcher?.disconnect();
    this.watcher = null;
  }
}

/** Tells an element how wide it is itself, in whole pixels, while it is in the page. */
export class ElementWidth implements ReactiveController {
  private readonly watcher: ResizeObserver;

  constructor(
    private readonly host: ReactiveControllerHost & Element,
    tell: (width: number) => void,
  ) {
    this.watcher = new ResizeObserver(([{ contentRect }]) => tell(Math.round(contentRect.width)));
    host.addController(this);
  }

  hostConnected(): void {
    this.watcher.observe(this.host);
  }

  hostDisconnected(): void {
    this.watcher.disconnect();
  }
}

/** For a picture that fills what its card has left: the picture follows its box, and never the other way round. */
export const filling = css`
  :host {
    display: flex;
    flex-direction: column;
  }
  .filled {
    position: relative;
    flex: 1 1 auto;
  }
  .filled svg {
    position: absolute;
    inset: 0 auto auto 0;
  }
`;
