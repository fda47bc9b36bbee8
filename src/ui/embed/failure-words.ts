/** What an error says, in figures: no part of them is fetched. */
export const failureWords = (error: unknown): string => (error as Error).message;
