/** Columns that say whether a machine runs, as hypervisors and their managers head them. */
const STATE =
  /^\W*((power|run|vm|runtime|guest)[ _-]?(state|status)|state|status|powered ?on|zustand|energiezustand|état|estado|stato|toestand|tillstånd|stan|stav|состояние)\W*$/i;
const TEMPLATE = /^\W*(is[ _-]?)?template\W*$/i;

const TEMPLATE_STATE = /^\W*template\W*$/i;
const OFF =
  /^\W*(powered[ _-]?off|power(ed)?off|off|stopped|shut ?off|shut[ _-]?down|suspended|saved|deallocated|terminated|halted|aus|ausgeschaltet|gespeichert|angehalten|gestoppt|arrêtée?|éteinte?|désactivée?|enregistrée?|apagad[oa]|desactivad[oa]|detenid[oa]|spent[oa]|arrestat[oa]|desligad[oa]|uit|uitgeschakeld|av|avstängd|wyłączon[ya]|vypnut[oaý]|выключен[оа]?|0|false|no)\W*$/i;
const YES = /^\W*(true|yes|1|ja|oui|sí|да)\W*$/i;

/** Whether a cell only says that a machine is a template or none, and names no image. */
export const isTemplateFlag = (header: string, cell: string): boolean =>
  TEMPLATE.test(header) && /^(true|false|yes|no|0|1)?$/i.test(cell);

/** Columns that say what an entry of an inventory is, the hosts among its virtual machines, and these. */
const ENTRY = /^\W*((object|entity|resource|machine) ?)?(type|kind|art|typ)\W*$/i;
const HOST_ENTRY =
  /^\W*((esxi?|physical|vmware|hyper-v) ?)?(host|hostsystem|host system|hypervisor|node)\W*$/i;
const VM_ENTRY = /^\W*(vm|virtual ?machine|guest|qemu|lxc|container|virtuelle maschine)\W*$/i;

/** The column that tells virtual machines from the hosts among them; -1 where none does. */
export function entryColumn(
  headers: readonly string[],
  rows: readonly { readonly cells: readonly string[] }[],
): number {
  return headers.findIndex(
    (header, k) => ENTRY.test(header) && rows.some(({ cells }) => VM_ENTRY.test(cells[k] ?? '')),
  );
}

/** Whether a cell of such a column says that its row is a host. */
export const isHostEntry = (cell: string | undefined): boolean => HOST_ENTRY.test(cell ?? '');

/**
 * Reads from the rows under these headers which machines do not run, and are no part of the load.
 * @returns the columns that tell it; and of a row's cells: `State poweredOff`, `a template`, null where it runs or nothing
 * is said
 */
export function restingUnder(headers: readonly string[]): {
  readonly columns: readonly number[];
  readonly of: (cells: readonly string[]) => string | null;
} {
  const telling = headers.flatMap((header, column) => {
    const flag = TEMPLATE.test(header);
    return flag || STATE.test(header) ? [{ header: header.trim(), column, flag }] : [];
  });
  const of = (cells: readonly string[]) => {
    for (const { header, column, flag } of telling) {
      const cell = cells[column]?.trim() ?? '';
      if (flag ? YES.test(cell) : TEMPLATE_STATE.test(cell)) return 'a template';
      if (!flag && OFF.test(cell)) return `${header} ${cell}`;
    }
    return null;
  };
  return { columns: telling.map(({ column }) => column), of };
}
