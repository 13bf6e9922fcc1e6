import { followOutput } from '../program/output.ts';
import type { Program } from '../program/program.ts';
import type { Moment } from './recording.ts';

type MomentFact = Moment extends infer M ? (M extends Moment ? Omit<M, 'atMs' | 'launch'> : never) : never;

/** Notes down what the programs of a check do, beside the wire, on which only the peers write. */
export class Moments {
  readonly list: Moment[] = [];
  readonly #nowMs: () => number;
  readonly #onMoment: (moment: Moment) => void;
  #launches = 0;

  /**
   * @param nowMs milliseconds since the check began
   * @param onMoment called with each as it comes
   */
  constructor(nowMs: () => number, onMoment: (moment: Moment) => void = () => {}) {
    this.#nowMs = nowMs;
    this.#onMoment = onMoment;
  }

  /** Follows a program from its launch to its end. */
  follow(program: Program): void {
    const launch = ++this.#launches;
    const tell = (fact: MomentFact) => {
      const moment = { ...fact, atMs: this.#nowMs(), launch } as Moment;
      this.list.push(moment);
      this.#onMoment(moment);
    };
    tell({ kind: 'starts', command: program.command });
    program.onTyped = (text) => tell({ kind: 'typed', text });
    for (const stream of ['stdout', 'stderr'] as const) {
      void followOutput(program[stream], (text) => tell({ kind: 'prints', stream, text }));
    }
    const tellEnd = () => {
      if (program.stopped) tell({ kind: 'is stopped' });
      else if (program.ending) tell({ kind: 'ends', ending: program.ending });
    };
    program.ended.then(tellEnd, () => {}); // whoever waits for it is told that it could not be started
  }
}
