import * as v from 'valibot';
import { PLATFORM_IDS } from '../estate/platforms';

/**
 * What licences are counted in: physical cores, sockets, or hosts, all of a host at once; or the virtual cores of a
 * guest, or guests, one by one.
 */
const LICENCE_UNITS = ['core', 'socket', 'host', 'virtual-core', 'guest'] as const;
export type LicenceUnit = (typeof LICENCE_UNITS)[number];

/** How often a price is paid. */
const EVERY = ['once', 'month', 'year'] as const;

const MOST = 1e9;
const upTo = (least: number) => `a whole number, ${least} or more`;
const count = (least: number) =>
  v.pipe(v.number(upTo(least)), v.integer(upTo(least)), v.minValue(least, upTo(least)), v.maxValue(MOST));
const money = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MOST));
const word = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]*$/, 'a word of small letters, digits and -'));
const text = v.pipe(v.string(), v.minLength(1, 'a text'), v.maxLength(1000));
const day = v.pipe(v.string(), v.isoDate('a day such as 2026-11-28'));
const words = v.optional(v.array(text), []);

const waySchema = v.strictObject({
  /** By this name answers speak of it: `windows-datacenter`. */
  id: word,
  label: text,
  unit: v.picklist(LICENCE_UNITS),
  /** In which packs it is sold, units in each; a price of null is not known: such licences are counted, not priced. */
  packs: v.pipe(
    v.array(v.strictObject({ size: count(1), price: v.nullable(money) })),
    v.minLength(1, 'a list of one pack at least'),
  ),
  every: v.optional(v.picklist(EVERY), 'once'),
  /** The fewest units that count: for each processor, host, guest, and for the whole order (null: none). */
  atLeast: v.optional(
    v.strictObject({
      processor: v.optional(count(0), 0),
      host: v.optional(count(0), 0),
      guest: v.optional(count(0), 0),
      order: v.optional(v.nullable(count(1)), null),
    }),
    {},
  ),
  /** Guests that one licensing of a whole host covers; null: any number. */
  covers: v.optional(v.nullable(count(1)), null),
  /** A guest of more cores than this cannot be licensed so; null: any. */
  mostCores: v.optional(v.nullable(count(1)), null),
  /** False: a way that stands by until somebody switches it on. */
  used: v.optional(v.boolean(), true),
  source: v.strictObject({
    title: text,
    address: v.optional(v.string(), ''),
    date: day,
    note: v.optional(v.string(), ''),
  }),
});

const productSchema = v.strictObject({
  id: word,
  label: text,
  /** Which guests need it: by words within the system's name, by processes, or by their own names. */
  guests: v.optional(v.strictObject({ system: words, butNot: words, process: words, name: words }), {}),
  /** Under which profiles every host needs it, whatever it carries. */
  hosts: v.optional(v.array(v.picklist(PLATFORM_IDS)), []),
  /** Each host takes the cheapest of these. */
  ways: v.pipe(v.array(waySchema), v.minLength(1, 'a list of one way at least')),
});

export const licenceRulesSchema = v.strictObject({
  hostfold: v.literal('licences'),
  version: v.literal(1),
  name: text,
  /** The day on which the prices were looked up. */
  date: day,
  currency: text,
  /** Years that are paid for: what is paid each year counts so often. */
  years: v.pipe(v.number(), v.finite(), v.gtValue(0), v.maxValue(100)),
  products: v.array(productSchema),
});

/** How licences are counted and priced: dated data, each way with its source. `docs/licences.md` tells each field. */
export type LicenceRules = v.InferOutput<typeof licenceRulesSchema>;
export type Product = LicenceRules['products'][number];
export type LicenceWay = Product['ways'][number];

/** Whether it licenses a whole host at once. */
export const ofHost = ({ unit }: LicenceWay): boolean =>
  unit === 'core' || unit === 'socket' || unit === 'host';
