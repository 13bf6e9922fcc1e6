import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { readyLine } from '@socket-lab/kit/program/ready-line';
import type { PartAttack } from '../attack.ts';

const TEMPLATE = 'Starting up echo server on HOST port PORT';
/** One line that begins the ready line again and again: a pattern that looks for its end each time takes hours. */
const LINE = 'Starting up echo server on '.repeat(200_000);
const NAIVE = String.raw`Starting up echo server on (.*?) port (\d+)`;
/** A pattern that reads every character once takes a hundredth of this, in milliseconds. */
const PATIENCE_MS = 10_000;
const LAYER = 'ready lines: patterns that read once';

export const attack: PartAttack = {
  tries: 'prints a line that the grader reads again and again while nobody watches its memory',
  stoppedBy: { bubblewrap: LAYER, node: LAYER },
  without: 'a pattern with no limit',
  async attempt(_lab, guarded) {
    const pattern = guarded ? readyLine(TEMPLATE).source : NAIVE;
    const code = 'const { parentPort, workerData: { pattern, line } } = require("node:worker_threads");';
    const reader = new Worker(`${code} new RegExp(pattern).test(line); parentPort.postMessage(1);`, {
      eval: true,
      workerData: { pattern, line: LINE },
    });
    const patience = AbortSignal.timeout(PATIENCE_MS);
    const isRead = await once(reader, 'message', { signal: patience }).then(
      () => true,
      () => false,
    );
    await reader.terminate();
    return isRead ? undefined : `still reading after ${PATIENCE_MS / 1000} s`;
  },
};
