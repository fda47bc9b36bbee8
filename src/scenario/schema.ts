import * as v from 'valibot';
import { PARAMETERS } from '../overhead/parameters';
import { PROFILE_IDS } from '../overhead/profiles';
import { byName } from './by-name';
import { VIEWS } from './views';

/** One schema for the link, the saved file and the command line; each field stands alone, so that one can fall back. */
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const limit = v.optional(v.nullable(positive), null);
const whole = v.pipe(v.number(), v.integer(), v.minValue(0));
const percent = v.pipe(v.number(), v.gtValue(0), v.maxValue(100));
const share = v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(100)));

export const hostSchema = v.strictObject({
  name: v.optional(v.string(), 'host'),
  cores: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096)),
  rating: v.pipe(positive, v.maxValue(1e6)),
  memory: limit,
  iops: limit,
  disk: limit,
  net: limit,
  space: limit,
  threads: limit,
  numa: limit,
  vcpuPerCore: limit,
  reserveCores: v.optional(notNegative, 0),
  reserveMemory: v.optional(notNegative, 0),
  price: v.optional(v.nullable(notNegative), null),
  licencePerCore: v.optional(v.nullable(notNegative), null),
  sockets: limit,
  licenceMinimumPerSocket: v.optional(notNegative, 0),
  count: v.optional(v.nullable(whole), null),
});

export const factsSchema = v.partial(
  v.strictObject({
    cores: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4096)),
    rating: v.nullable(positive),
    memory: v.nullable(positive),
    floor: v.nullable(notNegative),
    image: v.string(),
    os: v.string(),
    bits: v.picklist([32, 64]),
    osBase: v.nullable(notNegative),
    class: v.picklist(['', 'compute', 'web', 'database', 'mail', 'file', 'directory', 'backup']),
    measured: v.picklist(['native', 'guest', 'host']),
    dedicated: v.boolean(),
    native: v.boolean(),
    together: v.string(),
    apart: v.string(),
    host: v.string(),
  }),
);

export const scenarioFields = {
  version: v.literal(1),
  view: v.picklist(VIEWS.map(({ id }) => id)),
  sample: v.boolean(),
  profile: v.picklist(PROFILE_IDS),
  present: v.picklist(PROFILE_IDS),
  hosts: v.pipe(v.array(hostSchema), v.minLength(1), v.maxLength(100)),
  ceilings: v.partial(
    v.strictObject({
      cpu: percent,
      memory: percent,
      iops: percent,
      disk: percent,
      net: percent,
      space: percent,
      vcpu: percent,
    }),
  ),
  policy: v.picklist(['peak-of-sums', 'sum-of-p95', 'sum-of-peaks']),
  failures: v.pipe(whole, v.maxValue(100)),
  overrides: v.partial(
    v.strictObject(
      Object.fromEntries(
        PARAMETERS.map((p) => [p.id, v.pipe(v.number(), v.minValue(p.min), v.maxValue(p.max))]),
      ),
    ),
  ),
  thresholds: v.strictObject({
    interruptShare: notNegative,
    transfersPerGHz: notNegative,
    networkPerGHz: notNegative,
  }),
  slotMinutes: v.pipe(positive, v.maxValue(7 * 24 * 60)),
  align: v.picklist(['wall', 'time-of-day', 'time-of-week']),
  aggregate: v.picklist(['mean', 'p95', 'max']),
  meter: v.pipe(v.string(), v.maxLength(4000)),
  dispatch: v.pipe(v.string(), v.maxLength(100_000)),
  mend: v.pipe(v.string(), v.maxLength(1000)),
  typed: v.strictObject({ shown: share, used: share, ready: share }),
  edits: byName(factsSchema),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31 - 1)),
  seconds: v.pipe(notNegative, v.maxValue(3600)),
  work: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
} as const;
