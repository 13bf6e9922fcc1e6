import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { packTar } from 'modern-tar';
import { describe, expect, test } from 'vitest';
import { ArchiveFolder, file, RIGHT, SERVER_TS } from './fixtures/archive-folder.ts';
import { makeZip, type ZipEntry } from './fixtures/make-zip.ts';

const folder = new ArchiveFolder();

describe('whatever it is, it is taken or refused in one line', { timeout: 60_000 }, () => {
  const odd = [SERVER_TS, `lab/${SERVER_TS}`, '../x', '/x', 'a\\b', 'packages', 'packages/', '.', '', '__MACOSX/x'];
  const name = fc.oneof(fc.constantFrom(...odd), fc.string({ unit: 'binary', maxLength: 40 }));
  const entry: fc.Arbitrary<ZipEntry> = fc.record(
    {
      name,
      content: fc.string({ maxLength: 100 }),
      flags: fc.constantFrom(0, 1, 8, 0x800),
      method: fc.constantFrom(0, 8, 8, 8, 9, 99),
      mode: fc.constantFrom(0, 0o100644, 0o100644, 0o40755, 0o120777, 0o020666),
      size: fc.constantFrom(0, 1, 100, 0xffffffff),
      packedSize: fc.constantFrom(0, 1, 100, 0xffffffff),
      offset: fc.nat(500),
    },
    { requiredKeys: ['name', 'content', 'mode'] },
  );
  const verdict = /^(one\n|nothing|ana\.(zip|tgz|tar) [^\n]+\.|packages\/echo\/src\/server\.ts has [^\n]+\.)$/;

  test('a .zip of strange entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { maxLength: 6 }), fc.option(fc.nat(8)), async (entries, count) => {
        const found = await folder.collected('ana.zip', makeZip(entries, count ?? entries.length));
        if (!entries.some((each) => each.content === found)) expect(found).toMatch(verdict);
      }),
      { numRuns: 200 },
    );
  });

  test.each([
    ['a .zip', 'ana.zip', async () => makeZip([RIGHT, { name: 'b', content: 'two' }])],
    ['a .tar.gz', 'ana.tgz', async () => gzipSync(await packTar([file(SERVER_TS), file('b')]))],
    ['a .tar', 'ana.tar', async () => Buffer.from(await packTar([file(SERVER_TS), file('b')]))],
  ])('%s, broken anywhere', async (_, archive, make) => {
    const right = await make();
    const at = fc.nat(right.length - 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(at, fc.nat(255)), { maxLength: 4 }), fc.option(at), async (changes, end) => {
        const bytes = Buffer.from(right);
        for (const [position, value] of changes) bytes[position] = value;
        const found = await folder.collected(archive, bytes.subarray(0, end ?? bytes.length));
        // A .tar has no checksum of the contents: there the text may be another.
        if (archive !== 'ana.tar') expect(found).toMatch(verdict);
      }),
      { numRuns: 200 },
    );
    expect(existsSync(join(folder.base, 'packages'))).toBe(false);
  });
});
