import type { Meter, Shape } from '../../../sampling/ask';
import { averageOf, known, points, quantile, shareText, variance } from '../pictures';
import type { MeterReading } from '../reading';
import { directed, errorVerdict, heapsOf } from '../verdict';

/** What somebody said before the answer was seen: a number, %, or what the readings are like. */
export type Guessed = number | Shape;

/** What is known once the run is over. */
export interface GuessFacts {
  readonly readings: readonly MeterReading[];
  readonly meter: Meter;
  /** The load on a machine of its own, as a share; null where there is no single one. */
  readonly wanted: number | null;
}

export interface Judgement {
  readonly right: boolean;
  /** `You said 30 %: 70.0 points too low.` */
  readonly verdict: string;
  /** The belief behind the guess, by name, and why it fails; empty for a right one. */
  readonly belief: string;
}

/** A guess this close to a reading is right, as a share of 1. */
const CLOSE = 0.02;

/** What the readings of a meter are like, beside what was used. */
export function readingShape(readings: readonly MeterReading[], meter: Meter): Shape {
  const errors = readings.map((each) => each[meter] - each.used);
  if (errorVerdict(errors).kind === 'never') return 'extremes';
  const off = known(errors);
  if (off.sure && Math.abs(off.mean) > CLOSE) return off.mean > 0 ? 'high' : 'low';
  return errors.length > 1 && Math.sqrt(variance(errors)) > CLOSE / 2 ? 'scattered' : 'right';
}

/** Judges a guess against the whole set of readings, never against the mean of heaps. */
export function judgeGuess(said: Guessed, facts: GuessFacts): Judgement {
  return typeof said === 'number' ? judgeNumber(said / 100, facts) : judgeShape(said, facts);
}

/** What a meter is called in a sentence. */
export const METER_NAMES: Readonly<Record<Meter, string>> = {
  processor: 'Task Manager',
  process: 'the list of its processes',
};

function judgeNumber(guess: number, { readings, meter, wanted }: GuessFacts): Judgement {
  const shown = readings.map((each) => each[meter]);
  const used = averageOf(readings.map((each) => each.used));
  const sorted = [...shown].sort((a, b) => a - b);
  const [low, high] = [quantile(sorted, 0.025), quantile(sorted, 0.975)];
  const heaps = heapsOf(shown);
  const said = `You said ${shareText(guess)}`;
  const hit = heaps.find((heap) => guess >= heap.low - CLOSE && guess <= heap.high + CLOSE);
  if (heaps.length > 1 && errorVerdict(shown.map((value, i) => value - readings[i].used)).kind === 'never') {
    const others = heaps.filter((heap) => heap !== hit).map((heap) => shareText((heap.low + heap.high) / 2));
    if (hit)
      return {
        right: true,
        verdict: `${said}: so do ${shareText(hit.share)} of the readings; the others show ${others.join(' or ')}.`,
        belief: '',
      };
    const near = Math.abs(guess - used) <= CLOSE;
    return {
      right: false,
      verdict: `${said}: no reading shows that. They show ${others.join(' or ')}.`,
      belief: near
        ? `The belief in averages: ${shareText(used)} is what it uses, and what very many readings average to. A clock in step with the work sees it always or never.`
        : 'The belief in something between: looks that fall on the same moment each time tell the same thing each time.',
    };
  }
  if (guess >= low - CLOSE && guess <= high + CLOSE)
    return { right: true, verdict: `${said}: right.`, belief: '' };
  const middle = averageOf(shown);
  const other: Meter = meter === 'processor' ? 'process' : 'processor';
  return {
    right: false,
    verdict: `${said}: ${directed(guess - middle)}.`,
    belief: beliefOf(guess, {
      used,
      wanted,
      middle,
      other: averageOf(readings.map((each) => each[other])),
      otherName: METER_NAMES[other],
      waited: averageOf(readings.map((each) => each.waited)),
    }),
  };
}

interface Around {
  readonly used: number;
  readonly wanted: number | null;
  readonly middle: number;
  readonly other: number;
  readonly otherName: string;
  readonly waited: number;
}

/** The belief that leads to a wrong number. */
function beliefOf(guess: number, { used, wanted, middle, other, otherName, waited }: Around): string {
  const is = (value: number | null) => value !== null && Math.abs(guess - value) <= CLOSE;
  // Near both, it is the one that is clearly nearer.
  const apart = wanted === null ? 0 : Math.abs(guess - used) - Math.abs(guess - wanted);
  if (is(used) && apart < CLOSE / 4)
    return `The belief in an honest meter: ${shareText(used)} is what it really used, and only the host knows that.`;
  if (is(other)) return `The other meter: that is what ${otherName} shows. The two contradict each other.`;
  if (is(wanted))
    return `The belief in a machine of its own: ${shareText(guess)} is what it would show if nobody shared the processor and no tick were lost.`;
  if (waited > CLOSE && guess > middle && middle > used)
    return `Too much mistrust: what it waited, ${points(waited)} points, is all that can be counted besides what it used.`;
  if (waited > CLOSE && guess < middle && middle > used)
    return `The belief in less: what it waited, ${points(waited)} points, is counted with what it used.`;
  return guess > middle
    ? 'The belief in a whole tick for each look: a tick goes to whoever runs at that moment, and more often than not that is nobody or somebody else.'
    : 'The belief in missed work: what looks miss at one time they overcount at another, unless they come in step with it.';
}

/** What each wrong choice believes. */
const BELIEFS: Readonly<Record<Shape, string>> = {
  right: 'The belief in an honest meter: it looks at one moment of each tick and measures nothing.',
  scattered: 'The belief in averages: they mend what varies by chance, not what is the same each time.',
  extremes: 'The belief in all or nothing: that takes looks in step with the work.',
  low: 'The belief in missed work: most bursts are missed, but one that is seen is charged a whole tick, and the two make up for each other.',
  high: 'The belief in overcharging: a whole tick for a short burst is much, but most bursts are not seen at all, and the two make up for each other.',
};

/** What readings of each shape are like, in words. */
export const SHAPE_WORDS: Readonly<Record<Shape, string>> = {
  right: 'each reading is right',
  scattered: 'right on average, each reading off by some points',
  extremes: 'no reading is right, only the mean of many',
  low: 'too low, each time',
  high: 'too high, each time',
};

function judgeShape(said: Shape, { readings, meter }: GuessFacts): Judgement {
  const shape = readingShape(readings, meter);
  const right = shape === said;
  return {
    right,
    verdict: right ? 'You said so: right.' : `You said otherwise: ${SHAPE_WORDS[shape]}.`,
    belief: right ? '' : BELIEFS[said],
  };
}
