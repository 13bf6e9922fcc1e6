import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { styleText } from 'node:util';
import { follow } from '../../check/program-events.ts';
import { Program } from '../../program/program.ts';
import { addressInWords } from '../../text/phrases.ts';
import { lineWidth } from '../../text/terminal.ts';
import { UsageError } from '../../text/usage-error.ts';
import { wrap } from '../../text/wrap.ts';
import { topicsNamed } from '../../topic/topics-named.ts';
import { command } from '../command.ts';
import { portOf } from '../flag-values.ts';
import { onSignal } from '../on-signal.ts';
import { LiveView } from './live-view.ts';
import { type FoundProgram, findProgram, type Staged, stageForTry } from './staged.ts';
import { defaultFlags, type Relay, type Trial, type TryRequest, tryClient, tryServer } from './trial.ts';

const USAGE = `Usage: pnpm try [TOPIC] PROGRAM [flags] [-- flags of the program]

Starts your own program and shows what arrives at it and what leaves it, so that you can talk to it by telnet or nc, or let
your client talk to your server. Ctrl-C ends it.

  TOPIC          where the program is, when several topics have one of its name
  PROGRAM        server, client, 04-loop (or 04) …
  --port N       a server: the port to talk to; a client: the port of the server to talk to
  --host H       a server: the address it binds; a client: where the server is
  --help

Exit code: 0, whatever the program does; 1 when it cannot be started, 2 on bad usage.`;

/** Exit code 0, whatever the program did; 1 when it cannot be started. */
const tryCommand = command({
  name: 'try',
  usage: USAGE,
  options: { port: { type: 'string' }, host: { type: 'string' } },
  words: 'many',
  takesRest: true,
  advice: 'Flags of the program stand behind --: pnpm try client -- --timeout 500',
  async run({ courseDirectory, workingDirectory, ...line }) {
    const request = requestOf(line);
    const here = relative(join(courseDirectory, 'packages'), workingDirectory).split(sep)[0];
    const found = findProgram(request.names, topicsNamed([], courseDirectory), here);
    console.log(`${styleText('bold', `${found.topic.id}, ${found.name}`)}: ${found.program.title}`);
    const stagedDirectory = await mkdtemp(join(tmpdir(), 'socket-lab-'));
    try {
      const staged = await stageForTry(found, stagedDirectory);
      if (typeof staged === 'string') {
        console.error(staged);
        return 1;
      }
      if (staged.open.length > 0) console.log(openInWords(staged.open));
      await run(found, staged, request);
      return 0;
    } finally {
      await rm(stagedDirectory, { recursive: true, force: true });
    }
  },
});
export default tryCommand;

export function requestOf({ flags, words, rest }: ReturnType<typeof tryCommand.parse>): TryRequest {
  if (words.length === 0 || words.length > 2) {
    throw new UsageError('Name one program: pnpm try server, or with its topic: pnpm try echo-service server');
  }
  const { port, host } = flags;
  return { names: words, ...(port !== undefined && { port: portOf(port) }), ...(host !== undefined && { host }), rest };
}

function openInWords(open: readonly number[]): string {
  const [one, ...more] = open;
  if (more.length === 0) return `TODO ${one} is still open: where the program reaches it, it says so and ends.`;
  return `TODOs ${open.join(', ')} are still open: where the program reaches one, it says so and ends.`;
}

async function run({ topic, name, program }: FoundProgram, { options }: Staged, request: TryRequest): Promise<void> {
  const isServer = program.ready !== undefined;
  const defaults = defaultFlags(readFileSync(join(topic.directory, 'src', `${name}.ts`), 'utf8'));
  const far = addressInWords(`${request.host ?? defaults.host ?? '127.0.0.1'}:${request.port ?? defaults.port}`);
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
  const trial: Trial = { request, defaults, view, serverCommand, print, launch };
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  using _ = onSignal(() => interrupt());
  process.stdout.once('error', () => interrupt()); // nobody looks any more
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
  const { request, launch } = trial;
  if (hasRelay(program) && program.transport !== 'none') {
    refuseOwnPlace(request.rest);
    return program.ready === undefined ? tryClient(trial, program.transport) : tryServer(trial, program.transport);
  }
  const port = request.port === undefined ? [] : ['--port', String(request.port)];
  const host = request.host === undefined ? [] : ['--host', request.host];
  launch([...host, ...port, ...request.rest], request.port ?? 0);
  return undefined;
}

/** The relay has to know where the program is, or whom it talks to. */
function refuseOwnPlace(rest: readonly string[]): void {
  const flag = rest.find((word) => /^--(?:port|host)(?:=|$)/.test(word));
  if (flag !== undefined) throw new UsageError(`${flag} stands before the --, among the flags of pnpm try.`);
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
