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

/** From an orphan's point of view: its shell has been left to init before it looked for whoever started it. */
async function startOrphaned(env: Record<string, string>) {
  const folder = temporaryFolder();
  writeFileSync(
    join(folder, 'watcher.mjs'),
    `import { watchLauncher } from ${JSON.stringify(WATCH)};
     import { readFileSync } from 'node:fs';
     const parentOf = (pid) => Number(/\\) \\S (\\d+)/.exec(readFileSync('/proc/' + pid + '/stat', 'utf8'))[1]);
     while (parentOf(process.ppid) === ${process.pid}) await new Promise((resolve) => setTimeout(resolve, 10));
     watchLauncher(() => { console.log('gone'); process.exit(); });
     setTimeout(() => { console.log('not gone'); process.exit(); }, 1_000);`,
  );
  const script = `sh -c '"$NODE" watcher.mjs; true' & :`;
  const child = spawn('sh', ['-c', script], {
    cwd: folder,
    env: { PATH: process.env.PATH, NODE: process.execPath, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return (await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()).value;
}

test.runIf(process.platform === 'linux')('sees that it has gone already', async () => {
  expect(await startOrphaned({ npm_lifecycle_event: 'grade' })).toBe('gone');
});

test.runIf(process.platform === 'linux')('misses none where there was none', async () => {
  expect(await startOrphaned({})).toBe('not gone');
});

test('does not watch a process that is no package manager', async () => {
  const { child, lines } = await startUnder('terminal');
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
  child.stdin.end();
  expect((await lines.next()).value).toBe('told to end');
});
