import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';

const WATCH = fileURLToPath(new URL('watch-launcher.ts', import.meta.url));

/** `launcher` starts a shell that starts a watcher, which says when a launcher is gone, or that it was told to end. */
async function startUnder(launcher: string) {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'watcher.mjs'),
    `import { watchLauncher } from ${JSON.stringify(WATCH)};
     watchLauncher(() => { console.log('gone'); process.exit(); });
     process.stdin.on('end', () => setTimeout(() => { console.log('told to end'); process.exit(); }, 1_000)).resume();
     console.log('watching');`,
  );
  writeFileSync(
    join(folder, launcher),
    `const { spawn } = require('node:child_process');
     spawn('sh', ['-c', '"$NODE" watcher.mjs; true'], { stdio: 'inherit', env: { ...process.env, NODE: process.execPath } });`,
  );
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
  const child = spawn(process.execPath, [join(folder, launcher)], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  onTestFinished(() => void child.stdin.end());
  expect((await lines.next()).value).toBe('watching');
  return { child, lines };
}

test.runIf(process.platform === 'linux')('sees that the package manager which started it was killed', async () => {
  const { child, lines } = await startUnder('pnpm');
  child.kill('SIGKILL');
  expect((await lines.next()).value).toBe('gone');
});

test('does not watch a process that is no package manager', async () => {
  const { child, lines } = await startUnder('terminal');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  child.stdin.end();
  expect((await lines.next()).value).toBe('told to end');
});
