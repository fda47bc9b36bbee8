import { toJsonSchema } from '@valibot/to-json-schema';
import { ExperimentSchema } from './schema';

/** The JSON schema of an experiment (draft 7), with titles, units, ranges and defaults. */
export function experimentJsonSchema(): object {
  // Rules between fields have no form in JSON schema; `parseExperiment` alone holds them.
  return {
    title: 'Experiment on one host',
    ...toJsonSchema(ExperimentSchema, { errorMode: 'ignore', typeMode: 'input' }),
  };
}
