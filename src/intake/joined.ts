import type { Reading } from '../estate/recording';

/** Of the parts of one file (sheets, members) what is asked, understood and shown; of the shape, that of the only part. */
export function joinedAbout(
  parts: readonly Reading[],
): Pick<Reading, 'questions' | 'understood' | 'shape' | 'first' | 'dates'> {
  const [one, ...more] = parts;
  return {
    questions: parts.flatMap(({ questions = [] }) => questions),
    understood: parts.flatMap(({ understood = [] }) => understood),
    ...(more.length === 0 && one?.shape ? { shape: one.shape } : {}),
    ...(one?.first ? { first: one.first } : {}),
    ...(more.length === 0 && one?.dates ? { dates: one.dates } : {}),
  };
}
