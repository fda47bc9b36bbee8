/** The base of an experiment made from a host of a plan: it holds what was measured, and stays out of addresses. */
export const FROM_HOST = 'host';
/** Separates two experiments. */
export const BESIDE = '|';
/** Separates the changes of one. */
export const NEXT = ';';

/** Takes two texts apart. */
export function readPair(both: string): readonly [string, string | null] {
  const at = both.indexOf(BESIDE);
  return at < 0 ? [both, null] : [both.slice(0, at), both.slice(at + 1)];
}

/** Whether the text holds a host's measured loads, in either place. */
export function isMeasured(both: string): boolean {
  return readPair(both).some((each) => each?.split(NEXT)[0] === FROM_HOST);
}
