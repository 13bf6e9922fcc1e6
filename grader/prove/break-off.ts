import { watchLauncher } from '../jobs/watch-launcher.ts';

/** Signals that break off a command, and its exit code for each: 128 and the signal's number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Aborts when this process is told to end, or when who started it has gone; the reason is the exit code. */
export function breakOffSignal(): AbortSignal {
  const breakOff = new AbortController();
  for (const [signal, code] of Object.entries(SIGNALS)) process.on(signal, () => breakOff.abort(code));
  watchLauncher(() => breakOff.abort(1));
  return breakOff.signal;
}
