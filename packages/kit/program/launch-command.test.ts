import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DEFAULT_LIMITS } from '../confine/limits.ts';
import { launchCommand } from './launch-command.ts';

// As on macOS, where os.tmpdir() is below /var, and that is a link to /private/var.
test('a program in a folder that is reached by a link may read what it may', () => {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'launch é ')));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(join(root, 'private', 'src'), { recursive: true });
  symlinkSync(join(root, 'private'), join(root, 'var'), 'junction');
  writeFileSync(join(root, 'var', 'list.txt'), 'a list');
  writeFileSync(join(root, 'var', 'src', 'other.js'), 'export const word = "other";\n');
  const program = `import { readFileSync } from 'node:fs';
import { word } from './other.js';
console.log(word, readFileSync(new URL('../list.txt', import.meta.url), 'utf8'));
`;
  writeFileSync(join(root, 'var', 'src', 'program.js'), program);
  writeFileSync(join(root, 'var', 'src', 'package.json'), '{ "type": "module" }');
  const { file, args, env } = launchCommand({
    script: join(root, 'var', 'src', 'program.js'),
    args: [],
    isolation: 'node',
    reads: [join(root, 'var', 'list.txt')],
    workers: false,
    limits: DEFAULT_LIMITS,
  });
  expect(execFileSync(file, args, { env, encoding: 'utf8' })).toBe('other a list\n');
});
