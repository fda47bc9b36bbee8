export function fileFor(folder: string, address: string): string | undefined;
export function serve(options: {
  folder: string;
  port?: number;
}): Promise<{ address: string; close: () => Promise<void> }>;

/** The port that a person named, undefined for none; ends the process with 2 where it is no port. */
export function portNamed(text: string | undefined, where: string): number | undefined;
