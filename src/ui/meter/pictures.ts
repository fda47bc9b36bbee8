/** Pieces that the view's pictures share. */

/** A line through points; a gap where a value is not a number. */
export function linePath(points: readonly (readonly [x: number, y: number])[]): string {
  let path = '';
  let open = false;
  for (const [x, y] of points) {
    if (Number.isNaN(y)) {
      open = false;
      continue;
    }
    path += `${open ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    open = true;
  }
  return path;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Sample variance; NaN for fewer than two. */
export function variance(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1);
}

/** The value below which a share q of the sorted values lies. */
export function quantile(sorted: readonly number[], q: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(q * sorted.length) - 1))];
}

/** A share as a percentage with a decimal where it tells something: `22.5 %`, `100 %`. */
export function share(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–';
  const value = 100 * fraction;
  const text = value.toFixed(1);
  return `${text.endsWith('.0') ? text.slice(0, -2) : text} %`;
}
