import * as v from 'valibot';

/** Values by name, whatever the names: valibot's own record drops `constructor` and `__proto__` without a word. */
export function byName<S extends v.GenericSchema>(value: S) {
  type Table = Readonly<Record<string, v.InferOutput<S>>>;
  const isTable = (input: unknown) => typeof input === 'object' && input !== null && !Array.isArray(input);
  const schema = v.pipe(
    v.custom<Readonly<Record<string, v.InferInput<S>>>>(isTable, 'an object'),
    v.rawTransform<Readonly<Record<string, v.InferInput<S>>>, Table>(({ dataset, addIssue }) => {
      const entries = Object.entries(dataset.value).map(([key, given]) => {
        const { output, issues = [] } = v.safeParse(value, given);
        const at = { type: 'object', origin: 'value', input: dataset.value, key, value: given } as const;
        for (const { input, expected, message, path = [] } of issues)
          addIssue({ input, message, path: [at, ...path], ...(expected === null ? {} : { expected }) });
        return [key, output];
      });
      return Object.fromEntries(entries) as Table;
    }),
  );
  return Object.assign(schema, { value });
}
