import { STORY_STEPS } from '../../sampling/story/screen';

/** `?embed=` at the folder of the figures: the page of the kind that has such a figure, which refuses what neither has. */
const asked = new URLSearchParams(location.search).get('embed');
if (asked !== null) {
  const name = STORY_STEPS.some((step) => step === asked) ? 'sampling-demo' : 'dispatch-lab';
  location.replace(`${name}.html${location.search}`);
}
