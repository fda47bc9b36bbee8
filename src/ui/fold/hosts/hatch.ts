/** The part of a layer in columns of which most was not measured. @param px where a column stands */
export function hatchPath(
  standIn: Uint8Array,
  lower: readonly number[],
  upper: readonly number[],
  px: (column: number) => string,
): string {
  let path = '';
  const last = standIn.length - 1;
  for (let from = 0; from <= last; from++) {
    if (!standIn[from]) continue;
    let to = from;
    while (to < last && standIn[to + 1]) to++;
    // A stretch reaches half way to its neighbours, for a column has no width of its own.
    const stretch = [Math.max(0, from - 0.5), ...range(from, to), Math.min(last, to + 0.5)];
    const at = (edge: readonly number[], c: number) => edge[Math.min(to, Math.max(from, c))].toFixed(1);
    path += stretch.map((c, k) => `${k ? 'L' : 'M'}${px(c)} ${at(upper, Math.round(c))}`).join('');
    path += stretch
      .reverse()
      .map((c) => `L${px(c)} ${at(lower, Math.round(c))}`)
      .join('');
    path += 'Z';
    from = to;
  }
  return path;
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, k) => from + k);
