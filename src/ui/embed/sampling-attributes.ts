import { STORY_STEPS } from '../../sampling/story/screen';
import { COMMON_ATTRIBUTES, type Attribute } from './attributes';

/** What `<hostfold-sampling-demo>` takes: checked by this table, and documented from it. */
export const SAMPLING_ATTRIBUTES: readonly Attribute[] = [
  {
    name: 'step',
    kind: 'word',
    words: STORY_STEPS,
    usual: STORY_STEPS[0],
  },
  ...COMMON_ATTRIBUTES,
];
