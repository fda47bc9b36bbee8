import { refuseStaleKernels } from '../scripts/stale-kernels.mjs';

/** No unit test runs on a kernel of other sources; debug builds are not there for everybody. */
export default function setup(): void {
  try {
    refuseStaleKernels('.', ['release']);
  } catch (error) {
    // The runner cannot print where an error of its own set-up comes from, and then prints nothing of it.
    console.error(`\n${(error as Error).message}\n`);
    process.exit(1);
  }
}
