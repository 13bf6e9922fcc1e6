import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ReadStream } from 'node:tty';
import { asciiText } from '../../../text/printable.ts';
import { theScreen } from '../../../text/terminal.ts';
import type { Topic } from '../../../topic/topic.ts';
import { onSignal } from '../../on-signal.ts';
import type { TestFlags } from '../test-flags.ts';
import { AppendDisplay, type Display } from './display/append-display.ts';
import { ScreenDisplay } from './display/screen-display.ts';
import { LiveSuites } from './live-suites.ts';
import { NewestWins } from './newest-wins.ts';
import { SourceWatch } from './source-watch.ts';
import { WatchedRuns } from './watched-runs.ts';

/** How often we look whether who started us is still there. */
const LOOK_MS = 2_000;

/** Returns the exit code, 0. @throws UsageError when no check is left to run, or none can be run where the topic is */
export async function watchTopic(topic: Topic, flags: TestFlags): Promise<number> {
  const suites = await LiveSuites.open(topic, flags.vitest ?? {});
  const directory = mkdtempSync(join(tmpdir(), 'socket-lab-'));
  const { promise: isLeft, resolve: leave, reject: fail } = Promise.withResolvers<void>();
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rmSync(directory, { recursive: true, force: true, maxRetries: 3 }));
  const display = openDisplay(topic);
  stack.defer(() => display.close());
  const runs = new WatchedRuns({ topic, flags, suites, directory, display });
  const newest = new NewestWins((wanted, signal) => runs.run(wanted, signal), fail);
  const all = () => newest.want({ programs: runs.programs });
  const hint = () => {
    const wanted = runs.hint;
    if (wanted && !newest.isRunning) newest.want(wanted);
  };
  const isWatched = (name: string) => runs.programs.has(name);
  const onChange = (changed: ReadonlySet<string>, at: number) => {
    const saved = [...changed].filter((name) => [...affectedPrograms(topic, [name])].some(isWatched));
    const programs = [...affectedPrograms(topic, saved)].filter(isWatched);
    if (saved.length > 0) newest.want({ programs: new Set(programs), saved: { programs: new Set(saved), at } });
  };
  stack.use(new SourceWatch(topic, onChange));
  const commands: Record<Command, () => void> = { leave, all, hint, more: () => display.more() };
  if (process.stdin.isTTY) stack.use(readKeys(process.stdin, (command) => commands[command]()));
  stack.use(untilLeft(leave));
  all();
  await isLeft;
  return 0;
}

const KEYS = 'Enter: all checks again   h: a stronger hint   q: leave';

function openDisplay(topic: Topic): Display {
  const { stdout, stdin } = process;
  const { isLive, ascii } = theScreen();
  const inSigns = ascii ? asciiText : String;
  if (!isLive) return new AppendDisplay(stdout, inSigns);
  const title = `${topic.title}: the public checks, run again when you save`;
  return new ScreenDisplay(stdout, { title, keys: stdin.isTTY ? KEYS : 'Ctrl-C: leave', inSigns });
}

/** Calls when the watch is to end without a key: by a signal, or since the terminal or the command that began it is gone. */
function untilLeft(leave: () => void): Disposable {
  const listening = new DisposableStack();
  listening.use(onSignal(leave));
  process.stdout.on('error', leave); // EPIPE: nobody reads on
  const parent = process.ppid;
  const ticker = setInterval(() => process.ppid !== parent && leave(), LOOK_MS);
  listening.defer(() => clearInterval(ticker));
  return listening;
}

type Command = 'leave' | 'all' | 'hint' | 'more';

const COMMANDS: Record<string, Command> = {
  q: 'leave',
  Q: 'leave',
  '\x03': 'leave', // Ctrl-C
  '\x04': 'leave', // Ctrl-D
  '\r': 'all',
  '\n': 'all',
  h: 'hint',
  H: 'hint',
  ' ': 'more',
  '\x1b[6~': 'more', // Page Down (xterm, Control Sequences)
};

/** Reads single keys of a terminal, until it is disposed. The end of the terminal itself is a 'leave'. */
function readKeys(terminal: ReadStream, onCommand: (command: Command) => void): Disposable {
  const onData = (keys: string) => {
    const command = COMMANDS[keys] ?? COMMANDS[keys[0] ?? ''];
    if (command) onCommand(command);
  };
  const onEnd = () => onCommand('leave');
  terminal.setRawMode(true);
  terminal.setEncoding('utf8').on('data', onData).once('end', onEnd).once('error', onEnd);
  return {
    [Symbol.dispose]() {
      terminal.off('data', onData).off('end', onEnd).off('error', onEnd).pause();
      terminal.setRawMode(false);
    },
  };
}

/** The programs that are others now that some were saved: those, and whoever imports one of them (`./server.ts`). */
export function affectedPrograms(topic: Topic, saved: Iterable<string>): Set<string> {
  const sources = Object.keys(topic.programs).map((name) => [name, sourceOf(topic, name)] as const);
  const affected = new Set(saved);
  for (const name of affected) {
    // What is added here comes to its turn, too.
    for (const [other, source] of sources) if (names(source, name)) affected.add(other);
  }
  return affected;
}

function sourceOf({ directory }: Topic, name: string): string {
  try {
    return readFileSync(join(directory, 'src', `${name}.ts`), 'utf8');
  } catch {
    return '';
  }
}

/** In an import, a `require` or a worker. In a comment it costs a run too many, and nothing else. */
function names(source: string, name: string): boolean {
  return ['', '.ts', '.js'].some((extension) =>
    ["'", '"', '`'].some((quote) => source.includes(`${quote}./${name}${extension}${quote}`)),
  );
}
