import type { Keeping } from './keeping';

/**
 * Saves the scenario file.
 * @param from where the key was pressed: what is typed in a field counts once the field is left
 * @returns what was done, or nothing where the page tells why it was not
 */
export async function saveByKey(keeping: Keeping, from: EventTarget | undefined): Promise<string> {
  if (from instanceof HTMLElement) {
    from.blur();
    from.focus();
  }
  const desk = await keeping.open();
  await desk.saveFile(false);
  return desk.trouble ? '' : 'Scenario saved, without data';
}

/** Asks for files, and has them taken as if they had been dropped. */
export function openByKey(keeping: Keeping): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => void keeping.take([...(input.files ?? [])]));
  input.click();
}
