import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { ESBUILD_VARIABLE, runEsbuild } from './run-esbuild.ts';

const RIGHT = 'console.log(1);\n';

function folderWith(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'compile ñ '));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'in/src'), { recursive: true });
  writeFileSync(join(folder, 'in/src/server.ts'), source);
  return folder;
}

/** In place of esbuild: a script for sh(1). */
function compiledBy(script: string): ReturnType<typeof runEsbuild> {
  const folder = folderWith(RIGHT);
  const program = join(folder, 'esbuild');
  writeFileSync(program, `#!/bin/sh\n${script}\n`);
  chmodSync(program, 0o755);
  vi.stubEnv(ESBUILD_VARIABLE, program);
  onTestFinished(() => void vi.unstubAllEnvs());
  return runEsbuild(folder, ['src/server.ts']);
}

const says = (text: string) => `cat >&2 <<'END'\n${text}\nEND\nexit 1`;
const AT_A_PLACE = `✘ [ERROR] Expected ";" but found "left"

    in/src/server.ts:1:3:
      1 │ no space left on device, too many open files, out of memory
        ╵    ~~~~~
`;

describe.skipIf(process.platform !== 'linux')(
  'whose fault it is that nothing was compiled',
  { timeout: 60_000 },
  () => {
    test.each([
      [
        'the disk is full',
        says('✘ [ERROR] Failed to write to output file: write out/server.js: no space left on device'),
      ],
      ['no file can be opened', says('✘ [ERROR] Could not read from file: in/src/server.ts: too many open files')],
      [
        'no thread can be started',
        says('runtime: failed to create new OS thread (have 5 already; errno=11)\nfatal error: newosproc'),
      ],
      ['it is killed', 'kill -9 $$'],
      ['it is asked to end', 'kill -15 $$'],
    ])('the machine’s: %s', async (_, script) => {
      await expect(compiledBy(script)).rejects.toThrow(/^The compiler (failed|was killed): /);
    });

    test('the machine’s: the output cannot be written', async () => {
      const folder = folderWith(RIGHT);
      writeFileSync(join(folder, 'out'), 'in the way');
      await expect(runEsbuild(folder, ['src/server.ts'])).rejects.toThrow(/^The compiler (failed|was killed): /);
    });

    test.each([
      ['an error at a place, whatever stands there', says(AT_A_PLACE), { state: 'errors' }],
      ['it takes too long', 'while :; do :; done', { state: 'stopped', why: 'within 2 seconds of CPU time' }],
      [
        'it takes too much memory',
        says('fatal error: runtime: out of memory'),
        { state: 'stopped', why: 'within 512 MiB of memory' },
      ],
      [
        'its output is too large',
        says('write out/server.js: file too large'),
        { state: 'stopped', why: 'into less than 4 MiB' },
      ],
      [
        'the parser breaks',
        says('✘ [ERROR] panic: index out of range (while parsing "in/src/server.ts")'),
        { state: 'stopped' },
      ],
      ['it is killed once', '[ -e killed ] || { touch killed; kill -9 $$; }', { state: 'compiled' }],
      ['it breaks without a word', 'exit 2', { state: 'stopped' }],
    ])('the text’s: %s', async (_, script, ending) => {
      expect(await compiledBy(script)).toMatchObject(ending);
    });
  },
);
