/** What the runner's mocha puts into a browser test; unit tests import theirs from vitest. */
type BrowserTest = (this: { timeout(ms: number): void; skip(): void }) => void | Promise<void>;

declare function describe(title: string, body: () => void): void;
declare function it(title: string, body: BrowserTest): void;
declare function before(body: BrowserTest): void;
declare function beforeEach(body: BrowserTest): void;
declare function after(body: BrowserTest): void;
declare function afterEach(body: BrowserTest): void;
