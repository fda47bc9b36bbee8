import { refuseStaleKernels } from '../scripts/stale-kernels.mjs';

/** No unit test runs on a kernel of other sources; debug builds are not there for everybody. */
export default function setup(): void {
  refuseStaleKernels('.', ['release']);
}
