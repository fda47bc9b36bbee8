const BEFORE_UNIT = /(?<=\d) (?=(?:%|[mµn]?s|min|h|[kMG]Hz|[KMGT]iB|[kMGT]?B|points?)(?![\p{L}\d]))/gu;

/** A sentence in which a number and its unit stay on one line. */
export const unbroken = (text: string): string => text.replace(BEFORE_UNIT, '\u00a0');
