/** Why an archive is not taken; the message is the rest of a sentence that begins with the archive's name. */
export class ArchiveFault extends Error {}

/** A name that a student chose, as messages quote it: not too long, and nothing in it that a terminal obeys. */
export function quoted(name: string): string {
  const characters = [...name];
  return JSON.stringify(characters.length > 80 ? `${characters.slice(0, 80).join('')}…` : name);
}
