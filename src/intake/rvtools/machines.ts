import { restingUnder } from '../table/resting';
import type { SheetKind } from './columns';
import { machineRows, type RvRow, type RvSheet } from './rows';

/** A virtual machine with what each sheet says of it. */
export interface Machine {
  /** As it is shown: with its number or host where others have the same name. */
  name: string;
  readonly vm: string;
  readonly rows: Partial<Record<SheetKind, RvRow[]>>;
  /** Why it takes no part; null where it runs. */
  resting: string | null;
}

/** Sheets with a row for each machine, those that name all of them first. */
const EACH: readonly SheetKind[] = ['info', 'cpu', 'memory', 'tools'];
const SEVERAL: readonly SheetKind[] = ['partition', 'disk', 'network'];

/**
 * The machines of all sheets: joined by their numbers where sheets have them, else by name and host, else by name. Two of
 * one name stay two.
 * @param source the file, for why a machine takes no part
 */
export function machinesIn(sheets: readonly RvSheet[], source: string): Machine[] {
  const machines: Machine[] = [];
  const byIdentity = new Map<string, Machine>();
  const byPlace = new Map<string, Machine[]>();
  const byName = new Map<string, Machine[]>();
  const nameKey = (row: RvRow) => row.text('vm').toLowerCase();
  const placeKey = (row: RvRow) => `${nameKey(row)}\u0001${row.text('host').toLowerCase()}`;
  const note = (map: Map<string, Machine[]>, key: string, machine: Machine) => {
    const known = map.get(key);
    if (!known) map.set(key, [machine]);
    else if (!known.includes(machine)) known.push(machine);
  };
  const only = (found: readonly Machine[] | undefined, kind: SheetKind, once: boolean) =>
    found?.length === 1 && !(once && found[0].rows[kind]) ? found[0] : null;

  const take = (row: RvRow, kind: SheetKind, once: boolean) => {
    const vm = row.text('vm');
    if (vm === '') return;
    const { identity } = row;
    const found =
      (identity && byIdentity.get(identity)) ||
      (identity && byName.get(nameKey(row))?.some((each) => identityOf(each) !== '')
        ? null
        : (only(byPlace.get(placeKey(row)), kind, once) ?? only(byName.get(nameKey(row)), kind, once)));
    const machine = found || { name: vm, vm, rows: {}, resting: null };
    if (!found) machines.push(machine);
    const rows = machine.rows[kind];
    if (rows) rows.push(row);
    else machine.rows[kind] = [row];
    if (identity) byIdentity.set(identity, machine);
    note(byPlace, placeKey(row), machine);
    note(byName, nameKey(row), machine);
  };
  for (const kinds of [EACH, SEVERAL]) {
    for (const kind of kinds) {
      for (const sheet of sheets) {
        if (sheet.kind !== kind) continue;
        for (const row of machineRows(sheet)) take(row, kind, kinds === EACH);
      }
    }
  }
  for (const alike of byName.values()) if (alike.length > 1) tellApart(alike);
  for (const machine of machines) machine.resting = restingOf(machine, source);
  return machines;
}

/** The row that speaks first of a machine. */
export function firstRow({ rows }: Machine): RvRow {
  return [...EACH, ...SEVERAL].flatMap((kind) => rows[kind] ?? [])[0];
}

const identityOf = (machine: Machine): string => firstRow(machine).identity;

/** Machines of one name get what differs beside it: number, host, or the place in the list. */
function tellApart(alike: readonly Machine[]): void {
  const words = (['id', 'host', 'uuid'] as const).find((id) => {
    const texts = alike.map((machine) => firstRow(machine).text(id));
    return texts.every((text) => text !== '') && new Set(texts).size === texts.length;
  });
  alike.forEach((machine, k) => {
    machine.name = `${machine.vm} (${words ? firstRow(machine).text(words) : `${k + 1} of ${alike.length}`})`;
  });
}

const STATES = restingUnder(['Powerstate', 'Template']).of;

function restingOf(machine: Machine, source: string): string | null {
  const row = firstRow(machine);
  const why = STATES([row.text('power'), row.text('template')]);
  if (why) return why === 'a template' ? `a template in ${source}` : `${why} in ${source}: it does not run`;
  return /^(true|1|yes)$/i.test(row.text('placeholder'))
    ? `a placeholder for recovery in ${source}: it does not run`
    : null;
}
