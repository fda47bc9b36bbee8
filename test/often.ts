/**
 * Whether every case is looked at: each width and scheme, each kind of fault, each property as often as it is meant to
 * be. So it is where CI is set; at a desk those that stand for the others are looked at, for an answer within minutes.
 */
export const EVERY_CASE = Boolean(process.env.CI);

/** How often a property is tried: so often, or at a desk an eighth of it, from the same seed. */
export const often = (runs: number): number => (EVERY_CASE ? runs : Math.ceil(runs / 8));

/** All of these, or at a desk the few that stand for them. */
export const casesOf = <T>(all: readonly T[], few: readonly T[]): readonly T[] => (EVERY_CASE ? all : few);
