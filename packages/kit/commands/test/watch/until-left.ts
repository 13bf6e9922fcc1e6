import { onSignal } from '../../on-signal.ts';

/** How often we look whether who started us is still there. */
const LOOK_MS = 2_000;

/** Calls when the watch is to end without a key: by a signal, or since the terminal or the command that began it is gone. */
export function untilLeft(leave: () => void): Disposable {
  const listening = new DisposableStack();
  listening.use(onSignal(leave));
  process.stdout.on('error', leave); // EPIPE: nobody reads on
  const parent = process.ppid;
  const ticker = setInterval(() => process.ppid !== parent && leave(), LOOK_MS);
  listening.defer(() => clearInterval(ticker));
  return listening;
}
