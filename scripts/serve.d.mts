export function fileFor(folder: string, address: string): string | undefined;
export function serve(options: {
  folder: string;
  port?: number;
}): Promise<{ address: string; close: () => Promise<void> }>;
