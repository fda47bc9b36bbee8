import { crowd } from '../estate/crowd';
import { isoMoment } from '../estate/moment';
import type { Finding } from '../estate/finding';

/** `1,234`. */
export function thousands(value: number): string {
  const whole = Math.round(value);
  return whole >= 0 && whole < 1000 ? String(whole) : whole.toLocaleString('en-US');
}

/** `1 row`, `1,234 rows`. */
export function plural(value: number, noun: string, many = `${noun}s`): string {
  return `${thousands(value)} ${value === 1 ? noun : many}`;
}

/** Findings of many servers that say the same, as one. */
export function grouped(findings: readonly Finding[]): Finding[] {
  const alike = new Map<string, { finding: Finding; where: string[] }>();
  for (const finding of findings) {
    const key = `${finding.level}\u0001${finding.text}\u0001${finding.fix ?? ''}`;
    const before = alike.get(key);
    if (before) before.where.push(finding.where);
    else alike.set(key, { finding, where: [finding.where] });
  }
  return [...alike.values()].map(({ finding, where }) => ({ ...finding, where: crowd(where) }));
}

/** A moment of wall-clock time: `2023-04-28 05:55:48`. */
export function moment(ms: number): string {
  return Number.isFinite(ms) ? isoMoment(ms).replace('T', ' ') : 'no time';
}

/** A stretch of time in one or two units: `48 h`, `15 s`, `3 d 4 h`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 100) return `${Number(seconds.toPrecision(3))} s`;
  const minutes = seconds / 60;
  if (minutes < 100) return `${Number(minutes.toPrecision(3))} min`;
  const hours = minutes / 60;
  if (hours < 49) return `${Number(hours.toPrecision(3))} h`;
  return `${Number((hours / 24).toPrecision(3))} days`;
}

/** A cell as it is quoted in a message: short, on one line. */
export function quoted(text: string): string {
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return plain.length > 60 ? `"${plain.slice(0, 57)}..."` : `"${plain}"`;
}
