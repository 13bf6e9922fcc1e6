/** The user asked for something that cannot be done. The message says what, where, and what to do; a line for each fault. */
export class UsageError extends Error {
  override name = 'UsageError';
  /** Of a command that it ends. */
  readonly exitCode: number = 2;
}
