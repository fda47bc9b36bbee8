import { ColumnKernel } from './columns/kernel';
import { packProblem } from './columns/pack';
import type { PackOptions, PackProgress, PackResult } from './columns/pack';
import columns from './generated/columns';
import packing from './generated/packing';
import { PackingKernel } from './packing/kernel';
import type { FoldProblem } from './packing/problem';
import { decodeBase64 } from './wasm';

/** Packs on the thread it is called on, with search and column generation in turns. */
export async function packLocally(
  problem: FoldProblem,
  options: PackOptions,
  onProgress?: (progress: PackProgress) => void,
): Promise<PackResult> {
  const kernels = {
    packing: await PackingKernel.create(decodeBase64(packing)),
    columns: await ColumnKernel.create(decodeBase64(columns)),
  };
  return packProblem(kernels, problem, options, onProgress);
}
