import type { Finding } from '../../estate/finding';
import { InputError } from '../../estate/finding';
import { parseExperiment, type Experiment, type ExperimentInput } from '../../dispatch/experiment';
import { applyChanges, CUSTOM, readLink, writeLink } from '../../dispatch/link';
import { METER_PRESETS, type MeterPreset } from '../../sampling/presets';

/** Which of its meters the guest is asked by: what is not idle, or what its processes are charged. */
export type Meter = 'processor' | 'process';

/** A demonstration as the address holds it: a preset and what differs, and what that comes to. */
export interface Specimen {
  /** Its text in the address. */
  readonly link: string;
  readonly preset: MeterPreset;
  readonly input: ExperimentInput;
  readonly experiment: Experiment;
  readonly meter: Meter;
  /** What in the text could not be used. */
  readonly problem: Finding | null;
}

/** Presets whose point is about processes. */
const OF_PROCESSES: ReadonlySet<string> = new Set(['lost', 'catch-up']);
const METER = 'meter';

/** The meter that makes a preset's point. */
export function meterOf(preset: MeterPreset): Meter {
  return OF_PROCESSES.has(preset.id) ? 'process' : 'processor';
}

/** What a text says; the first preset for none. What is wrong in it falls back to its preset, and is told. */
export function specimenOf(link: string): Specimen {
  const { base, changes } = readLink(link || METER_PRESETS[0].id);
  const known = METER_PRESETS.find(({ id }) => id === base);
  const preset = known ?? METER_PRESETS[0];
  const asked = changes.find(([path]) => path === METER)?.[1];
  const meter = asked === 'processor' || asked === 'process' ? asked : meterOf(preset);
  const pure = (problem: Finding | null): Specimen => ({
    link,
    preset,
    input: preset.experiment,
    experiment: parseExperiment(preset.experiment),
    meter,
    problem,
  });
  if (!known && base !== CUSTOM) {
    const text = `found the demonstration “${base.slice(0, 60)}”, expected one of the nine. The first one is shown.`;
    return pure({ level: 'error', where: 'link', text });
  }
  const input = applyChanges(
    known ? preset.experiment : {},
    changes.filter(([path]) => path !== METER),
  ) as ExperimentInput;
  try {
    return { link, preset, input, experiment: parseExperiment(input), meter, problem: null };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const { finding } = error;
    return pure({
      ...finding,
      where: `link: ${finding.where}`,
      text: `${finding.text} The preset is shown.`,
    });
  }
}

/** The text for the address of a demonstration that started from a preset. */
export function linkOf(preset: MeterPreset, input: ExperimentInput, meter: Meter): string {
  const text = writeLink(preset.id, input, preset.experiment);
  if (meter === meterOf(preset)) return text;
  return `${text};${METER}=${meter}`;
}
