/** Columns that say whether a machine runs, as hypervisors and their managers head them. */
const STATE =
  /^\W*((power|run|vm|runtime|guest)[ _-]?(state|status)|state|status|powered ?on|zustand|état|estado|состояние)\W*$/i;
const TEMPLATE = /^\W*(is[ _-]?)?template\W*$/i;

const TEMPLATE_STATE = /^\W*template\W*$/i;
const OFF =
  /^\W*(powered[ _-]?off|power(ed)?off|off|stopped|shut ?off|shut[ _-]?down|suspended|saved|deallocated|terminated|halted|ausgeschaltet|arrêtée?|apagad[oa]|выключен[оа]?|0|false|no)\W*$/i;
const YES = /^\W*(true|yes|1|ja|oui|sí|да)\W*$/i;

/** Whether a cell only says that a machine is a template or none, and names no image. */
export const isTemplateFlag = (header: string, cell: string): boolean =>
  TEMPLATE.test(header) && /^(true|false|yes|no|0|1)?$/i.test(cell);

/**
 * Reads from the rows under these headers which machines do not run, and are no part of the load.
 * @returns of a row's cells: `State poweredOff`, `a template`; null where it runs or nothing is said
 */
export function restingUnder(headers: readonly string[]): (cells: readonly string[]) => string | null {
  const telling = headers.flatMap((header, column) => {
    const flag = TEMPLATE.test(header);
    return flag || STATE.test(header) ? [{ header: header.trim(), column, flag }] : [];
  });
  return (cells) => {
    for (const { header, column, flag } of telling) {
      const cell = cells[column]?.trim() ?? '';
      if (flag ? YES.test(cell) : TEMPLATE_STATE.test(cell)) return 'a template';
      if (!flag && OFF.test(cell)) return `${header} ${cell}`;
    }
    return null;
  };
}
