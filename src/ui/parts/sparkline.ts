import { svg, type SVGTemplateResult } from 'lit';

/** Columns that a small picture is drawn with; more could not be told apart. */
const COLUMNS = 64;

/**
 * A series as a path in a box of width x height, drawn over its own range 0..top.
 * Each column shows the highest value of its slots, so that no peak is lost; missing slots leave a gap; one value alone
 * is a level.
 */
export function sparkPath(series: Float32Array, top: number, width: number, height: number): string {
  const columns = Math.min(COLUMNS, series.length);
  if (columns === 0 || !(top > 0)) return '';
  let path = '';
  let drawing = false;
  for (let c = 0; c < columns; c++) {
    const from = Math.floor((c * series.length) / columns);
    const to = Math.floor(((c + 1) * series.length) / columns);
    let high = NaN;
    for (let s = from; s < to; s++) if (!(series[s] <= high) && series[s] === series[s]) high = series[s];
    if (Number.isNaN(high)) {
      drawing = false;
      continue;
    }
    const x = (c / (columns - 1)) * width;
    const y = height - (Math.min(high, top) / top) * height;
    // The only slot there is lasts as long as the picture.
    if (columns === 1) return `M0 ${y.toFixed(1)}h${width}`;
    // A point that stands alone is a dot: a line of no length with round ends.
    path += drawing ? `L${x.toFixed(1)} ${y.toFixed(1)}` : `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
    drawing = true;
  }
  return path;
}

/** The path as a picture; decorative, since the table beside it has the figures. */
export function sparkline(path: string, width: number, height: number): SVGTemplateResult {
  return svg`<svg class="spark" width=${width} height=${height + 2} viewBox="0 -1 ${width} ${height + 2}" aria-hidden="true">
    <line class="zero" x1="0" x2=${width} y1=${height} y2=${height}></line><path d=${path}></path></svg>`;
}
