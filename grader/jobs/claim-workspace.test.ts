import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { temporaryFolder } from '../fixtures/temporary-folder.ts';
import { claimWorkspace } from './claim-workspace.ts';
import { Lifeline } from './lifeline.ts';

async function lifeline(): Promise<Lifeline> {
  const open = await Lifeline.open(() => {});
  onTestFinished(() => open.close());
  return open;
}

test('one run at a time', async () => {
  const at = temporaryFolder();
  const giveUp = await claimWorkspace(at, { lifeline: (await lifeline()).path });
  const other = (await lifeline()).path;
  await expect(claimWorkspace(at, { lifeline: other })).rejects.toThrow(
    `Another run is at work here (process ${process.pid}). Wait for its end, or stop it with Ctrl-C.`,
  );
  giveUp();
  await claimWorkspace(at, { lifeline: other });
});

test.skipIf(process.platform === 'win32')('a run that was killed holds nothing', async () => {
  const at = temporaryFolder();
  const dead = await Lifeline.open(() => {});
  await claimWorkspace(at, { lifeline: dead.path });
  await dead.close();
  writeFileSync(dead.path, ''); // after SIGKILL the socket's file stays
  await claimWorkspace(at, { lifeline: (await lifeline()).path });
  expect(existsSync(dead.path)).toBe(false);
});

test.each([
  ['half a claim', (path: string) => writeFileSync(path, '{"pid": 12')],
  ['one that names no lifeline', (path: string) => writeFileSync(path, '{"pid": 12}')],
  ['a folder', (path: string) => mkdirSync(join(path, 'x'), { recursive: true })],
])('%s is none', async (_, make) => {
  const at = temporaryFolder();
  make(join(at, 'running.json'));
  await claimWorkspace(at, { lifeline: (await lifeline()).path });
});
