import { createHash } from 'node:crypto';

const LONGEST = 64; // Longest id, in characters.

/** An id as it is compared and written: one form for `é`, whichever way the file system or the roster spells it. */
export const normalId = (id: string): string => id.normalize('NFC');

/** Two ids with the same key cannot stand in one class: on many file systems their folders would be one. */
export const idKey = (id: string): string => normalId(id).toLowerCase();

/** What is wrong with a student's id, as the rest of a sentence that begins with it; `undefined` when it is right. */
export function faultOfId(id: string): string | undefined {
  const [first = ''] = id;
  if (first === '') return 'is empty. Give every student an id';
  if (first === '.' || first === '-') return `begins with "${first}". Begin it with a letter or a digit`;
  const strange = /[^\p{L}\p{M}\p{N} ._@+-]/u.exec(id)?.[0];
  if (strange !== undefined) return `has ${inWords(strange)} in it. Use letters, digits, blanks and . _ - @ + only`;
  if ([...id].length > LONGEST) return `is longer than ${LONGEST} characters. Shorten it`;
  return undefined;
}

function inWords(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}]/u.test(character) ? `the character U+${code}` : `"${character}"`;
}

/** Names that are devices on Windows, with any extension: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/** A feedback folder by id: the id, unless it is no folder name (`con`), is refused, or differs in case only. */
export function feedbackFolders(ids: string[]): Map<string, string> {
  const alike = Map.groupBy(ids, idKey);
  return new Map(
    ids.map((id) => {
      const isSafe = faultOfId(id) === undefined && !DEVICE.test(id) && !/^[ ]|[. ]$/.test(id);
      return [id, isSafe && alike.get(idKey(id))?.length === 1 ? id : substitute(id)];
    }),
  );
}

function substitute(id: string): string {
  const readable = [...id.replaceAll(/[^\p{L}\p{M}\p{N}_@+-]+/gu, '_')].slice(0, 40).join('');
  return `_${readable}-${createHash('sha256').update(id).digest('hex').slice(0, 8)}`;
}
