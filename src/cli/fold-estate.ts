import { ahead } from '../estate/ahead';
import { assemble } from '../estate/assemble';
import { withAssumedUse } from '../estate/assume';
import type { Estate } from '../estate/estate';
import { InputError } from '../estate/finding';
import type { Reading } from '../estate/recording';
import { kindsOfToday } from '../overhead/todays-kinds';
import type { SourceNote } from '../scenario/document';
import type { Scenario } from '../scenario/scenario';
import type { Anonymiser } from './anonymise';
import { asksToday, scenarioOf, type Chosen, type Values } from './fold-options';
import { sayFinding, type Io } from './io';
import { intakeOptions, readAll } from './readings';

/** Servers as they were measured or are assumed to be, and as they are wanted to be folded. @throws InputError */
export function estateAhead(
  readings: readonly Reading[],
  tables: readonly string[],
  scenario: Scenario,
): { readonly measured: Estate; readonly estate: Estate } {
  const measured = withAssumedUse(assemble(readings, { ...scenario, tables }), scenario);
  refuseStrangers(measured, scenario);
  return { measured, estate: ahead(measured, scenario) };
}

/** An option that names a server which is not there is refused. */
export function refuseStrangers({ guests }: Estate, { rescheduled = {} }: Scenario): void {
  const names = new Set(guests.map(({ name }) => name));
  const stranger = Object.keys(rescheduled).find((name) => !names.has(name));
  if (stranger !== undefined)
    throw new InputError(
      '--reschedule',
      `found ${JSON.stringify(stranger)}; expected the name of a server.`,
      `Servers: ${[...names].slice(0, 8).join(', ')}${names.size > 8 ? ', ...' : ''}.`,
    );
}

/** Reads all files, and says what of them and of a saved scenario could not be used. */
export async function estateFrom(
  paths: readonly string[],
  values: Values,
  io: Io,
  cover: Anonymiser | null,
): Promise<{
  /** As it was measured. */
  measured: Estate;
  /** As it is folded. */
  estate: Estate;
  scenario: Scenario;
  files: readonly SourceNote[];
}> {
  const readings: Reading[] = [];
  let chosen: Chosen;
  try {
    chosen = await scenarioOf(values);
    const options = await intakeOptions(values.map, chosen.scenario.mapped, values.decimal);
    // Names of files are names, too.
    readings.push(...(await readAll(paths, options, cover ? { err: () => undefined } : io)));
  } catch (error) {
    throw cover ? cover.error(error) : error;
  }
  const renamed = cover?.rename(readings, chosen.scenario) ?? { readings, scenario: chosen.scenario };
  for (const finding of chosen.findings) io.err(sayFinding(cover ? cover.finding(finding) : finding));
  const tables = values.guests === undefined ? [] : [renamed.readings.at(-1)!.name];
  const { measured, estate } = estateAhead(renamed.readings, tables, renamed.scenario);
  const scenario = asksToday(values.host)
    ? { ...renamed.scenario, hosts: kindsOfToday(estate.today ?? []) }
    : renamed.scenario;
  const files = renamed.readings.map(({ name, bytes }) => ({ name, bytes }));
  if (estate.guests.length > 0 || estate.unmeasured || estate.questions?.length)
    return { measured, estate, scenario, files };
  for (const finding of estate.findings) io.err(sayFinding(finding));
  throw new InputError('fold', 'found no server with usable figures; expected at least one.');
}
