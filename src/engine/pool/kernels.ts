import columns from '../generated/columns';
import packing from '../generated/packing';
import { decodeKernel } from '../wasm';
import { Generator } from './generator';
import { localMember } from './local-member';
import type { Member } from './member';
import { Searcher } from './searcher';

/** A member with both kernels on this thread. */
export async function bothKernels(): Promise<Member & { readonly searcher: Searcher }> {
  const searcher = await Searcher.create(await decodeKernel(packing));
  const generator = await Generator.create(await decodeKernel(columns));
  return { ...localMember(searcher, generator), searcher };
}
