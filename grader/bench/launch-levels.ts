// Launches an empty program at each level that a line of stdin names (`spawn`: without us), so often, and says when it is done.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Isolation } from '@socket-lab/kit/confine/level';
import { DEFAULT_LIMITS } from '@socket-lab/kit/confine/limits';
import { Program } from '@socket-lab/kit/program/program';

const [script = '', node = '', launches] = process.argv.slice(2);
for await (const level of createInterface({ input: process.stdin })) {
  for (let left = Number(launches); left > 0; left--) {
    await (level === 'spawn' ? spawned() : launchAt(level as Isolation));
  }
  console.log('done');
}

function spawned(): Promise<unknown> {
  return new Promise((resolve) => spawn(node, [script], { stdio: 'pipe' }).once('close', resolve));
}

async function launchAt(isolation: Isolation): Promise<void> {
  const program = new Program({
    ...{ name: 'empty', script, args: [], isolation, reads: [], workers: false, node, limits: DEFAULT_LIMITS },
    ...{ port: 0, transport: 'none', readyTemplate: undefined },
  });
  const { code } = await program.ended;
  if (code !== 0)
    throw new Error(`An empty program at level ${isolation} ended with ${code}: ${program.stderr.text()}`);
}
