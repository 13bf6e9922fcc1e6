import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { beginFdAt } from '../confine/begins.ts';
import { type Exceeded, exceededBy, outputExceeded } from '../confine/exceeded.ts';
import { killGroup, killProcess } from '../confine/kill-group.ts';
import { LAUNCHERS } from '../confine/prlimit.ts';
import { hasEnded } from '../confine/process-use.ts';
import { REPORT_FD, sandboxEnding } from '../confine/sandbox.ts';
import { isListening, showsSockets } from '../confine/socket-table.ts';
import { CpuBudget, UsageWatch } from '../confine/usage-watch.ts';
import type { ProgramEnding } from '../failure/exit.ts';
import { CheckFailure } from '../failure/failure.ts';
import { matchInTime } from '../failure/match-in-time.ts';
import { type Message, say, type Words } from '../failure/message.ts';
import { stderrInWords } from '../failure/stack.ts';
import { programLabel } from '../text/phrases.ts';
import { printable } from '../text/printable.ts';
import { withinDeadline } from './deadline.ts';
import { type LaunchTarget, launchCommand } from './launch-command.ts';
import { Output } from './output.ts';
import { unwatch, watch } from './process-watcher.ts';
import { readyLine } from './ready-line.ts';

/** How often the kernel's table of sockets is read while a server says nothing: the kernel announces no change of it. */
const LISTEN_TABLE_MS = 100;
const MIB = 1024 * 1024;
/** Milliseconds to wait for its streams after SIGKILL; a descendant may hold them open. */
const GONE_MS = 2_000;
/** How long a server that is just ending may take to be gone, in patient milliseconds: for the report, never for the verdict. */
const ENDING_MS = 1_000;
/** How a program ended: by itself with a code, by a signal, or at a limit. */
export type Ending = ProgramEnding;

export interface ProgramOptions extends LaunchTarget {
  name: string;
  /** The port it was told to take or to talk to. */
  port: number;
  transport: 'tcp' | 'udp' | 'none';
  /** The ready line of topic.yaml, for a server. */
  readyTemplate: string | undefined;
  /** A server that has to refuse its flags or its port. */
  isNotToStart?: boolean;
  /** What all launches of a run may compute together; each for itself when left out. */
  budget?: CpuBudget;
}

/**
 * A student's program, running: a process (and process group) of its own.
 * @example
 * const client = await start('client', { port: server.port, stdin: 'open' });
 * client.write('hola\n');
 * await client.prints(line('HOLA'), '"HOLA"');
 * client.endInput();
 * await client.exits(0);
 */
export class Program {
  readonly name: string;
  readonly port: number;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Settles when the process has ended and its output is complete. */
  readonly ended: Promise<Ending>;
  ending: Ending | undefined;
  /** The limit that it has gone over, and was stopped at. */
  exceeded: Exceeded | undefined;
  /**
   * A signal ended it, or the sandbox around it, that neither a limit nor this process sent: its own, or the machine's. What is
   * around it is out of its reach.
   */
  killed: 'itself' | 'what is around it' | undefined;
  /** Node has started in it, so that what it does from then on is its own; `true` as well where it does not tell. */
  hasBegun: boolean;
  /** It was still running when the check had seen enough of it. */
  stopped = false;
  /** Called with what is written to its stdin. */
  onTyped: ((text: string) => void) | undefined;
  /** Its end was awaited, and it did not come in time. */
  isOverdue = false;
  #isSealed = false;
  #hasEnded = false;
  #isOurKill = false;
  readonly #options: ProgramOptions;
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #watch: UsageWatch | undefined;
  readonly #beginning: Output | undefined;
  #outputLeft: number;

