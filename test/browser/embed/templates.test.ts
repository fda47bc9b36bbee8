import { expect } from '@open-wc/testing';
import fc from 'fast-check';
import * as lit from 'lit';
import * as own from '../../../src/ui/embed/lit';

/** What may stand in a template. */
type Piece =
  | string
  | number
  | null
  | undefined
  | typeof lit.nothing
  | readonly Piece[]
  | { readonly title: string | null; readonly part: number; readonly there: boolean; readonly inside: Piece }
  | { readonly x: number; readonly wide: boolean; readonly inside: readonly number[] };

type Library = Pick<typeof lit, 'html' | 'svg' | 'nothing'>;

function drawn(by: Library, piece: Piece): unknown {
  const { html, svg, nothing } = by;
  if (piece === lit.nothing) return nothing;
  if (Array.isArray(piece)) return piece.map((each: Piece) => drawn(by, each));
  if (typeof piece !== 'object' || piece === null) return piece;
  if ('title' in piece)
    return html`<label
      class="box ${piece.there ? 'shown' : ''} part-${piece.part}"
      title=${piece.title ?? nothing}
      >Part ${piece.part}:
      <input
        type="text"
        .value=${String(piece.part)}
        ?disabled=${piece.there}
        aria-label='the "${piece.part}" value'
      />
      ${drawn(by, piece.inside)}</label
    >`;
  const { x, wide, inside } = piece as { x: number; wide: boolean; inside: readonly number[] };
  return html`<svg viewBox="0 0 ${x} ${x}" role=${wide ? 'img' : nothing}>
    ${wide ? svg`<path class="line" d="M${x} 0V${x}"></path>` : nothing}
    ${inside.map((at) => svg`<rect x=${at} width="5"></rect>`)}
  </svg>`;
}

const plain = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.integer(),
  fc.constantFrom(null, undefined, lit.nothing),
);
const { piece } = fc.letrec<{ piece: Piece }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small' },
    plain,
    fc.array(tie('piece'), { maxLength: 4 }),
    fc.record({
      title: fc.option(fc.string({ maxLength: 3 })),
      part: fc.integer(),
      there: fc.boolean(),
      inside: tie('piece'),
    }),
    fc.record({ x: fc.nat(9), wide: fc.boolean(), inside: fc.array(fc.nat(9), { maxLength: 3 }) }),
  ),
}));

/** What a person and a style sheet see of it. */
const seen = (root: HTMLElement) =>
  root.innerHTML.replace(/<!--[^]*?-->/g, '') +
  [...root.querySelectorAll('input')].map(({ value, disabled }) => `${value} ${disabled}`).join();

it('templates of figures draw what Lit draws, and draw over it what Lit draws over it', () => {
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => {
      const [ours, theirs] = [document.createElement('div'), document.createElement('div')];
      for (const each of pieces) {
        own.render(drawn(own as unknown as Library, each), ours);
        lit.render(drawn(lit, each), theirs);
        expect(seen(ours)).to.equal(seen(theirs));
      }
    }),
    { numRuns: 150 },
  );
});

it('a value without quotes ends where its tag does', () => {
  const root = document.createElement('div');
  // prettier-ignore
  own.render(own.html`<input title=${'a'}/><input title=${'b'}>`, root);
  expect([...root.querySelectorAll('input')].map(({ title }) => title)).to.deep.equal(['a', 'b']);
});

it('an element stays the same one while its values change, and hears with what was drawn last', () => {
  const root = document.createElement('div');
  const heard: number[] = [];
  const draw = (n: number) =>
    own.render(
      own.html`<button type="button" @click=${() => heard.push(n)}>${n}</button>${n > 1 ? own.html`<p>${n}</p>` : own.nothing}`,
      root,
    );
  draw(1);
  const button = root.querySelector('button')!;
  button.click();
  draw(2);
  expect(root.querySelector('button')).to.equal(button);
  button.click();
  expect(heard).to.deep.equal([1, 2]);
  expect(root.textContent).to.equal('22');
});
