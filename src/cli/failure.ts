/** Something the user can put right. Printed as one sentence, without a stack; exit code 2. */
export class Failure extends Error {}

/** What a caught value says, in one line. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
