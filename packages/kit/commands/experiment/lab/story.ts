import type { Ending } from '../../../program/program.ts';
import { WireRecorder } from '../../../wire/recorder.ts';
import { type Step, steps } from '../../../wire/steps.ts';
import type { Answer } from './probe-address.ts';

/** One thing that was observed. */
export type Observation = {
  /** Milliseconds since the experiment began. */
  atMs: number;
} /** What is done next, in words. */ & (
  | { kind: 'turn'; text: string }
  | { kind: 'starts'; who: string; flags: string }
  /** A line that is typed into its stdin. */
  | { kind: 'typed'; who: string; text: string }
  | ({ kind: 'prints'; who: string; stream: 'stdout' | 'stderr'; text: string } & Doing)
  | { kind: 'ends'; who: string; ending: Ending }
  /** Something on the wire between two ends. `peer` is the left one. */
  | { kind: 'wire'; left: string; right: string; step: Step; address: string }
  /** An address was asked whether it answers. */
  | { kind: 'asked'; address: string; port: number; transport: 'tcp' | 'udp'; answer: Answer }
);

/** What a program does when an error comes. */
export interface Doing {
  /** The address that it binds or talks to. */
  address: string;
  /** The call that fails: `recvmsg` hears of ICMP (udp(7)). */
  syscall: 'bind' | 'connect' | 'recvmsg';
}

/** What a story is told of an observation: everything but the time. */
export type Fact = Observation extends infer O ? (O extends Observation ? Omit<O, 'atMs'> : never) : never;

interface Wire {
  left: string;
  right: string;
  address: string;
  recorder: WireRecorder;
}

/** All that was observed in an experiment, by whoever observed it. */
export class Story {
  readonly #begin = performance.now();
  readonly #facts: Observation[] = [];
  readonly #wires: Wire[] = [];
  #isOver = false;

  tell(fact: Fact): void {
    if (this.#isOver) return;
    this.#facts.push({ ...fact, atMs: this.#nowMs() } as Observation);
  }

  /**
   * A recorder for the wire between two ends.
   * @param left the end that the recorder calls `peer`
   * @param right the end that it calls `program`
   * @param address where the right end is, for error codes in words
   */
  wire(left: string, right: string, address: string): WireRecorder {
    const recorder = new WireRecorder();
    this.#wires.push({ left, right, address, recorder });
    return recorder;
  }

  /** Nothing more is observed: what is stopped now is stopped by us. */
  end(): void {
    this.#isOver = true;
    for (const { recorder } of this.#wires) recorder.stop();
  }

  /** Everything so far, in the order of time. */
  observations(): Observation[] {
    const onWires = this.#wires.flatMap(({ left, right, address, recorder }) =>
      steps(recorder.events).map(
        (step): Observation => ({
          kind: 'wire',
          atMs: recorder.beganMs - this.#begin + step.atMs,
          left,
          right,
          address,
          step,
        }),
      ),
    );
    return [...this.#facts, ...onWires].sort((a, b) => a.atMs - b.atMs);
  }

  #nowMs(): number {
    return performance.now() - this.#begin;
  }
}
