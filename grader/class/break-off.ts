import { onSignal } from '@socket-lab/kit/commands/on-signal';
import { watchLauncher } from '../jobs/watch-launcher.ts';

/** The signal aborts when this process is told to end, or when who started it has gone; its reason is the exit code. */
export class BreakOff implements Disposable {
  readonly #abort = new AbortController();
  readonly #listening = new DisposableStack();
  readonly signal = this.#abort.signal;

  constructor() {
    const abort = (exitCode: number) => this.#abort.abort(exitCode);
    this.#listening.use(onSignal(abort));
    this.#listening.use(watchLauncher(() => abort(1)));
  }

  [Symbol.dispose](): void {
    this.#listening.dispose();
  }
}
