/** Most of its time that any guest may be ready without a processor, for each of its virtual processors. */
export const READY_LIMIT = { label: 'Ready at most', unit: '%', min: 0.1, max: 100 } as const;
