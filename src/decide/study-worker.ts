import { localHost } from '../dispatch/local';
import { DispatchKernel } from '../engine/dispatch/kernel';
import { servePage } from '../engine/door/serve';
import dispatch from '../engine/generated/dispatch';
import { createLocalEngine } from '../engine/local';
import { decodeKernel } from '../engine/wasm';
import { studyCalls } from './study-calls';

// The kernel is imported as text, not lazily: a worker made from a blob cannot import anything by address.
servePage(() =>
  studyCalls(createLocalEngine, async () =>
    localHost(await DispatchKernel.from(await decodeKernel(dispatch))),
  ),
);
