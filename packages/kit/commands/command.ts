import { type ParseArgsConfig, parseArgs } from 'node:util';
import { nearest } from '../text/nearest.ts';
import { plainText } from '../text/plain-text.ts';
import { UsageError } from '../text/usage-error.ts';

type Options = NonNullable<ParseArgsConfig['options']>;
type Config<O extends Options> = { options: O & typeof HELP };

export interface CommandLine<O extends Options> {
  flags: ReturnType<typeof parseArgs<Config<O>>>['values'];
  words: string[];
  /** What stands behind `--`, of a command that takes it. */
  rest: string[];
}

export interface Call<O extends Options> extends CommandLine<O> {
  courseDirectory: string;
  /** Where the user stands: relative paths count from there. */
  workingDirectory: string;
}

interface Definition<O extends Options> {
  name: string;
  usage?: string;
  /** As `util.parseArgs` takes them; `--help` is added. Without any, all words are handed on as they are. */
  options?: O;
  /** Words beside the flags: none when left out. `one` says what the word is, for the message. */
  words?: 'many' | { one: string };
  /** Words behind `--` are handed on: they are flags of a program that it starts. */
  takesRest?: boolean;
  /** Said after a fault in the flags instead of `"pnpm … --help" says what there is.` */
  advice?: string;
  run(call: Call<O>): number | Promise<number>;
}

export interface Command<O extends Options = Options> {
  parse(args: readonly string[]): CommandLine<O>;
  /** Says a fault on stderr. Returns the exit code: its own; 2 for a fault of the user, 1 for another. */
  run(args: readonly string[], courseDirectory: string, workingDirectory?: string): Promise<number>;
}

const HELP = { help: { type: 'boolean', short: 'h' } } as const;

/**
 * A command of the course.
 * @example
 * export const ready = command({
 *   name: 'ready',
 *   usage: 'Usage: pnpm ready [--json]',
 *   options: { json: { type: 'boolean' } },
 *   run: ({ flags, courseDirectory }) => …,
 * });
 */
export function command<const O extends Options>(definition: Definition<O>): Command<O> {
  const { usage = '', options } = definition;
  const parse = (args: readonly string[]): CommandLine<O> =>
    options ? parseLine(args, { ...definition, options }) : { flags: {} as never, words: [...args], rest: [] };
  return {
    parse,
    // pnpm runs scripts elsewhere, and says where it was called.
    run: (args, courseDirectory, workingDirectory = process.env.INIT_CWD ?? process.cwd()) =>
      toExitCode(async () => {
        const line = parse(args);
        if (!asksForHelp(line)) return definition.run({ ...line, courseDirectory, workingDirectory });
        console.log(usage);
        return 0;
      }),
  };
}

function parseLine<O extends Options>(
  args: readonly string[],
  {
    name,
    words: taken,
    takesRest = false,
    advice = `"pnpm ${name} --help" says what there is.`,
    options,
  }: Definition<O>,
): CommandLine<O> {
  // Package managers may hand on a `--` of their own, before the flags of a script.
  const dashes = takesRest ? args.indexOf('--', 1) : -1;
  const ours = (dashes === -1 ? args : args.slice(0, dashes)).filter((arg) => arg !== '--');
  const config = { args: ours, options: { ...options, ...HELP }, allowPositionals: taken !== undefined };
  const { values, positionals: words } = parsed(config, advice);
  if (typeof taken === 'object' && words.length > 1 && !asksForHelp({ flags: values })) {
    throw new UsageError(`One ${taken.one} at a time, not "${words.join('" and "')}". ${advice}`);
  }
  return { flags: values as CommandLine<O>['flags'], words, rest: dashes === -1 ? [] : args.slice(dashes + 1) };
}

function parsed(config: ParseArgsConfig & { options: Options }, advice: string) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new UsageError(`${faultInWords((error as Error).message, Object.keys(config.options))} ${advice}`);
  }
}

const asksForHelp = ({ flags }: { flags: object }): boolean => 'help' in flags && flags.help === true;

function faultInWords(message: string, flags: readonly string[]): string {
  const fault = (message.split(/\.\s/, 1)[0] ?? '').replace(/\.$/, '').replace('is ambiguous', 'missing');
  const unknown = /^Unknown option '--?([^']*)'/.exec(fault)?.[1];
  const near = unknown === undefined ? undefined : nearest(unknown, flags);
  return near === undefined ? `${fault}.` : `${fault}. Did you mean --${near}?`;
}

/** The commands by name: what each does, in a line, and how it is loaded. */
export type Commands = Readonly<Record<string, [does: string, load: () => Promise<{ default: Pick<Command, 'run'> }>]>>;

/** Runs the command that the first word names, loads no other, and returns the exit code. */
export function dispatch(commands: Commands, args: readonly string[], courseDirectory: string): Promise<number> {
  return toExitCode(async () => {
    const [name, ...rest] = args;
    if (name === undefined || name === '--help' || name === '-h') {
      console.log(listOf(commands));
      return name === undefined ? 2 : 0;
    }
    const chosen = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (chosen) {
      const [, load] = chosen;
      return (await load()).default.run(rest, courseDirectory);
    }
    const near = nearest(name, Object.keys(commands));
    const help = near === undefined ? `There are: ${Object.keys(commands).join(', ')}.` : `Did you mean ${near}?`;
    throw new UsageError(`There is no command "${name}". ${help}`);
  });
}

function listOf(commands: Commands): string {
  const width = Math.max(...Object.keys(commands).map((name) => name.length));
  const rows = Object.entries(commands).map(([name, [does]]) => `  pnpm ${name.padEnd(width)}  ${does}`);
  return ['The commands of the course:', '', ...rows, '', 'Each says more with --help.'].join('\n');
}

export async function toExitCode(work: () => Promise<number>): Promise<number> {
  for (const stream of [process.stdout, process.stderr]) {
    if (!stream.listeners('error').includes(onOutputError)) stream.on('error', onOutputError);
  }
  try {
    return await work();
  } catch (error) {
    const missing = missingPackage(error);
    if (missing !== undefined) {
      console.error(`The package ${missing} is not installed. In the folder of the course, run: pnpm install`);
      return 2;
    }
    console.error(plainText(inWords(error)));
    return error instanceof UsageError ? error.exitCode : 1;
  }
}

let unwritten: string | undefined;

/** Whoever read what is printed may have gone (`| head`): the command does its work all the same. Another error is told at the end. */
function onOutputError({ code, message }: NodeJS.ErrnoException): void {
  if (code === 'EPIPE' || code === 'EIO' || unwritten !== undefined) return; // EIO: of a terminal
  unwritten = message;
  process.once('exit', () => {
    process.exitCode ||= 1; // a fault of the command's own says more
    console.error(`error: what it has to say cannot be written: ${unwritten}`);
  });
}

/** As Node words it: `Cannot find package 'yaml' imported from …`; a file of ours that is missing is another fault. */
export function missingPackage(error: unknown): string | undefined {
  const { code, message = '' } = error as NodeJS.ErrnoException;
  if (code !== 'ERR_MODULE_NOT_FOUND') return undefined;
  return /^Cannot find package '([^']+)'/.exec(message)?.[1];
}

function inWords(error: unknown): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  if (error instanceof UsageError) return error.message;
  const { code, message, stack } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return `error: ${message}. The disk is full, or has no inodes left (df -i): what was written before is whole. Make room; the same command goes on from there.`;
  }
  const isOfTheSystem = code !== undefined && !code.startsWith('ERR_');
  return `error: ${isOfTheSystem ? message : (stack ?? message)}`; // a fault of ours: where it is
}
