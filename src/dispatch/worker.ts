import { DispatchKernel } from '../engine/dispatch/kernel';
import { servePage } from '../engine/door/serve';
import dispatch from '../engine/generated/dispatch';
import { decodeKernel } from '../engine/wasm';
import { simulatorCalls } from './serve';

// The kernel is imported as text, not lazily: a worker made from a blob cannot import anything by address.
servePage(() => simulatorCalls(async () => DispatchKernel.from(await decodeKernel(dispatch))));
