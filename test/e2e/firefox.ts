import { accessSync, constants } from 'node:fs';
import { firefox } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Where Firefox is, by a person's word or in the usual places; undefined where it is nowhere. */
export const findFirefox = (): string | undefined =>
  [
    process.env.HOSTFOLD_FIREFOX ?? '',
    '/usr/bin/firefox-esr',
    '/usr/bin/firefox',
    '/Applications/Firefox.app/Contents/MacOS/firefox',
  ].find((path) => {
    try {
      accessSync(path, constants.X_OK);
      return path !== '';
    } catch {
      return false;
    }
  });

/** What of Playwright's own side is asked for here, in its process: the session of WebDriver BiDi under a browser. */
interface Session {
  send(method: string, params: object): Promise<unknown>;
  emit(event: string, params: object): boolean;
}
interface Connected {
  readonly _connection: {
    toImpl(of: Browser): { readonly _browserSession: Session };
    toImpl(of: Page): {
      readonly delegate: {
        readonly _session: Session & { readonly sessionId: string };
        readonly rawKeyboard: { sendText(progress: unknown, text: string): Promise<unknown> };
      };
      readonly mouse: {
        click(progress: unknown, x: number, y: number, how?: { clickCount?: number }): Promise<unknown>;
      };
    };
  };
}
const connection = (of: Browser | Page) => (of as unknown as Connected)._connection;

/**
 * A Firefox as people have it, without a window, driven by WebDriver BiDi.
 *
 * Playwright sends one command that Firefox ESR 153 does not know, `emulation.setMediaFeaturesOverride`; it is answered
 * here, and `equip` sets what it would have set, in the browser's own context. What is saved has no id there, by which
 * Playwright would know it: it is given one.
 */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = findFirefox();
  if (!executablePath)
    throw new Error(
      'No Firefox was found. Install one (Debian: apt-get install firefox-esr), or name its program in HOSTFOLD_FIREFOX.',
    );
  const browser = await firefox.launch({
    executablePath,
    channel: 'moz-firefox',
    args: ['--remote-allow-system-access'],
    // A page may speak to itself over loopback, so that what stops it is seen to be its own policy.
    firefoxUserPrefs: {
      'media.peerconnection.ice.loopback': true,
      'browser.shell.checkDefaultBrowser': false,
    },
    timeout: 120_000,
  });
  const session = Object.getPrototypeOf(connection(browser).toImpl(browser)._browserSession) as Session;
  const { send, emit } = session;
  session.send = function (method, params) {
    return method === 'emulation.setMediaFeaturesOverride'
      ? Promise.resolve({})
      : send.call(this, method, params);
  };
  session.emit = function (event, params) {
    return emit.call(this, event, /^browsingContext\.download/.test(event) ? withId(params) : params);
  };
  return browser;
}

/** What is told of a saved file, with its address for an id: a page makes one of its own for each. */
const withId = (told: { readonly url?: string; readonly download?: string }) => ({
  download: told.url,
  ...told,
});

type Media = Exclude<Parameters<Page['emulateMedia']>[0], undefined>;

/** What of a browsing context says each feature; the empty text is Firefox's word for none. */
const OVERRIDES = {
  media: 'mediumOverride',
  colorScheme: 'prefersColorSchemeOverride',
  forcedColors: 'forcedColorsOverride',
  reducedMotion: 'prefersReducedMotionOverride',
} as const;
const FEATURES = Object.keys(OVERRIDES) as (keyof typeof OVERRIDES)[];

/** Longer texts are pasted, which nobody does key by key. */
const TYPED = 100;

/**
 * What is filled into a field is typed, as by a person: Playwright would set it by script, and of that Firefox makes no
 * `change`.
 */
function typeText(page: Page): void {
  const { _session: session, rawKeyboard } = connection(page).toImpl(page).delegate;
  const { sendText } = rawKeyboard;
  rawKeyboard.sendText = (progress, text) =>
    text.length > TYPED || /\p{C}/u.test(text)
      ? sendText.call(rawKeyboard, progress, text)
      : session.send('input.performActions', {
          context: session.sessionId,
          actions: [
            {
              type: 'key',
              id: 'typed',
              actions: [...text].flatMap((value) => [
                { type: 'keyDown', value },
                { type: 'keyUp', value },
              ]),
            },
          ],
        });
}

/**
 * A double-click is one chain of actions: what Playwright sends as several, Firefox takes for clicks of their own.
 */
function clickTwice(page: Page): void {
  const { delegate, mouse } = connection(page).toImpl(page);
  const session = delegate._session;
  const { click } = mouse;
  mouse.click = (progress, x, y, how) => {
    if ((how?.clickCount ?? 1) === 1) return click.call(mouse, progress, x, y, how);
    const press = [
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    return session.send('input.performActions', {
      context: session.sessionId,
      actions: [
        {
          type: 'pointer',
          id: 'pw_mouse',
          parameters: { pointerType: 'mouse' },
          actions: [{ type: 'pointerMove', x, y }, ...press, ...press],
        },
      ],
    });
  };
}

/** Gives a page of Firefox its `emulateMedia` and its context's `setOffline`. @param media what it begins with. */
export async function equip(browser: Browser, page: Page, media: Media): Promise<void> {
  typeText(page);
  clickTwice(page);
  const session = connection(browser).toImpl(browser)._browserSession;
  const id = connection(page).toImpl(page).delegate._session.sessionId;
  const { contexts } = (await session.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
    contexts: readonly { context: string }[];
  };
  const evaluate = async (expression: string): Promise<void> => {
    const answer = (await session.send('script.evaluate', {
      expression,
      target: { context: contexts[0]!.context },
      awaitPromise: true,
    })) as { type: string; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text);
  };
  const set = (values: object): Promise<void> =>
    evaluate(`{
      const { NavigableManager } = ChromeUtils.importESModule('chrome://remote/content/shared/NavigableManager.sys.mjs');
      Object.assign(NavigableManager.getBrowsingContextById(${JSON.stringify(id)}), ${JSON.stringify(values)});
    }`);
  // Tab would go on from the page's end to the browser's own bar, where a driver's keys do not follow it.
  await evaluate(`for (const { document } of Services.wm.getEnumerator('navigator:browser'))
    document.getElementById('navigator-toolbox').style.display = 'none';`);
  page.emulateMedia = (wished = {}) =>
    set(
      Object.fromEntries(
        FEATURES.filter((feature) => wished[feature] !== undefined).map((feature) => [
          OVERRIDES[feature],
          wished[feature] ?? (feature === 'media' ? '' : 'none'),
        ]),
      ),
    );
  page.context().setOffline = (forceOffline) => set({ forceOffline });
  await page.emulateMedia(media);
}
