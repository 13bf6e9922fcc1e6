import { createHash } from 'node:crypto';
import { faultOfId, idKey } from './student-id.ts';

/** Names that are devices on Windows, with any extension: learn.microsoft.com, "Naming Files, Paths, and Namespaces". */
const DEVICE = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\.|$)/i;

/**
 * A folder for each student's feedback, by id. It is the id itself, unless that is no folder name on every file system
 * (`con`, a dot or blank at the end), is refused as an id (`../x`), or differs from another in case only.
 */
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
