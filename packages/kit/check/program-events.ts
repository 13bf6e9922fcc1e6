import { followOutput } from '../program/output.ts';
import type { Program } from '../program/program.ts';
import type { ProgramFact } from '../wire/recorder.ts';
import type { Doing, ProgramEvent } from '../wire/types.ts';

interface FollowOptions extends Partial<Pick<ProgramEvent, 'who' | 'launch'>> {
  isQuiet?: boolean;
  doing?: Doing;
}

type Did = ProgramFact extends infer F ? (F extends ProgramFact ? Omit<F, 'who' | 'launch'> : never) : never;

export function follow(
  program: Program,
  tell: (fact: ProgramFact) => void,
  { who = program.name, launch = 1, isQuiet = false, doing }: FollowOptions = {},
): void {
  const tellOf = (fact: Did) => tell({ ...fact, who, launch } as ProgramFact);
  tellOf({ kind: 'starts', command: program.command });
  program.onTyped = (text) => tellOf({ kind: 'typed', text });
  for (const stream of isQuiet ? (['stderr'] as const) : (['stdout', 'stderr'] as const)) {
    void followOutput(program[stream], (text) => tellOf({ kind: 'prints', stream, text, doing }));
  }
  const tellEnd = () => {
    if (program.stopped) tellOf({ kind: 'is stopped' });
    else if (program.ending) tellOf({ kind: 'ends', ending: program.ending });
  };
  program.ended.then(tellEnd, () => {}); // whoever waits for it is told that it could not be started
}
