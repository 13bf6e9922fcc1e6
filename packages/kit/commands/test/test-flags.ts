import { parseArgs } from 'node:util';
import type { CliOptions } from 'vitest/node';
import type { RunSuitesOptions } from '../../suites/run-suites.ts';
import { isOfRunner, OF_RUNNER } from '../../suites/suites-thread.ts';
import { nearest } from '../../text/nearest.ts';
import { UsageError } from '../../text/usage-error.ts';
import type { Topic } from '../../topic/topic.ts';
import { seedOf } from '../flag-values.ts';

export type TestFlags = Pick<RunSuitesOptions, 'program' | 'title' | 'seed' | 'debug' | 'vitest'> & {
  help: boolean;
  hint: boolean;
  watch: boolean;
  /** For a reader who hears it (terminal/screen.ts). */
  plain: boolean;
};

export function testUsage(topic: Topic): string {
  return `pnpm --filter ${topic.id} test [PROGRAM] [--check TITLE] [--watch] [--hint] [--plain] [--seed N] [--debug] [flags of vitest run]

  PROGRAM        only the checks of this program: ${Object.keys(topic.programs).join(', ')}
  --check TITLE  only the check with this title
  --watch        stays, and runs the checks of a program again when you save it
  --hint         the stronger hint at once, which else comes after the third failure in a row
  --plain        for a screen reader: the wire in sentences, no colours (always with SOCKET_LAB_PLAIN=1)
  --seed N       the seed that a failure names, to see the same again
  --debug        the deadlines off, and the program waits for a debugger; with --check`;
}

/** Our flags, and all others for vitest. @throws UsageError */
export async function readTestFlags(args: readonly string[], topic: Topic): Promise<TestFlags> {
  const { tokens } = parseArgs({
    args: args.filter((arg) => arg !== '--'),
    options: OURS,
    strict: false,
    tokens: true,
  });
  const ours: Record<string, string | true> = {};
  const programs: string[] = [];
  const vitestArgs: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // The value of a flag of vitest's, or the name of a program.
      const follows =
        vitestArgs.length > 0 &&
        tokens.some((other) => other.index === token.index - 1 && other.kind === 'option' && !(other.name in OURS));
      (follows ? vitestArgs : programs).push(token.value);
    } else if (token.kind === 'option') {
      if (token.name in OURS) ours[token.name] = token.value ?? true;
      else vitestArgs.push(token.inlineValue ? `${token.rawName}=${token.value}` : token.rawName);
    }
  }
  const [program, second] = programs;
  if (second !== undefined) throw new UsageError(`One program at a time, not "${programs.join('" and "')}".`);
  if (program !== undefined && !Object.hasOwn(topic.programs, program)) {
    throw new UsageError(
      `${topic.id} has no program "${program}". Its programs: ${Object.keys(topic.programs).join(', ')}.`,
    );
  }
  const title = text(ours, 'check');
  const debug = ours.debug !== undefined;
  if (debug && title === undefined) throw new UsageError('--debug runs one check: name it with --check "its title".');
  const vitest = await vitestFlags(vitestArgs);
  const watch = ours.watch !== undefined;
  if (watch) refuseBesideWatch(debug, vitest);
  return {
    ...(program !== undefined && { program }),
    ...(title !== undefined && { title }),
    ...(ours.seed !== undefined && { seed: seedOf(text(ours, 'seed') ?? '') }),
    debug,
    help: ours.help !== undefined,
    hint: ours.hint !== undefined,
    plain: ours.plain !== undefined,
    watch,
    vitest,
  };
}

const OURS = {
  check: { type: 'string' },
  seed: { type: 'string' },
  debug: { type: 'boolean' },
  hint: { type: 'boolean' },
  plain: { type: 'boolean' },
  watch: { type: 'boolean', short: 'w' },
  help: { type: 'boolean', short: 'h' },
} as const;

function text(flags: Record<string, string | true>, name: string): string | undefined {
  const value = flags[name];
  if (value === true) throw new UsageError(`--${name} needs a value.`);
  return value;
}

function refuseBesideWatch(debug: boolean, vitest: CliOptions): void {
  if (debug) throw new UsageError('--watch and --debug do not go together: a debugger holds one run, without end.');
  if (!isOfRunner(vitest)) {
    throw new UsageError(`Of vitest's flags only these go with --watch: --${OF_RUNNER.join(', --')}.`);
  }
}

type Parsed = CliOptions & { reporter?: CliOptions['reporters'] } & Record<string, unknown>;

async function vitestFlags(args: string[]): Promise<CliOptions> {
  if (args.length === 0) return {};
  const { createCLI, parseCLI } = await import('vitest/node'); // only now: it is all of vitest
  try {
    const cli = createCLI();
    cli.parse(['node', 'vitest', 'run', ...args], { run: false });
    cli.matchedCommand?.checkUnknownOptions();
    const { options } = parseCLI(['vitest', 'run', ...args]);
    // parseCLI fills in what was not asked for; `reporter` would replace our own reporter, `reporters` adds to it.
    const { color: _color, run: _run, watch: _watch, '--': _rest, t: _t, reporter, ...asked } = options as Parsed;
    if (reporter) asked.reporters = reporter;
    new RegExp(asked.testNamePattern ?? ''); // vitest itself would throw later
    return asked;
  } catch (error) {
    const { message } = error as Error;
    const near = nearest(/^Unknown option `--?([^`]*)/.exec(message)?.[1] ?? '', Object.keys(OURS));
    const meant = near === undefined ? '' : ` Did you mean --${near}?`;
    const flags = 'Flags: those of "vitest run", and --check, --watch, --hint, --plain, --seed, --debug.';
    throw new UsageError(`${message}.${meant} ${flags}`);
  }
}
