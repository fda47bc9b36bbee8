import { crowd } from './crowd';
import type { Finding } from './finding';
import { groupedBy } from './grouped';
import type { Reading } from './recording';

/** Notes that differ in figures and names alone stand each for itself up to so many. */
const FEW = 4;

/**
 * What the readings of several files say: one finding for what is said in the same words, with all the places where it
 * holds; and one for notes that differ in figures and names alone, where they are many.
 */
export function alikeOverFiles(readings: readonly Reading[]): Finding[] {
  const findings = readings.flatMap((reading) => reading.findings);
  if (readings.length < 2) return findings;
  const likes = groupedBy(findings, (finding) =>
    finding.level === 'info' ? shapeOf(finding) : wordsOf(finding),
  );
  return [...likes.values()].flatMap((like) => {
    const same = [...groupedBy(like, wordsOf).values()];
    if (same.length <= FEW) return same.map(together);
    const [first] = like.sort((a, b) => (a.where < b.where ? -1 : a.where > b.where ? 1 : 0));
    const text = `${first.text} The others say the like, with figures of their own.`;
    return [{ ...first, where: placesOf(like), text }];
  });
}

const wordsOf = ({ level, text, fix, doubt }: Finding): string =>
  [level, text, fix ?? '', doubt?.of ?? ''].join('\u0001');

/** A note without its figures, and without the names that stand behind `of`. */
const shapeOf = ({ text }: Finding): string =>
  text.replace(/ of [^:.]*(?=: )/, ' of').replace(/\d[\d,.:-]*/g, '#');

function together(alike: readonly Finding[]): Finding {
  const [first] = alike;
  if (alike.length === 1) return first;
  const servers = alike.reduce((sum, { doubt }) => sum + (doubt?.servers ?? 0), 0);
  return {
    ...first,
    where: placesOf(alike),
    ...(first.doubt ? { doubt: { ...first.doubt, servers } } : {}),
  };
}

const placesOf = (findings: readonly Finding[]): string =>
  crowd([...new Set(findings.map(({ where }) => where))].sort());
