import { html, svg } from 'lit';

/** Four made-up servers, busy at different hours of a day: level, height and hour of the peak, and its width in hours. */
const SERVERS = [
  { level: 0.08, height: 0.5, hour: 4, width: 2.2 },
  { level: 0.1, height: 0.55, hour: 10, width: 2.6 },
  { level: 0.1, height: 0.6, hour: 15, width: 2.4 },
  { level: 0.06, height: 0.5, hour: 20.5, width: 2 },
] as const;
const HOURS = 24;

/** What a server asks at an hour, as a share of a host. */
const loadAt = ({ level, height, hour, width }: (typeof SERVERS)[number], at: number): number =>
  level + height * Math.exp(-(((at - hour) / width) ** 2));

const hours = Array.from({ length: 2 * HOURS + 1 }, (_, k) => k / 2);
/** The loads of the first n servers, added up at each half hour. */
const stack = (n: number): readonly number[] =>
  hours.map((at) => SERVERS.slice(0, n).reduce((sum, server) => sum + loadAt(server, at), 0));

interface Box {
  readonly left: number;
  readonly top: number;
  readonly wide: number;
  readonly high: number;
}

/** An area between two lines of values 0..1 in a box. */
function area(upper: readonly number[], lower: readonly number[], { left, top, wide, high }: Box): string {
  const x = (k: number) => (left + (wide * k) / (upper.length - 1)).toFixed(1);
  const y = (value: number) => (top + high * (1 - value)).toFixed(1);
  const along = upper.map((value, k) => `${x(k)} ${y(value)}`);
  const back = lower.map((value, k) => `${x(k)} ${y(value)}`).reverse();
  return `M${[...along, ...back].join('L')}Z`;
}

const SMALL = { wide: 52, high: 28 };
const HOST: Box = { left: 152, top: 8, wide: 100, high: 68 };

/** What the page does, in one picture: servers that are busy at different hours, and the host that carries all of them. */
export const foldPicture = () =>
  html`<svg
    viewBox="0 0 256 84"
    role="img"
    aria-label="Four servers, busy at different hours, fold onto one host: their loads are added up moment by moment, and the sum stays below its capacity."
  >
    ${SERVERS.map((_, k) => {
      const box = { ...SMALL, left: 2 + 60 * (k % 2), top: 8 + 40 * Math.floor(k / 2) };
      const load = hours.map((at) => loadAt(SERVERS[k], at));
      return svg`<path class="guest g${k + 1}" d=${area(
        load,
        hours.map(() => 0),
        box,
      )}></path>
      <path class="base" d="M${box.left} ${box.top + box.high}h${box.wide}"></path>`;
    })}
    ${svg`<path class="arrow" d="M122 42h18m-6 -6l6 6l-6 6"></path>`}
    ${SERVERS.map((_, k) => svg`<path class="guest g${k + 1}" d=${area(stack(k + 1), stack(k), HOST)}></path>`)}
    ${svg`<path class="base" d="M${HOST.left} ${HOST.top + HOST.high}h${HOST.wide}"></path>
    <path class="capacity" d="M${HOST.left} ${HOST.top}h${HOST.wide}"></path>`}
  </svg>`;
