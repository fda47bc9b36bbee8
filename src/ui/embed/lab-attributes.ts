import { COMMON_ATTRIBUTES, type Attribute } from './attributes';
import { LAB_FIGURES } from './labs';

/** What `<hostfold-dispatch-lab>` takes. */
export const LAB_ATTRIBUTES: readonly Attribute[] = [
  {
    name: 'preset',
    kind: 'word',
    words: LAB_FIGURES.map(({ id }) => id),
    usual: LAB_FIGURES[0].id,
  },
  ...COMMON_ATTRIBUTES,
];
