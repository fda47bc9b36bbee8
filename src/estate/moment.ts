/** A moment of wall-clock time for machines: `2011-03-03T14:05:00`. @param ms of that clock, written as if it were UTC */
export const isoMoment = (ms: number): string => new Date(ms).toISOString().slice(0, 19);

/** The same for people, to the minute: `2011-03-03 14:05`. */
export const minuteMoment = (ms: number): string => isoMoment(ms).slice(0, 16).replace('T', ' ');
