import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { UsageError } from '@socket-lab/kit/text/usage-error';

/** What a Unix socket's path has room for, in bytes, its last zero left out (unix(7)). A named pipe of Windows has more. */
const ROOM = process.platform === 'linux' ? 107 : process.platform === 'win32' ? Number.POSITIVE_INFINITY : 103;
const LONGEST_NAME = 'socket-lab-0123456789ab.sock'; // The lifeline's (lifeline.ts).

/** @throws UsageError where the temporary folder is no place for a run */
export function requireTemporaryFolder(folder = tmpdir()): void {
  const fault = faultOf(folder);
  if (fault === undefined) return;
  throw new UsageError(`The temporary folder ${folder} ${fault}. Set TMPDIR to another, like /tmp, or to nothing.`);
}

function faultOf(folder: string): string | undefined {
  if (!isAbsolute(folder)) return 'is relative, and a run has programs in many folders';
  try {
    accessSync(`${folder}/.`, constants.W_OK | constants.X_OK); // with a file in its place: ENOTDIR
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'does not exist' : `cannot be written (${code})`;
  }
  const length = Buffer.byteLength(join(folder, LONGEST_NAME));
  return length > ROOM
    ? `has too long a name: sockets in it would have ${length} bytes, and there is room for ${ROOM}`
    : undefined;
}
