import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { claimWorkspace } from './claim-workspace.ts';
import { Lifeline } from './lifeline.ts';

async function lifeline(): Promise<Lifeline> {
  const open = await Lifeline.open(() => {});
  onTestFinished(() => open.close());
  return open;
}

function workspace(): string {
  const path = mkdtempSync(join(tmpdir(), 'claim-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('one run at a time', async () => {
  const at = workspace();
  const giveUp = await claimWorkspace(at, { lifeline: (await lifeline()).path });
  const other = (await lifeline()).path;
  await expect(claimWorkspace(at, { lifeline: other })).rejects.toThrow(
    `Another run is at work here (process ${process.pid}). Wait for its end, or stop it with Ctrl-C.`,
  );
  giveUp();
  await claimWorkspace(at, { lifeline: other });
});

test.skipIf(process.platform === 'win32')('a run that was killed holds nothing', async () => {
  const at = workspace();
  const dead = await Lifeline.open(() => {});
  await claimWorkspace(at, { lifeline: dead.path });
  await dead.close();
  writeFileSync(dead.path, ''); // after SIGKILL the socket's file stays
  await claimWorkspace(at, { lifeline: (await lifeline()).path });
  expect(existsSync(dead.path)).toBe(false);
});

test('half a claim is none', async () => {
  const at = workspace();
  writeFileSync(join(at, 'running.json'), '{"pid": 12');
  await claimWorkspace(at, { lifeline: (await lifeline()).path });
});
