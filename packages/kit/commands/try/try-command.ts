import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { styleText } from 'node:util';
import { follow } from '../../check/program-events.ts';
import { Program } from '../../program/program.ts';
import { addressInWords } from '../../text/address.ts';
import { lineWidth } from '../../text/line-width.ts';
import { wrap } from '../../text/wrap.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { UsageFault } from '../usage-error.ts';
import { defaultFlags } from './default-flags.ts';
import { type FoundProgram, findProgram } from './find-program.ts';
import { LiveView } from './live-view.ts';
import type { Relay } from './open-relay.ts';
import { type Staged, stageForTry } from './staged.ts';
import type { Trial } from './trial.ts';
import { tryClient } from './try-client.ts';
import { readTryFlags, type TryFlags, USAGE } from './try-flags.ts';
import { tryServer } from './try-server.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * The command `pnpm try`.
 * @param workingDirectory where the user stands
 * @returns the exit code: 0, whatever the program did; 1 when it cannot be started, 2 on bad usage
 */
export async function tryCommand(
  args: readonly string[],
  courseDirectory: string,
  workingDirectory = process.env.INIT_CWD ?? process.cwd(), // pnpm runs scripts elsewhere
): Promise<number> {
  const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
  try {
    const flags = readTryFlags(args);
    if (flags.help) {
      console.log(USAGE);
      return 0;
    }
    const here = relative(join(courseDirectory, 'packages'), workingDirectory).split(sep)[0];
    const found = findProgram(flags.names, topicsNamed([], courseDirectory), here);
    console.log(`${styleText('bold', `${found.topic.id}, ${found.name}`)}: ${found.program.title}`);
    const staged = await stageForTry(found, stagedDirectory);
    if (typeof staged === 'string') {
      console.error(staged);
      return 1;
    }
    if (staged.open.length > 0) console.log(openInWords(staged.open));
    await run(found, staged, flags);
    return 0;
  } catch (error) {
    if (!(error instanceof UsageFault)) throw error;
    console.error(error.message);
    return 2;
  } finally {
    await rm(stagedDirectory, { recursive: true, force: true });
  }
}

function openInWords(open: readonly number[]): string {
  const [one, ...more] = open;
  if (more.length === 0) return `TODO ${one} is still open: where the program reaches it, it says so and ends.`;
  return `TODOs ${open.join(', ')} are still open: where the program reaches one, it says so and ends.`;
}

async function run({ topic, name, program }: FoundProgram, { options }: Staged, flags: TryFlags): Promise<void> {
  const isServer = program.ready !== undefined;
  const defaults = defaultFlags(readFileSync(join(topic.directory, 'src', `${name}.ts`), 'utf8'));
  const far = addressInWords(`${flags.host ?? defaults.host ?? '127.0.0.1'}:${flags.port ?? defaults.port}`);
  const view = new LiveView({
    program: name,
    ...(hasRelay(program) && { peer: (conversation) => (isServer ? `client ${conversation}` : far) }),
    width: lineWidth,
    print: (text) => console.log(text),
  });
  let running: Program | undefined;
  const launch: Trial['launch'] = (args, port) => {
    running = new Program({ ...options, args, port });
    follow(running, (fact) => {
      const isSeen = fact.kind === 'typed' && process.stdin.isTTY; // the terminal has shown it
      if (!isSeen) view.tell(fact);
    });
    return running;
  };
  const serverCommand = `pnpm try ${topic.id} ${serverOf(topic)}`;
  const print = (text: string) => console.log(wrap(text, lineWidth()).join('\n'));
  const trial: Trial = { flags, defaults, view, serverCommand, print, launch };
  const interrupted = Promise.race(SIGNALS.map((signal) => once(process, signal)));
  let relay: Relay | undefined;
  try {
    const whole = (async () => {
      relay = await start(program, trial);
      if (!isServer && running) handOverStdin(running);
      await running?.ended;
    })();
    const end = await Promise.race([whole.then(() => 'ended'), interrupted.then(() => 'interrupted')]);
    if (end === 'interrupted') console.log(`\nStopped: ${name}.`);
    await nextTurn(); // what it printed last is on its way to the screen
    view.stop();
  } finally {
    process.stdin.pause();
    await running?.stop();
    await relay?.[Symbol.asyncDispose]();
  }
}

/** A server gets a relay before it, a client one behind it; a program that has no other end, or binds a port itself, none. */
async function start(program: FoundProgram['program'], trial: Trial): Promise<Relay | undefined> {
  const { flags, launch } = trial;
  if (hasRelay(program) && program.transport !== 'none') {
    refuseOwnPlace(flags.rest);
    return program.ready === undefined ? tryClient(trial, program.transport) : tryServer(trial, program.transport);
  }
  const port = flags.port === undefined ? [] : ['--port', String(flags.port)];
  const host = flags.host === undefined ? [] : ['--host', flags.host];
  launch([...host, ...port, ...flags.rest], flags.port ?? 0);
  return undefined;
}

/** The relay has to know where the program is, or whom it talks to. */
function refuseOwnPlace(rest: readonly string[]): void {
  const flag = rest.find((word) => /^--(?:port|host)(?:=|$)/.test(word));
  if (flag !== undefined) throw new UsageFault(`${flag} stands before the --, among the flags of pnpm try.`);
}

/** A server that is awaited; and a client that comes as far as to talk to one, as the words of its gaps say. */
function hasRelay({ ready, transport, gaps }: FoundProgram['program']): boolean {
  const talks = Object.values(gaps).some((words) => /\b(?:connect|send|ask)\b/.test(words));
  return transport !== 'none' && (ready !== undefined || talks);
}

function serverOf({ programs }: FoundProgram['topic']): string {
  return Object.entries(programs).find(([, { ready }]) => ready !== undefined)?.[0] ?? 'server';
}

/** What is typed here is typed there. */
function handOverStdin(program: Program): void {
  process.stdin.setEncoding('utf8');
  process.stdin.on('data', (text) => program.write(String(text)));
  process.stdin.on('end', () => program.endInput());
}
