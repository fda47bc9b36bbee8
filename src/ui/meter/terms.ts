import { html } from 'lit';
import '../parts/how';
import type { Term } from '../text/glossary';

/** A word of the glossary, underlined with dots. */
export const term = (name: Term, text: string = name) => html`<hf-term .term=${name}>${text}</hf-term>`;
