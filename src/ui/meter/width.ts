import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Tells an element how wide a box in it is, so that a picture keeps the size of its letters. */
export class BoxWidth implements ReactiveController {
  value: number;
  private watcher: ResizeObserver | null = null;

  constructor(
    private readonly host: ReactiveControllerHost & { readonly renderRoot: HTMLElement | DocumentFragment },
    private readonly selector: string,
    before: number,
  ) {
    this.value = before;
    host.addController(this);
  }

  hostUpdated(): void {
    if (this.watcher) return;
    const box = this.host.renderRoot.querySelector(this.selector);
    if (!box) return;
    this.watcher = new ResizeObserver(([{ contentRect }]) => {
      const width = Math.floor(contentRect.width);
      if (width === 0 || width === this.value) return;
      this.value = width;
      this.host.requestUpdate();
    });
    this.watcher.observe(box);
  }

  hostDisconnected(): void {
    this.watcher?.disconnect();
    this.watcher = null;
  }
}
