import type { Finding } from '../estate/finding';
import { InputError } from '../estate/finding';
import type { IntakeOptions } from '../intake/options';
import { parseScenario } from './parse';
import { DEFAULT_SCENARIO, type Scenario } from './scenario';

/** A file that choices were made for. */
export interface SourceNote {
  readonly name: string;
  readonly bytes?: number;
  /** What a person said of how it is read. */
  readonly read?: IntakeOptions;
  /** What is in it, where the person ticked that. */
  readonly base64?: string;
}

/** Choices, typed facts, mappings and files as they are saved; a plan's document holds the same two fields. */
export interface ScenarioDocument {
  readonly hostfold: 'scenario';
  readonly scenario: Scenario;
  readonly files: readonly SourceNote[];
}

/** What was read of such a document. */
export interface OpenedDocument {
  readonly scenario: Scenario;
  readonly files: readonly SourceNote[];
  /** What of it could not be used. */
  readonly findings: readonly Finding[];
}

type Table = Readonly<Record<string, unknown>>;
const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A scenario file's text. The view in sight is none of its business. */
export function scenarioToJson(scenario: Scenario, files: readonly SourceNote[]): string {
  const document: ScenarioDocument = {
    hostfold: 'scenario',
    scenario: { ...scenario, view: DEFAULT_SCENARIO.view },
    files,
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** What a JSON document of this program is; null for any other. */
export function kindOfDocument(value: unknown): 'scenario' | 'plan' | 'plan without choices' | null {
  if (!isTable(value)) return null;
  const plan = typeof value.hostCount === 'number' && Array.isArray(value.hosts);
  if (plan) return isTable(value.scenario) ? 'plan' : 'plan without choices';
  if (value.hostfold === 'scenario' && isTable(value.scenario)) return 'scenario';
  return typeof value.version === 'number' && ('profile' in value || 'hosts' in value) ? 'scenario' : null;
}

/**
 * Reads a scenario file, the choices in a plan's document, or choices alone, as the command line always took them.
 * @param commandLine with what the command line of that version took where nobody says
 * @throws InputError where a plan holds no choices
 */
export function openDocument(value: unknown, where: string, commandLine = false): OpenedDocument {
  if (kindOfDocument(value) === 'plan without choices')
    throw new InputError(
      where,
      'it is a plan that was saved before plans held their choices; expected a scenario, or a plan with one.',
      'Give the files that it was folded from.',
    );
  if (!isTable(value) || !isTable(value.scenario))
    return { ...parseScenario(value, where, commandLine), files: [] };
  const { scenario, findings } = parseScenario(value.scenario, where, commandLine);
  const files = Array.isArray(value.files) ? value.files.flatMap(noteOf) : [];
  return { scenario, findings, files };
}

function noteOf(value: unknown): SourceNote[] {
  if (typeof value === 'string') return [{ name: value }];
  if (!isTable(value) || typeof value.name !== 'string') return [];
  return [
    {
      name: value.name,
      ...(typeof value.bytes === 'number' ? { bytes: value.bytes } : {}),
      ...(isTable(value.read) ? { read: value.read as IntakeOptions } : {}),
      ...(typeof value.base64 === 'string' ? { base64: value.base64 } : {}),
    },
  ];
}
