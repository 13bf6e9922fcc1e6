import { followOutput } from '../../../program/output.ts';
import type { Program } from '../../../program/program.ts';
import type { Doing, Story } from './story.ts';

export interface Teller extends Doing {
  story: Story;
  /** Who the program is in the story. */
  who: string;
  /** The flags it was launched with. */
  flags: readonly string[];
  /** What it prints on stdout is no part of the story. */
  isQuiet: boolean;
}

/** Tells a program's story: its start, what it prints, and its end, unless we have stopped it. */
export function tellOf(program: Program, { story, who, flags, isQuiet, address, syscall }: Teller): void {
  story.tell({ kind: 'starts', who, flags: flags.join(' ') });
  const streams = isQuiet ? (['stderr'] as const) : (['stdout', 'stderr'] as const);
  for (const stream of streams) {
    void followOutput(program[stream], (text) => story.tell({ kind: 'prints', who, stream, text, address, syscall }));
  }
  const tellEnd = () => {
    if (program.ending && !program.stopped) story.tell({ kind: 'ends', who, ending: program.ending });
  };
  program.ended.then(tellEnd, () => {}); // whoever waits for it is told that it could not be started
}
