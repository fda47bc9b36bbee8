/**
 * Installed memory from free memory: the smallest usual size (a power of two, or one and a half times one, MiB) that
 * leaves at least a tenth in use at the moment when most was free. An assumption, marked on the guest.
 * @param available MiB by slot, NaN where missing
 * @returns MiB, or null when nothing was measured
 */
export function guessMemory(available: Float32Array | undefined): number | null {
  let most = 0;
  for (const v of available ?? []) if (v > most) most = v;
  if (most === 0) return null;
  for (let size = 256; ; size *= 2) {
    if (size * 0.9 >= most) return size;
    if (size * 1.5 * 0.9 >= most) return size * 1.5;
  }
}
