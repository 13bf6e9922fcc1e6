import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { writeAtomically } from '@socket-lab/kit/text/write-atomically';

interface Claim {
  pid: number;
  lifeline: string; // The run's lifeline: the claim holds as long as it answers.
  folder?: string; // The run's own folder in the temporary folder, if it has one.
}

/**
 * Lets one run at a time use a workspace, and removes what a killed run has left. @returns what gives it up
 * @throws UsageError when another run is at work in the same workspace
 */
export async function claimWorkspace(workspace: string, { lifeline, folder }: Omit<Claim, 'pid'>): Promise<() => void> {
  const path = join(workspace, 'running.json');
  mkdirSync(workspace, { recursive: true });
  const holder = readClaim(path);
  if (holder && (await answers(holder.lifeline))) {
    throw new UsageError(
      `Another run is at work here (process ${holder.pid}). Wait for its end, or stop it with Ctrl-C.`,
    );
  }
  if (holder) rmSync(holder.lifeline, { force: true });
  if (holder?.folder) rmSync(holder.folder, { recursive: true, force: true });
  rmSync(path, { recursive: true, force: true }); // nobody's by now, whatever it is
  const claim: Claim = { pid: process.pid, lifeline, ...(folder !== undefined && { folder }) };
  writeAtomically(path, `${JSON.stringify(claim)}\n`);
  return () => rmSync(path, { force: true });
}

function readClaim(path: string): Claim | undefined {
  try {
    const claim = JSON.parse(readFileSync(path, 'utf8'));
    return typeof claim?.lifeline === 'string' ? claim : undefined;
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
