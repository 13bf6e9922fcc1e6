import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { writeAtomically } from '@socket-lab/kit/write-atomically';

/** Another run is at work in the same workspace. */
export class WorkspaceBusy extends Error {
  constructor(pid: number) {
    super(`Another run is at work here (process ${pid}). Wait for its end, or stop it with Ctrl-C.`);
    this.name = 'WorkspaceBusy';
  }
}

/**
 * Makes sure that one run at a time uses a workspace. The claim names the run's lifeline: it holds as long as that
 * answers, so a run that was killed leaves no claim behind.
 * @returns what gives the claim up
 * @throws WorkspaceBusy
 */
export async function claimWorkspace(workspace: string, lifeline: string): Promise<() => void> {
  const path = join(workspace, 'running.json');
  mkdirSync(workspace, { recursive: true });
  const holder = readClaim(path);
  if (holder && (await answers(holder.lifeline))) throw new WorkspaceBusy(holder.pid);
  if (holder) rmSync(holder.lifeline, { force: true }); // what a killed run left in the temporary folder
  writeAtomically(path, `${JSON.stringify({ pid: process.pid, lifeline })}\n`);
  return () => rmSync(path, { force: true });
}

function readClaim(path: string): { pid: number; lifeline: string } | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

function answers(lifeline: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(lifeline);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
