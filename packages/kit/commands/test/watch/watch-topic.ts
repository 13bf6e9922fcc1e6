import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asciiText } from '../../../text/printable.ts';
import { theScreen } from '../../../text/terminal.ts';
import type { Topic } from '../../../topic/topic.ts';
import { onSignal } from '../../on-signal.ts';
import type { TestFlags } from '../test-flags.ts';
import { affectedPrograms } from './affected-programs.ts';
import { AppendDisplay } from './display/append-display.ts';
import type { Display } from './display/display.ts';
import { ScreenDisplay } from './display/screen-display.ts';
import { type Command, readKeys } from './keys.ts';
import { LiveSuites } from './live-suites.ts';
import { NewestWins } from './newest-wins.ts';
import { SourceWatch } from './source-watch.ts';
import { WatchedRuns } from './watched-runs.ts';

/** How often we look whether who started us is still there. */
const LOOK_MS = 2_000;

/**
 * Runs the public checks of a topic, and those of a program again whenever it is saved, until somebody leaves.
 * @returns the exit code, 0
 * @throws UsageError when no check is left to run, or none can be run where the topic is
 */
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
