import fc from 'fast-check';

/** Names that every object inherits, or that make no entry when they are assigned. */
export const INHERITED = [
  'constructor',
  'toString',
  '__proto__',
  'hasOwnProperty',
  'valueOf',
  'isPrototypeOf',
];

/** Names that a document has besides: its fields, its resources, numbers. */
export const COMMON = [
  '1',
  '4',
  'cpu',
  'memory',
  'host',
  'hosts',
  'name',
  'A',
  'e',
  'null',
  'true',
  'length',
];

/** A name that came from outside. */
export const anyName = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...INHERITED) },
  { weight: 3, arbitrary: fc.constantFrom(...COMMON) },
  { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,8}$/) },
);

/** Servers of different names, whatever their case: names of Windows machines are the same then. */
export const anyServers = (maxLength = 6) =>
  fc.uniqueArray(anyName, { minLength: 1, maxLength, selector: (name) => name.toLowerCase() });

/** Any JSON value with such names of fields, in any depth. */
export const anyJson = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.integer(), fc.double(), fc.string(), fc.boolean(), fc.constant(null), anyName),
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(anyName, tie('value')), { maxLength: 4 })
      .map((entries) =>
        JSON.parse(`{${entries.map(([k, v]) => `${JSON.stringify(k)}:${JSON.stringify(v) ?? 'null'}`)}}`),
      ),
  ),
})).value;
