import columns from '../generated/columns';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { ColumnGenerator } from './column-generator';
import { localSolver } from './local-solver';
import type { Solver } from './solver';
import { PackingSearch } from './packing-search';

/** A solver with the kernels of packing and of columns on this thread. */
export async function openSolver(): Promise<Solver & { readonly packing: PackingSearch }> {
  const search = await PackingSearch.create(await decodeKernel(packing));
  const generator = await ColumnGenerator.create(await decodeKernel(columns));
  return { ...localSolver(search, generator), packing: search };
}
