import { parseArgs } from 'node:util';
import { BadUsage } from '../class/bad-usage.ts';

export const USAGE = `Usage: pnpm check [TOPIC…] [flags]

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

/** The command line of `pnpm check`. */
export interface CheckArguments {
  topics: string[];
  update: boolean;
  show?: string;
  write?: string;
  types: boolean;
  repeat: number;
  concurrency?: number;
  help: boolean;
}

/** @throws BadUsage */
export function parseCheckArguments(args: string[]): CheckArguments {
  const { values, positionals } = parse(args);
  const { update = false, show, write, types = false, repeat = '1', concurrency, help = false } = values;
  return {
    topics: positionals,
    update,
    ...(show !== undefined && { show }),
    ...(write !== undefined && { write }),
    types,
    repeat: parseCount('--repeat', repeat),
    ...(concurrency !== undefined && { concurrency: parseCount('--concurrency', concurrency) }),
    help,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args: args[0] === '--' ? args.slice(1) : args, // as other package managers want it: "npm run check -- --update"
      allowPositionals: true,
      options: {
        update: { type: 'boolean' },
        show: { type: 'string' },
        write: { type: 'string' },
        types: { type: 'boolean' },
        repeat: { type: 'string' },
        concurrency: { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    const [fault] = (error as Error).message.split('. ');
    throw new BadUsage(`${fault?.replace(/\.$/, '')}. "pnpm check --help" lists the flags.`);
  }
}

function parseCount(flag: string, text: string): number {
  if (/^[1-9]\d{0,3}$/.test(text)) return Number(text);
  throw new BadUsage(`${flag} ${text} is no count. Write a whole number from 1 up.`);
}
