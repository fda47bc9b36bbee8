/** Columns that say whether a machine runs, as hypervisors and their managers head them. */
const STATE =
  /^\W*((power|run|vm|runtime|guest)[ _-]?(state|status)|state|status|powered ?on|zustand|état|estado|состояние)\W*$/i;
const TEMPLATE = /^\W*(is[ _-]?)?template\W*$/i;

const OFF =
  /^\W*(powered[ _-]?off|power(ed)?off|off|stopped|shut ?off|shut[ _-]?down|suspended|saved|deallocated|terminated|halted|ausgeschaltet|arrêtée?|apagad[oa]|выключен[оа]?|0|false|no)\W*$/i;
const YES = /^\W*(true|yes|1|ja|oui|sí|да)\W*$/i;

/** Whether a cell only says that a machine is a template or none, and names no image. */
export const isTemplateFlag = (header: string, cell: string): boolean =>
  TEMPLATE.test(header) && /^(true|false|yes|no|0|1)?$/i.test(cell);

/**
 * What a row says of a machine that does not run: `powered off`, `a template`; null where it runs or nothing is said.
 * Such a machine is no part of the load.
 */
export function restingIn(headers: readonly string[], cells: readonly string[]): string | null {
  for (const [k, header] of headers.entries()) {
    const cell = cells[k]?.trim() ?? '';
    if (TEMPLATE.test(header) && YES.test(cell)) return 'a template';
    if (!STATE.test(header)) continue;
    if (/^\W*template\W*$/i.test(cell)) return 'a template';
    if (OFF.test(cell)) return `${header.trim()} ${cell}`;
  }
  return null;
}
