import columns from '../generated/columns';
import even from '../generated/even';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { ColumnGenerator } from './column-generator';
import { EvenKernel } from '../even/kernel';
import { localSolver } from './local-solver';
import type { Solver } from './solver';
import { PackingSearch } from './packing-search';

/** A solver with the kernels of packing and of columns on this thread. */
export async function openSolver(): Promise<Solver & { readonly packing: PackingSearch }> {
  const search = await PackingSearch.create(await decodeKernel(packing));
  const generator = await ColumnGenerator.create(await decodeKernel(columns));
  const bytes = await decodeKernel(even);
  // A kernel of another version is refused now, by name, and not once a plan is left as it was.
  let first: EvenKernel | null = await EvenKernel.create(bytes);
  const openEven = async () => {
    const kernel = first ?? (await EvenKernel.create(bytes));
    first = null;
    return kernel;
  };
  return { ...localSolver(search, generator, openEven), packing: search };
}
