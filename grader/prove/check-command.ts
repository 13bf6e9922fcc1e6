import { command } from '@socket-lab/kit/commands/command';
import { UsageError } from '@socket-lab/kit/text/usage-error';
import { BreakOff } from '../class/break-off.ts';
import { countOf } from '../class/count-of.ts';
import { type CheckOptions, checkTopics } from './check-topics.ts';
import { mutantNamed, mutantsOf, writeMutants } from './mutants/mutants-of.ts';
import { typeErrorsOf } from './mutants/type-errors.ts';

const USAGE = `Usage: pnpm check [TOPIC…] [flags]

Proves every topic, or those named, by grading an artificial class: the solution passes, the untouched starter scores 0,
each mutant is caught by the check it names, each variant passes; and that nothing in the topic's folder is amiss.

  --update            write the golden transcripts anew (packages/TOPIC/mutants/PROGRAM.transcripts.md)
  --show MUTANT       print a mutant as a program, and prove nothing: server/first-chunk-only
  --write DIR         write it, or every mutant, as files into a folder, and prove nothing
  --types             find the type errors of the mutants, and prove nothing else
  --repeat N          run the class N times without the cache; every verdict has to be the same each time
  --concurrency N     students at once                                     (one and a half for each core)
  --help

Exit code: 0 everything is proven; 1 something is not, and is named; 2 something asked for cannot be done.`;

export default command({
  name: 'check',
  usage: USAGE,
  options: {
    update: { type: 'boolean' },
    show: { type: 'string' },
    write: { type: 'string' },
    types: { type: 'boolean' },
    repeat: { type: 'string' },
    concurrency: { type: 'string' },
  },
  words: 'many',
  async run({ flags, words: topics, courseDirectory }) {
    const { update = false, show, write, types = false, repeat = '1', concurrency } = flags;
    const counts = {
      repeat: countOf('--repeat', repeat),
      ...(concurrency !== undefined && { concurrency: countOf('--concurrency', concurrency) }),
    };
    if (types) return checkTypes(topics, courseDirectory);
    if (show === undefined && write === undefined) return check({ topics, update, ...counts, courseDirectory });
    showMutants(mutantsOf(courseDirectory, topics), show, write);
    return 0;
  },
});

function showMutants(all: ReturnType<typeof mutantsOf>, show?: string, write?: string): void {
  const mutants = show === undefined ? all : [mutantNamed(all, show)];
  for (const { reading } of mutants) if ('fault' in reading) throw new UsageError(reading.fault);
  if (write === undefined) console.log(mutants[0]?.text.trimEnd());
  else for (const path of writeMutants(mutants, write)) console.log(`wrote ${path}`);
}

async function checkTypes(topics: string[], courseDirectory: string): Promise<number> {
  const mutants = mutantsOf(courseDirectory, topics);
  const errors = await typeErrorsOf(mutants, courseDirectory);
  for (const error of errors) console.log(error);
  console.log(`${mutants.length} mutants, ${errors.length} type errors.`);
  return errors.length > 0 ? 1 : 0;
}

async function check(options: Omit<CheckOptions, 'isolation' | 'isElsewhere' | 'signal'>): Promise<number> {
  using breakOff = new BreakOff();
  const { signal } = breakOff;
  try {
    const isolation = 'node'; // the programs are the course's own
    const isElsewhere = process.env.CI === 'true';
    const { notProven } = await checkTopics({ ...options, isolation, isElsewhere, signal });
    return notProven > 0 ? 1 : 0;
  } catch (error) {
    if (!signal.aborted) throw error;
    console.error('Stopped. What is done is kept; the same command goes on from there.');
    return signal.reason;
  }
}
