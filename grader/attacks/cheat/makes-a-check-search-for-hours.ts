import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PartAttack } from '../attack.ts';

/** One line of 32 MiB, all that a program may print. It begins the words of a check again and again, and never ends. */
const LINE = 'Time = '.repeat((32 * 1024 * 1024) / 'Time = '.length);
const GUARDED = new URL(import.meta.resolve('@socket-lab/kit/failure/match-in-time'));
/** Ten times what a search may take, in milliseconds. */
const PATIENCE_MS = 10_000;
const LAYER = 'a second for each search';

export const attack: PartAttack = {
  tries: 'prints a line that the pattern of a check begins to match everywhere, while nobody watches its memory',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'the same pattern with no limit',
  async attempt(_lab, guarded) {
    const search = guarded
      ? `import { matchInTime } from ${JSON.stringify(GUARDED)}; try { matchInTime(pattern, line); } catch {}`
      : 'pattern.test(line);';
    const code = `import { parentPort, workerData as line } from 'node:worker_threads'; const pattern = /Time = .*\\n/;
      ${search} parentPort.postMessage(1);`;
    const searcher = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData: LINE });
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const isDone = await once(searcher, 'message', { signal: patience }).then(
      () => true,
      () => false,
    );
    await searcher.terminate();
    return isDone ? undefined : `still searching after ${PATIENCE_MS / 1000} s`;
  },
};
