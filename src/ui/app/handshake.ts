import { FilesEvent } from './events';
import type { HandedOver, HandshakePrompt } from './handshake-prompt';

/** What a window says: its words, itself and its origin. */
export interface Heard {
  readonly data: unknown;
  readonly source: unknown;
  readonly origin: string;
}

/** What the handshake needs of the page. */
export interface HandshakePage {
  readonly window: { readonly parent: unknown; readonly opener: unknown };
  readonly origin: string;
  /** Asks whether to open what another origin posted. */
  ask(origin: string, what: HandedOver): Promise<boolean>;
  open(what: HandedOver): void;
  /** Says to whoever builds a tool what is wrong with its post. */
  warn(words: string): void;
}

/** The longest title that is shown, in letters. */
const LONGEST = 80;

/** A title without what could dress it up as something else: marks of markup, control and direction characters. */
export function cleanTitle(text: unknown): string {
  const plain = (typeof text === 'string' ? text.slice(0, 1000) : '').replace(
    /[\p{C}\p{Z}<>"'`&\\/]+/gu,
    ' ',
  );
  return [...plain.trim()].slice(0, LONGEST).join('').trim() || 'untitled';
}

/**
 * The handshake by which another page on this machine hands over one file or scenario, after Perfetto's: the sender
 * repeats PING until PONG comes, then posts. Nothing else is ever sent back, and nothing is opened for another origin
 * unless a person says yes, each time.
 */
export class Handshake {
  private closed = false;
  private asking = false;

  constructor(private readonly page: HandshakePage) {}

  /** Takes what a window said; resolves when nothing more comes of it. */
  async hear({ data, source, origin }: Heard): Promise<void> {
    if (this.closed || !this.trusts(source)) return;
    if (data === 'PING') {
      // A page from disk has no origin that could be named.
      (source as Window).postMessage('PONG', origin === 'null' ? '*' : origin);
      return;
    }
    const post = (data as { hostfold?: unknown } | null)?.hostfold;
    if (typeof post !== 'object' || post === null || this.asking) return;
    const { title, file, scenario, keepOpen } = post as Record<string, unknown>;
    const what = handedOver(cleanTitle(title), file, scenario);
    if (typeof what === 'string') return this.page.warn(what);
    this.closed = keepOpen !== true;
    this.asking = true;
    try {
      const own = origin === this.page.origin && origin !== 'null';
      if (own || (await this.page.ask(origin, what))) this.page.open(what);
    } finally {
      this.asking = false;
    }
  }

  /** Only the window around the page, the one that opened it, or one that it opened. */
  private trusts(source: unknown): boolean {
    const { window } = this.page;
    if (!source || source === window) return false;
    if (source === window.parent || source === window.opener) return true;
    try {
      return (source as { opener?: unknown }).opener === window;
    } catch {
      return false;
    }
  }
}

function handedOver(title: string, file: unknown, scenario: unknown): HandedOver | string {
  if (typeof scenario === 'string' && file === undefined) {
    const hash = scenario.slice(Math.max(0, scenario.indexOf('#')));
    return hash.startsWith('#/') ? { title, opens: hash } : 'hostfold.scenario: expected a link with #/.';
  }
  const readable = typeof file === 'string' || file instanceof ArrayBuffer || file instanceof Blob;
  return readable && scenario === undefined
    ? { title, opens: new File([file], title) }
    : 'hostfold: expected either file (text, ArrayBuffer or Blob) or scenario (a link).';
}

let one: Handshake | undefined;

/** Hears for the page. @param app takes files as it takes those of a person */
export function hearWindow(heard: Heard, app: HTMLElement): void {
  one ??= new Handshake({
    window,
    origin: location.origin,
    async ask(origin, what) {
      await import('./handshake-prompt');
      const prompt = document.createElement('hf-handshake-prompt') as HandshakePrompt;
      document.body.append(prompt);
      return prompt.ask(origin, what).finally(() => prompt.remove());
    },
    open({ opens }) {
      if (typeof opens === 'string') location.hash = opens;
      else app.dispatchEvent(new FilesEvent([opens]));
    },
    warn: (words) => console.warn(words),
  });
  void one.hear(heard);
}