  constructor(options: ProgramOptions) {
    this.#options = options;
    this.name = options.name;
    this.port = options.port;
    this.#outputLeft = options.limits.outputMiB * MIB;
    this.#process = spawnProgram(options);
    this.hasBegun = !options.tellsBegin;
    this.#beginning = this.#hearBegin();
    this.#process.stdin.on('error', () => {}); // a program need not read what it is given
    const spend = (bytes: number) => this.#spend(bytes);
    this.stdout = new Output(this.#process.stdout, spend);
    this.stderr = new Output(this.#process.stderr, spend);
    this.#watch = this.#startWatch();
    this.ended = this.#untilEnded();
    this.ended.catch(() => {}); // a rejection reaches whoever awaits it
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Its name in a sentence: `The server`, `The program`. */
  get label(): string {
    return programLabel(this.name);
  }

  get command(): string {
    return [this.name, ...this.#options.args].join(' ');
  }

  /** A server's ready line in topic.yaml, with the words HOST and PORT. */
  get readyTemplate(): string {
    return this.#options.readyTemplate ?? '';
  }

  /** Writes to its stdin. Lines end in `\n`: a program need not answer an unterminated one (POSIX: a line ends in a newline). */
  write(text: string): void {
    this.onTyped?.(text);
    this.#process.stdin.write(text);
  }

  /** The end of its stdin. */
  endInput(): void {
    this.#process.stdin.end();
  }

  /**
   * Waits until a server can be talked to: a socket listens on its port, or is bound to it. Its ready line alone proves nothing, as it
   * can come too early: it stands for the socket only where nobody can see that (no Linux, a port that the system chooses).
   * @throws CheckFailure
   */
  async ready(): Promise<void> {
    const { readyTemplate, port } = this;
    const { transport } = this.#options;
    const hasSaidSo = () => matchInTime(readyLine(readyTemplate), this.stdout.text()) !== null;
    const isReady = () =>
      transport !== 'none' && port !== 0 && showsSockets() ? isListening(port, transport) : hasSaidSo();
    await withinDeadline(this.until(isReady, LISTEN_TABLE_MS));
    if (isReady()) return;
    const line = { line: readyTemplate };
    if (this.ending) {
      throw new CheckFailure(say('ended-before-ready', { Program: this.name }), {
        kind: 'words',
        expected: say('ready-and-running', line),
        received: say('ending', { ending: { ending: this.ending } }),
      });
    }
    throw new CheckFailure(say('not-ready', { Program: this.name }), {
      kind: 'words',
      expected: say('ready-and-bound', { ...line, port }),
      received: hasSaidSo() ? say('ready-and-unbound', { port }) : this.#shown('stdout'),
    });
  }

  /** Waits until stdout has a match of `line`, in words `what`. Throws CheckFailure when the program ends, or time is up. */
  async prints(line: RegExp, what: Words): Promise<RegExpMatchArray> {
    return this.#printsOn('stdout', line, what);
  }

  async printsOnStderr(line: RegExp, what: Words): Promise<RegExpMatchArray> {
    return this.#printsOn('stderr', line, what);
  }

  async #printsOn(stream: 'stdout' | 'stderr', line: RegExp, what: Words): Promise<RegExpMatchArray> {
    const output = this[stream];
    await withinDeadline(this.until(() => matchInTime(line, output.text()) !== null));
    const match = matchInTime(line, output.text());
    if (match) return match;
    const other = stream === 'stdout' ? 'stderr' : 'stdout';
    const elsewhere = matchInTime(line, this[other].text())?.[0] ?? '';
    // A pattern of any one character would be found in every text.
    const said =
      elsewhere.length > 1
        ? say('printed-on-other-stream', { Program: this.name, what, other, stream })
        : say('did-not-print', { Program: this.name, what });
    const seen = this.#shown(stream);
    throw new CheckFailure(said, {
      kind: 'words',
      expected: say('on-stream', { what, stream }),
      received: this.#endedEarly() ? say('ended-too-soon', { seen }) : seen,
    });
  }

  /** It has said nothing at all and takes that for success. */
  #endedEarly(): boolean {
    return this.ending?.code === 0 && this.stdout.text() === '' && this.stderr.text() === '';
  }

  /** Waits until the program ends by itself, with this code. Throws CheckFailure when it does not. */
  async exits(code: number): Promise<void> {
    const ending = await this.endsInTime();
    if (ending?.code === code) return;
    const Program = this.name;
    throw new CheckFailure(
      ending ? say('ended-with', { Program, ending: { ending } }) : say('did-not-end', { Program }),
      {
        kind: 'words',
        expected: say('ends-with-code', { code }),
        received: ending ? say('ending', { ending: { ending } }) : say('still-runs'),
      },
    );
  }

  /** Waits for its end; `undefined` when that does not come in time, or a server that was not to start says that it is ready. */
  async endsInTime(): Promise<Ending | undefined> {
    const end = this.#options.isNotToStart ? this.#endOrStart() : this.ended;
    const ending = await withinDeadline(end);
    this.isOverdue = ending === undefined;
    return ending;
  }

  /** With its ready line it has failed: only how is still to be told, by the end of it that perhaps comes. */
  async #endOrStart(): Promise<Ending | undefined> {
    await this.until(() => matchInTime(readyLine(this.readyTemplate), this.stdout.text()) !== null);
    return withinDeadline(this.ended, ENDING_MS);
  }

  /** Nothing that it does from now on counts: what it has printed stays as it is, and it still runs if it did. */
  seal(): void {
    this.#isSealed = true;
    this.stdout.seal();
    this.stderr.seal();
  }

  /** Waits until `condition` holds or the program has ended; looks whenever it prints, and every `everyMs` if given. */
  async until(condition: () => boolean, everyMs?: number): Promise<void> {
    while (!condition() && !(this.#hasEnded && this.stdout.hasEnded && this.stderr.hasEnded)) {
      const events: Promise<unknown>[] = [this.stdout.change.next, this.stderr.change.next, this.ended];
      await Promise.race(everyMs === undefined ? events : [...events, delay(everyMs)]);
    }
  }

  /** Waits until `condition` holds, looking whenever the program prints; no longer than a deadline, or the program's end. */
  async inTime(condition: () => boolean): Promise<void> {
    await withinDeadline(this.until(condition));
  }

  /** Ends it, with everything it started, and waits for the rest of its output. */
  async stop(): Promise<void> {
    this.stopped ||= !this.ending;
    this.#kill();
    await Promise.race([this.ended, delay(GONE_MS, undefined, { ref: false })]); // not even SIGKILL ends one that the kernel holds up
  }

  get #isSandboxed(): boolean {
    return this.#options.isolation === 'bubblewrap';
  }

  #shown(stream: 'stdout' | 'stderr'): Message {
    const text = stream === 'stderr' ? stderrInWords(this.stderr.text()).join('\n') : this.stdout.text();
    if (text === '') return say('nothing-on-stream', { stream });
    return say('stream-has', { stream, text: printable(text.length > 300 ? `…${text.slice(-300)}` : text) });
  }

