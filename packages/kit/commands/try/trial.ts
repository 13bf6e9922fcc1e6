import type { Program } from '../../program/program.ts';
import type { defaultFlags } from './default-flags.ts';
import type { LiveView } from './live-view.ts';

/** What is asked for. */
export interface TryRequest {
  /** A topic and a program, or a program. */
  names: string[];
  port?: number;
  host?: string;
  /** For the program. */
  rest: string[];
}

/** What a program is tried with. */
export interface Trial {
  request: TryRequest;
  /** What it takes when it is told nothing. */
  defaults: ReturnType<typeof defaultFlags>;
  view: LiveView;
  /** The command that tries the server of the same topic. */
  serverCommand: string;
  print(text: string): void;
  /** Starts the program with its flags. */
  launch(args: readonly string[], port: number): Program;
}
