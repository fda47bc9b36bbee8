import { lazy } from '../../engine/door/lazy';
import type { IntakeOptions } from '../../intake/options';
import type { Reading } from '../../estate/recording';
import type { ReadHooks } from './services';

/** The reader and its worker come with the first file: the first fold needs neither. */
const reader = lazy(async () => (await import('../../intake/browser')).createBrowserIntake());

/** Reads a file in the page's reader, which all views share. */
export async function readPicked(
  file: File,
  hooks: ReadHooks | undefined,
  options: IntakeOptions,
): Promise<Reading> {
  const onProgress = ({ bytes, total }: { bytes: number; total: number | null }): void =>
    hooks?.onProgress(total ? bytes / total : 0);
  return (await reader()).readFile(file.name, file, options, onProgress, hooks?.signal);
}
