import { main } from '../../src/cli/main';

/** Runs a command line in this process and keeps what it writes. */
export async function hostfold(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = '';
  let err = '';
  const code = await main(args, { out: (t) => (out += `${t}\n`), err: (t) => (err += `${t}\n`) });
  return { code, out, err };
}
