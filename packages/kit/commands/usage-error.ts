/** A fault in how a command was called: its message is the one line that the user reads; exit code 2. */
export class UsageFault extends Error {}
