/** Exports of each kind that is read, made up, each with the servers that are truly in it. */
import { HYPERVISORS } from './hypervisors';
import { LINUX } from './linux';
import { MONITORS } from './monitors';
import type { Kinds } from './shapes';
import { TABLES } from './tables';

export const KINDS: Kinds = { ...TABLES, ...HYPERVISORS, ...MONITORS, ...LINUX };
