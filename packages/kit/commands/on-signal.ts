/** Signals that end a command, and its exit code for each: 128 and the signal's number. SIGBREAK: Ctrl-Break of Windows. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, SIGBREAK: 149 } as const;

/** Calls with the exit code when a signal tells this process to end; until disposed, no signal ends it by itself. */
export function onSignal(end: (exitCode: number) => void): Disposable {
  const listening = new DisposableStack();
  for (const [signal, code] of Object.entries(SIGNALS)) {
    const listener = () => end(code);
    process.on(signal, listener);
    listening.defer(() => process.off(signal, listener));
  }
  return listening;
}
