export interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
}
export function loadedFirst(manifest: Readonly<Record<string, Chunk>>): string[];
