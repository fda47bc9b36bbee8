/**
 * Draws what `gap.ts` has measured: the gap between plan and bound against seconds of processor, a panel for each
 * instance, a line for each label. Reads `build/gap.jsonl` (or the files named), writes `docs/gap.svg`.
 *
 * `npx tsx bench/gap-picture.ts [FILE...]`
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Moment } from './gap';

interface Curve {
  readonly label: string;
  readonly instance: string;
  readonly moments: readonly Moment[];
}

/** Size of a panel, room around it, and panels side by side, in pixels. */
const [WIDTH, HEIGHT] = [250, 150];
const [LEFT, TOP, RIGHT, BOTTOM] = [44, 40, 14, 40];
const ACROSS = 3;
/** The first second of processor drawn. */
const FIRST = 0.3;

const gapOf = ({ cost, bound }: Moment) => (100 * (cost - bound)) / bound;

/** Whole seconds and gaps to label: three marks or four. */
function marks(most: number): number[] {
  const step = [1, 2, 5, 10, 20, 50, 100].find((s) => most / s <= 4) ?? 200;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, k) => k * step);
}

/** One instance: its curves as steps over a logarithmic axis of seconds. */
function panel(instance: string, curves: readonly Curve[], labels: readonly string[]): string {
  const end = Math.max(...curves.flatMap(({ moments }) => moments.map(({ seconds }) => seconds)));
  const drawn = curves.map(({ label, moments }) => ({
    label,
    moments: moments.map((m) => ({ ...m, seconds: Math.max(FIRST, m.seconds) })),
  }));
  const top = Math.max(1, ...drawn.flatMap(({ moments }) => moments.map(gapOf)));
  const x = (seconds: number) => (Math.log(seconds / FIRST) / Math.log(end / FIRST)) * WIDTH;
  const y = (gap: number) => HEIGHT * (1 - gap / (1.05 * top));
  const out = [`<text class="name" x="0" y="-10">${instance}</text>`];
  for (const gap of marks(top))
    out.push(
      `<path class="grid" d="M0 ${y(gap).toFixed(1)}H${WIDTH}"/>`,
      `<text x="-6" y="${(y(gap) + 4).toFixed(1)}" text-anchor="end">${gap}</text>`,
    );
  for (const s of [FIRST, 1, 3, 10, 30, 100].filter((s) => s <= end * 1.05))
    out.push(
      `<path class="grid" d="M${x(s).toFixed(1)} 0V${HEIGHT}"/>`,
      `<text x="${x(s).toFixed(1)}" y="${HEIGHT + 16}" text-anchor="middle">${s}</text>`,
    );
  out.push(`<text x="${WIDTH / 2}" y="${HEIGHT + 32}" text-anchor="middle">seconds of processor</text>`);
  out.push(`<text transform="translate(-32 ${HEIGHT / 2}) rotate(-90)" text-anchor="middle">gap, %</text>`);
  for (const { label, moments } of drawn) {
    let path = `M${x(moments[0].seconds).toFixed(1)} ${y(gapOf(moments[0])).toFixed(1)}`;
    for (const m of moments.slice(1)) path += `H${x(m.seconds).toFixed(1)}V${y(gapOf(m)).toFixed(1)}`;
    out.push(`<path class="line k${labels.indexOf(label)}" d="${path}"/>`);
  }
  return out.join('\n');
}

/** The whole picture; colours follow the reader's scheme. */
function gapPicture(curves: readonly Curve[]): string {
  const labels = [...new Set(curves.map(({ label }) => label))];
  const instances = [...new Set(curves.map(({ instance }) => instance))];
  const [stepX, stepY] = [LEFT + WIDTH + RIGHT, TOP + HEIGHT + BOTTOM];
  const across = Math.min(ACROSS, instances.length);
  const width = across * stepX;
  const height = Math.ceil(instances.length / across) * stepY + 30;
  const panels = instances.map((instance, i) => {
    const at = `${(i % across) * stepX + LEFT} ${Math.floor(i / across) * stepY + TOP}`;
    const own = curves.filter((curve) => curve.instance === instance);
    return `<g transform="translate(${at})">\n${panel(instance, own, labels)}\n</g>`;
  });
  const key = labels.map(
    (label, k) =>
      `<path class="line k${k}" d="M${LEFT + 150 * k} ${height - 14}h28"/>` +
      `<text x="${LEFT + 150 * k + 34}" y="${height - 10}">${label}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img">
<title>Gap between plan and bound, in % of the bound, against seconds of processor</title>
<style>
svg{background:#fff}text{font:12px system-ui,sans-serif;fill:#333}.name{font-weight:600}
.grid{stroke:#ddd;fill:none}.line{fill:none;stroke-width:2}.k0{stroke:#8a5a00;stroke-dasharray:5 3}.k1{stroke:#0b57d0}
@media(prefers-color-scheme:dark){svg{background:#16181d}text{fill:#ddd}.grid{stroke:#3a3f47}.k0{stroke:#f0b429}.k1{stroke:#7ab4ff}}
</style>
${panels.join('\n')}
${key.join('\n')}
</svg>
`;
}

function draw(files: readonly string[]): void {
  const curves = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Curve),
  );
  writeFileSync(new URL('../docs/gap.svg', import.meta.url), gapPicture(curves));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = process.argv.slice(2);
  draw(files.length > 0 ? files : [new URL('../build/gap.jsonl', import.meta.url).pathname]);
}
