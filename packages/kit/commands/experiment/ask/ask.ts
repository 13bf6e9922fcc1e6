/** Typed in place of an answer, it leaves. */
export const LEAVE = 'q';

/** How a student is asked; disposed when all is asked. */
export interface Ask extends Disposable {
  /**
   * Lets the student choose one of some texts, by letter.
   * @returns the letter; `undefined` when the student leaves
   */
  choose(message: string, choices: Readonly<Record<string, string>>): Promise<string | undefined>;
  /**
   * Asks for a line.
   * @param isNeeded whether an empty one is asked for again
   * @returns the line, trimmed; `undefined` when the student leaves
   */
  write(message: string, isNeeded: boolean): Promise<string | undefined>;
}
