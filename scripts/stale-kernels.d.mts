export function refuseStaleKernels(root: string, builds: readonly ('release' | 'debug')[]): void;