  #spend(bytes: number): boolean {
    this.#outputLeft -= bytes;
    if (this.#outputLeft >= 0) return true;
    this.#exceed(outputExceeded(this.#options.limits));
    return false;
  }

  #startWatch(): UsageWatch | undefined {
    const { limits, budget = new CpuBudget() } = this.#options;
    if (this.pid === undefined) return undefined;
    const onExceeded = (exceeded: Exceeded) => this.#exceed(exceeded);
    return new UsageWatch({ pid: this.pid, limits, budget, launchers: this.#isSandboxed ? LAUNCHERS : 0, onExceeded });
  }

  #exceed(exceeded: Exceeded): void {
    if (this.ending) return;
    if (!this.#isSealed) this.exceeded ??= exceeded;
    this.#kill();
  }

  /** All of its group, and what of it has left the group. */
  #kill(): void {
    if (this.pid === undefined) return;
    this.#isOurKill ||= !hasEnded(this.pid);
    const others = this.#watch?.processes() ?? [];
    killGroup(this.pid);
    for (const pid of others) killProcess(pid);
  }

  #hearBegin(): Output | undefined {
    const { tellsBegin, isolation } = this.#options;
    const pipe = tellsBegin && this.#process.stdio[beginFdAt(isolation)];
    if (!pipe) return undefined;
    return new Output(pipe as Readable, () => {
      this.hasBegun = true;
      return false;
    });
  }

  async #untilEnded(): Promise<Ending> {
    // A failure to start is the machine's fault, not the student's: the check ends in `error`.
    const report = this.#isSandboxed ? text(this.#process.stdio[REPORT_FD] as Readable) : undefined;
    const exit = await new Promise<Ending>((resolve, reject) => {
      this.#process.once('error', reject);
      this.#process.once('exit', (code, signal) => resolve({ code, signal }));
    });
    const isKill = exit.signal !== null && !this.#isOurKill;
    this.#kill(); // what it left behind would hold its streams open
    const ending = this.#withLimit(report === undefined ? exit : sandboxEnding(exit, await report));
    // A sandbox that tells of a signal has seen it: ours end the sandbox first.
    const isLimit = this.exceeded !== undefined || exceededBy(ending.signal, this.#options.limits) !== undefined;
    if (isKill && report !== undefined) this.killed = 'what is around it';
    else if (!isLimit && (isKill || (exit.signal === null && ending.signal !== null))) this.killed = 'itself';
    this.#hasEnded = true;
    if (!this.#isSealed) this.ending = ending;
    this.#watch?.[Symbol.dispose]();
    if (!this.#isSandboxed && this.pid !== undefined) unwatch(this.pid);
    await this.#untilSilent();
    return ending;
  }

  #withLimit(ending: Ending): Ending {
    if (this.#isSealed) return ending;
    this.exceeded ??= exceededBy(ending.signal, this.#options.limits);
    return this.exceeded ? { ...ending, stoppedAt: this.exceeded.what } : ending;
  }

  /** Its streams are at their end, unless a process that has escaped holds them open. */
  async #untilSilent(): Promise<void> {
    const patience = setTimeout(() => {
      for (const stream of this.#process.stdio.slice(1)) stream?.destroy();
    }, GONE_MS);
    await Promise.all([this.stdout.ended, this.stderr.ended, this.#beginning?.ended]);
    clearTimeout(patience);
  }
}

/** By Node itself: execa would bring 150 modules into every run, and nothing that is used here. */
function spawnProgram(options: ProgramOptions): ChildProcessWithoutNullStreams {
  const { file, args, env, cwd } = launchCommand(options);
  const isSandboxed = options.isolation === 'bubblewrap';
  const more = [isSandboxed, options.tellsBegin].filter(Boolean).map(() => 'pipe' as const);
  const program = spawn(file, args, {
    env,
    cwd,
    detached: process.platform !== 'win32', // a process group of its own
    stdio: ['pipe', 'pipe', 'pipe', ...more],
    windowsHide: true,
  });
  if (!isSandboxed && program.pid !== undefined) watch(program.pid); // the kernel ends a sandbox: --die-with-parent
  return program as ChildProcessWithoutNullStreams;
}
