import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { Lifeline } from './lifeline.ts';
import { requireTemporaryFolder } from './temporary-folder.ts';

const MEND = 'Set TMPDIR to another, like /tmp, or to nothing.';

test.each([
  ['one that is there', 'there', undefined],
  ['one that is not', 'missing', 'does not exist'],
  ['a file', 'file', 'cannot be written (ENOTDIR)'],
])('%s', (_, name, fault) => {
  const at = temporaryFolder();
  mkdirSync(join(at, 'there'));
  writeFileSync(join(at, 'file'), '');
  const path = join(at, name);
  const require = () => requireTemporaryFolder(path);
  if (fault === undefined) require();
  else expect(require).toThrow(`The temporary folder ${path} ${fault}. ${MEND}`);
});

test('a relative one', () => {
  expect(() => requireTemporaryFolder('tmp')).toThrow(/^The temporary folder tmp is relative, /);
});

test.skipIf(process.platform !== 'linux')(
  'the longest name that a socket has room for, and one byte more',
  async () => {
    const at = temporaryFolder();
    const folderOf = (bytes: number) => join(at, 'x'.repeat(bytes - Buffer.byteLength(join(at, 'x')) + 1));
    const [fits, tooLong] = [folderOf(78), folderOf(80)];
    for (const folder of [fits, tooLong]) mkdirSync(folder);
    requireTemporaryFolder(fits);
    expect(() => requireTemporaryFolder(tooLong)).toThrow(
      `${tooLong} has too long a name: sockets in it would have 109 bytes, and there is room for 107. ${MEND}`,
    );
    const before = process.env.TMPDIR;
    try {
      process.env.TMPDIR = fits;
      await (await Lifeline.open(() => {})).close();
      process.env.TMPDIR = tooLong;
      await expect(Lifeline.open(() => {})).rejects.toThrow();
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
  },
);
