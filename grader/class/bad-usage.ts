/** The user asked for something that cannot be done. The message is one line: what, where, what to do. Exit code 2. */
export class BadUsage extends Error {
  override name = 'BadUsage';
}
