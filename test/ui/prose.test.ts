import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { STORY } from '../../src/sampling/story';
import { GLOSSARY, type Term } from '../../src/ui/text/glossary';
import { piecesOf } from '../../src/ui/text/pieces';

/** Terms of a text, in their order. */
const terms = (text: string, seen?: Set<Term>) =>
  piecesOf(text, seen).flatMap((piece) => (typeof piece === 'string' ? [] : [piece.term]));

describe('words of the glossary in a text', () => {
  it('are marked where they first stand, once, in whatever form, and the text stays what it was', () => {
    const text =
      'Guests share a host. Each guest has threads; a thread works in bursts. Task Manager shows points.';
    expect(terms(text)).toEqual(['guest', 'host', 'thread', 'burst', 'Task Manager', 'points']);
    expect(
      piecesOf(text)
        .map((piece) => (typeof piece === 'string' ? piece : piece.text))
        .join(''),
    ).toBe(text);
    const seen = new Set<Term>();
    terms('A guest waits.', seen);
    expect(terms('The guest and its host.', seen)).toEqual(['host']);
  });

  it('are no parts of other words', () => {
    expect(terms('ghost, hostile, guesthouse, ticket, unloaded, vCPUish, co-host')).toEqual([]);
  });

  it('each have an entry that says what they are', () => {
    for (const word of [
      'guest',
      'host',
      'thread',
      'burst',
      'load',
      'slice',
      'vCPU',
      'hog',
      'boost',
      'strict',
      'pairs',
      'relaxed',
      'skew',
      'dedicated',
      'points',
      'fair looks',
    ] as const)
      expect(GLOSSARY[word].text, word).toMatch(/^[A-Z][^]{20,}\.$/);
    for (const [word, { text }] of Object.entries(GLOSSARY)) expect(text, word).not.toMatch(/!/);
  });

  it('are explained on every screen of the story: none speaks of a guest, host, thread or tick without', () => {
    for (const { prose, so } of STORY) {
      const seen = new Set<Term>();
      for (const text of [...prose, so]) terms(text, seen);
      const all = [...prose, so].join(' ');
      for (const [word, form] of [
        ['guest', /\bguests?\b/i],
        ['host', /\bhosts?\b/i],
        ['thread', /\bthreads?\b/i],
        ['tick', /\bticks?\b/i],
      ] as const)
        if (form.test(all)) expect(seen.has(word)).toBe(true);
    }
  });
});

describe('the colours that a figure brings along', () => {
  it('are the page’s own', () => {
    const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
    const page = read('src/ui/page.css');
    const own = read('src/ui/meter/story/tokens.ts');
    const tokens = (text: string) =>
      [...text.replace(/\/\*.*?\*\//gs, '').matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(
        ([, name, value]) => `${name}: ${value}`,
      );
    const known = new Set(tokens(page));
    expect(tokens(own).length).toBeGreaterThan(60);
    expect(tokens(own).filter((token) => !known.has(token))).toEqual([]);
    // Whatever a figure's styles ask for is there.
    const asked = [
      'story/demo.styles',
      'story/blocks',
      'strip/strip.styles',
      'guess/guess',
      'guess/marks',
    ].flatMap((file) => [...read(`src/ui/meter/${file}.ts`).matchAll(/var\((--[a-z][\w-]+)/g)]);
    const given = new Set(tokens(own).map((token) => token.split(':')[0]));
    expect(
      [...new Set(asked.map(([, name]) => name))].filter(
        (name) => !given.has(name) && name !== '--field-width' && name !== '--slider-width',
      ),
    ).toEqual([]);
  });
});
