import { html, type TemplateResult } from 'lit';
import '../parts/how';
import type { Term } from './glossary';
import { piecesOf } from './pieces';
import { unbroken } from './unbroken';

/** A text with the words of the glossary in it, drawn: words that are explained are underlined with dots. */
export const prosed = (text: string, seen?: Set<Term>): readonly (string | TemplateResult)[] =>
  piecesOf(unbroken(text), seen).map((piece) =>
    typeof piece === 'string' ? piece : html`<hf-term .term=${piece.term}>${piece.text}</hf-term>`,
  );
