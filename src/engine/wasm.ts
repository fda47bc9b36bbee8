/** What every kernel exports besides its own calls. */
export interface KernelExports {
  readonly memory: WebAssembly.Memory;
  resetArena(): void;
  /** Room for `bytes`, zeroed, aligned to 16; may grow memory, which detaches every view made before. */
  take(bytes: number): number;
  seedRandom(seed: bigint): void;
}

/**
 * A kernel's bytes from the module that the build makes of it: deflated, then base64. Text that a server compresses
 * anew keeps what was saved, for base64 of the bytes themselves hides from it what they repeat.
 */
export async function decodeKernel(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const raw = atob(text);
  const bytes = new Uint8Array(raw.length);
  for (let i = 0; i < raw.length; i++) bytes[i] = raw.charCodeAt(i);
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Uint8Array(await new Response(inflated).arrayBuffer());
}

/**
 * Instantiates a kernel from its bytes.
 * @throws Error with the kernel's own message, file, line and column when one of its assertions fails.
 */
export async function instantiate<E extends KernelExports>(bytes: BufferSource): Promise<E> {
  let memory: WebAssembly.Memory | undefined;
  const text = (at: number) => {
    if (!at || !memory) return '';
    const length = new Uint32Array(memory.buffer, at - 4, 1)[0] >>> 1;
    return String.fromCharCode(...new Uint16Array(memory.buffer, at, length));
  };
  const abort = (message: number, file: number, line: number, column: number) => {
    throw new Error(`kernel: ${text(message)} (${text(file)}:${line}:${column})`);
  };
  const { instance } = await WebAssembly.instantiate(bytes, { env: { abort } });
  const exports = instance.exports as unknown as E;
  memory = exports.memory;
  return exports;
}
