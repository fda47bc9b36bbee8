const grouped = /* @__PURE__ */ new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count: `1,052`. */
export function count(value: number): string {
  return grouped.format(value);
}

/** A noun with its count: `1 host`, `5 hosts`. */
export function many(value: number, one: string, more = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : more}`;
}

/** A measured figure with three significant digits at most: `0.17`, `1.6`, `31.8`, `1,240`. */
export function figure(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100) return grouped.format(value);
  if (size >= 10) return value.toFixed(1);
  if (size === 0) return '0';
  return value.toFixed(size >= 0.1 ? 2 : 3);
}

const oneDecimal = /* @__PURE__ */ new Intl.NumberFormat('en', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

/** A figure with one decimal, for columns that are compared: `4.2`, `1,614.4`. */
export function tenths(value: number): string {
  return Number.isFinite(value) ? oneDecimal.format(value) : '–';
}

/** Gibibytes of a value in MiB, without zeros that say nothing: `4`, `1.5`. */
export function gibibytes(mebibytes: number): string {
  return String(Number((mebibytes / 1024).toFixed(1)));
}

/** A share of 1 as a percentage without decimals: `80 %`. A true rest below 0.5 % is not rounded away to full. */
export function percent(fraction: number): string {
  if (!Number.isFinite(fraction)) return '–';
  return `${Math.round(fraction * 100)}\u00a0%`;
}

/** Memory in MiB, shown in GiB from 1 GiB on. */
export function memory(mebibytes: number): string {
  if (!Number.isFinite(mebibytes)) return '–';
  return mebibytes >= 1024 ? `${figure(mebibytes / 1024)}\u00a0GiB` : `${figure(mebibytes)}\u00a0MiB`;
}

/** A value of a resource with the unit people read. */
export function amount(value: number, unit: string): string {
  return unit === 'MiB' ? memory(value) : `${figure(value)}\u00a0${unit}`;
}

/** Bytes of a file: `12.4 MB`. */
export function bytes(value: number): string {
  if (value < 1000) return `${value}\u00a0B`;
  return value < 1e6 ? `${figure(value / 1e3)}\u00a0kB` : `${figure(value / 1e6)}\u00a0MB`;
}

/** Seconds of work: `0.12 s`, `34 ms`. */
export function seconds(value: number): string {
  return value < 0.1 ? `${Math.max(1, Math.round(value * 1000))}\u00a0ms` : `${figure(value)}\u00a0s`;
}
