import { describe, expect, it } from 'vitest';
import { Handshake, cleanTitle } from '../../src/ui/app/handshake';
import type { HandedOver } from '../../src/ui/app/handshake-prompt';

const HOME = 'https://hostfold.example';
const OTHER = 'http://127.0.0.1:9000';

/** A window that remembers what was said to it. */
const windowOf = (opener: unknown = null) => {
  const said: [string, string][] = [];
  return { opener, said, postMessage: (words: string, to: string) => void said.push([words, to]) };
};

function page({ says = true }: { says?: boolean } = {}) {
  const parent = windowOf();
  const opener = windowOf();
  const own = { parent, opener };
  const asked: [string, string][] = [];
  const opened: HandedOver[] = [];
  const warned: string[] = [];
  const handshake = new Handshake({
    window: own,
    origin: HOME,
    ask: async (origin, { title }) => (asked.push([origin, title]), says),
    open: (what) => void opened.push(what),
    warn: (words) => void warned.push(words),
  });
  return { handshake, own, parent, opener, asked, opened, warned };
}

const post = (title: string, more: object = { file: 'a;b' }) => ({ hostfold: { title, ...more } });

describe('who is heard', () => {
  it('the parent, the opener, and a window that the page opened: each gets PONG, and nothing else', async () => {
    const { handshake, parent, opener, own } = page();
    const child = windowOf(own);
    for (const source of [parent, opener, child]) {
      await handshake.hear({ data: 'PING', source, origin: OTHER });
      expect(source.said).toEqual([['PONG', OTHER]]);
    }
    await handshake.hear({ data: post('log.csv'), source: parent, origin: OTHER });
    expect(parent.said).toHaveLength(1);
  });

  it('nobody else: no other window, no frame inside, not the page itself, nothing without a source', async () => {
    const { handshake, own, asked, opened } = page();
    const frame = windowOf();
    for (const source of [frame, windowOf(windowOf()), own, null]) {
      await handshake.hear({ data: 'PING', source, origin: OTHER });
      await handshake.hear({ data: post('x'), source, origin: HOME });
    }
    expect([frame.said, asked, opened]).toEqual([[], [], []]);
  });

  it('a window that may not be asked who opened it is a stranger', async () => {
    const { handshake, opened } = page();
    const source = {
      get opener(): never {
        throw new Error('SecurityError');
      },
    };
    await handshake.hear({ data: post('x'), source, origin: HOME });
    expect(opened).toEqual([]);
  });

  it('a page on top has itself for its parent, and is not heard', async () => {
    const { handshake, own, opened } = page();
    Object.assign(own, { parent: own });
    await handshake.hear({ data: post('x'), source: own, origin: HOME });
    expect(opened).toEqual([]);
  });
});

describe('what is opened', () => {
  it('another origin’s file after yes, each time; the page’s own without a question', async () => {
    const { handshake, parent, asked, opened } = page();
    const hear = (origin: string) =>
      handshake.hear({ data: post('log.csv', { file: 'a;b', keepOpen: true }), source: parent, origin });
    await hear(OTHER);
    await hear(OTHER);
    await hear(HOME);
    expect(asked).toEqual([
      [OTHER, 'log.csv'],
      [OTHER, 'log.csv'],
    ]);
    expect(opened).toHaveLength(3);
    const [{ opens }] = opened;
    expect([(opens as File).name, await (opens as File).text()]).toEqual(['log.csv', 'a;b']);
  });

  it('nothing after no, and nothing without an answer of a page from disk', async () => {
    const { handshake, parent, asked, opened } = page({ says: false });
    await handshake.hear({ data: post('x'), source: parent, origin: 'null' });
    expect([asked, opened]).toEqual([[['null', 'x']], []]);
  });

  it('a scenario by its link, from the # on', async () => {
    const { handshake, opener, opened } = page();
    const data = post('mine', { scenario: 'https://else.example/x#/fold?v=2' });
    await handshake.hear({ data, source: opener, origin: HOME });
    expect(opened).toEqual([{ title: 'mine', opens: '#/fold?v=2' }]);
  });

  it.each([[{}], [{ file: 7 }], [{ file: 'a', scenario: '#/fold' }], [{ scenario: 'javascript:alert(1)' }]])(
    'what is neither is not opened, said to who builds the tool, and leaves the listener open: %j',
    async (more) => {
      const { handshake, parent, opened, warned } = page();
      await handshake.hear({ data: post('x', more), source: parent, origin: HOME });
      expect([opened, warned.length]).toEqual([[], 1]);
      await handshake.hear({ data: post('x'), source: parent, origin: HOME });
      expect(opened).toHaveLength(1);
    },
  );
});

describe('when it ends', () => {
  it('after one post, answered yes or no; a PING is not answered any more', async () => {
    const { handshake, parent, opened } = page();
    await handshake.hear({ data: post('one'), source: parent, origin: HOME });
    await handshake.hear({ data: post('two'), source: parent, origin: HOME });
    await handshake.hear({ data: 'PING', source: parent, origin: HOME });
    expect([opened.map(({ title }) => title), parent.said]).toEqual([['one'], []]);
  });

  it('not where it was asked to stay', async () => {
    const { handshake, parent, opened } = page();
    for (const title of ['one', 'two'])
      await handshake.hear({
        data: post(title, { file: '', keepOpen: true }),
        source: parent,
        origin: HOME,
      });
    expect(opened).toHaveLength(2);
  });

  it('one question at a time: what is posted meanwhile is dropped', async () => {
    const { handshake, parent, opened } = page();
    const data = (title: string) => post(title, { file: '', keepOpen: true });
    const first = handshake.hear({ data: data('one'), source: parent, origin: OTHER });
    await handshake.hear({ data: data('two'), source: parent, origin: OTHER });
    await first;
    expect(opened.map(({ title }) => title)).toEqual(['one']);
  });
});

it.each([
  ['Server log of May', 'Server log of May'],
  ['<b>log</b>', 'b log b'],
  ['a\u202Egnp.exe', 'a gnp.exe'],
  ['a\nb\u0000c', 'a b c'],
  ['../../etc/passwd', '.. .. etc passwd'],
  ['', 'untitled'],
  [42, 'untitled'],
  ['x'.repeat(500), 'x'.repeat(80)],
])('the title %j is shown as %j', (given, shown) => {
  expect(cleanTitle(given)).toBe(shown);
});
