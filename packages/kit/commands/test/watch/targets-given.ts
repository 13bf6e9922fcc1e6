import { BroadcastChannel } from 'node:worker_threads';
import { inject } from 'vitest';
import { type CheckTarget, setTargets } from '../../../check/target.ts';

/** How the thread of a run that waits for its targets gets them. */
export interface Waiting {
  /** The name of the BroadcastChannel: the thread says 'ready' there, and is sent the targets. */
  channel: string;
  suites: readonly string[];
}

declare module 'vitest' {
  interface ProvidedContext {
    waiting: Waiting;
  }
}

let given: Promise<void> | undefined;

/** Settles when this run has been told what it is about; until then all is loaded that its suites need. */
export function targetsGiven(): Promise<void> {
  given ??= waitForTargets(inject('waiting'));
  return given;
}

async function waitForTargets({ channel: name, suites }: Waiting): Promise<void> {
  setTargets([]);
  for (const suite of suites) await rehearse(suite);
  const channel = new BroadcastChannel(name);
  const targets = await new Promise<CheckTarget[]>((resolve) => {
    channel.onmessage = (event) => {
      const { data } = event as { data?: unknown };
      if (Array.isArray(data)) resolve(data);
    };
    channel.postMessage('ready');
  });
  channel.close();
  setTargets(targets);
}

/** Loads a suite while there is nothing to check, so that it declares nothing; it stays another module than the suite itself. */
async function rehearse(suite: string): Promise<void> {
  try {
    await import(`${suite}?rehearsal`);
  } catch {
    // vitest will tell, when it loads the suite itself
  }
}
