import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import getPort from 'get-port';
import { cpuExceeded } from '../confine/exceeded.ts';
import { type Limits, limitsOf } from '../confine/limits.ts';
import { CpuBudget } from '../confine/usage-watch.ts';
import { CheckFailure } from '../failure/failure.ts';
import { say } from '../failure/message.ts';
import { Chance } from '../peers/chance.ts';
import { Tcp } from '../peers/tcp.ts';
import { Udp } from '../peers/udp.ts';
import { freeTcpPort, freeUdpPort } from '../program/free-port.ts';
import { Program } from '../program/program.ts';
import { Recorder } from '../wire/recorder.ts';
import { follow } from './program-events.ts';
import type { CheckTarget } from './target.ts';

/** Where debuggers look when they are told nothing else (nodejs.org, Debugging Node.js). */
const DEBUGGER_PORT = 9229;

export interface StartOptions {
  /** The port for `--port`; a free one when left out. `null`: no `--port`. */
  port?: number | null;
  /** The value of `--host`; no `--host` when left out. */
  host?: string;
  /** All flags, instead of `--host` and `--port`. */
  args?: readonly string[];
  /** Lines for stdin, which then ends; `open`: nothing yet (`program.write`, `program.endInput`). */
  stdin?: string | 'open';
  /** Whether to wait for a server's readiness: yes, unless it is not expected to get ready. */
  ready?: boolean;
}

export class CheckSession implements AsyncDisposable {
  readonly wire = new Recorder();
  readonly tcp = new Tcp(this.wire, () => this.#lastChance());
  readonly udp: Udp;
  readonly programs: Program[] = [];
  readonly chance: Chance;
  readonly #target: CheckTarget;
  readonly #program: string;
  readonly #budget: CpuBudget;

  constructor(target: CheckTarget, { id, program }: { id: string; program: string }, budget = new CpuBudget()) {
    this.#target = target;
    this.#program = program;
    this.#budget = budget;
    this.chance = new Chance(target.seed, id);
    this.udp = new Udp(this.wire, this.chance, () => this.#lastChance());
  }

  async start(name: string, options: StartOptions = {}): Promise<Program> {
    const { topic, programs, stagedDirectory, isolation, debug, keepsRecording } = this.#target;
    const program = topic.programs[name];
    const { script, guard } = programs.find((staged) => staged.name === name) ?? {};
    if (name !== this.#program) throw new Error(`A check of ${this.#program} starts ${name}: one program, one check.`);
    if (!program || !script || !stagedDirectory) throw new Error(`${topic.id} has no staged program "${name}".`);
    const limits = limitsOf(topic, name);
    expectTimeLeft(this.#budget, limits);
    const port = options.port === null ? 0 : (options.port ?? (await this.#freePort(program.transport)));
    const running = new Program({
      name,
      script: join(stagedDirectory, script),
      directory: stagedDirectory,
      args: options.args ?? flags(options, port),
      port,
      transport: program.transport,
      readyTemplate: program.ready,
      isNotToStart: program.ready !== undefined && options.ready === false,
      isolation,
      reads: (program.reads ?? []).map((path) => join(stagedDirectory, path)),
      workers: program.workers ?? false,
      guard,
      ...(debug && { inspectPort: await this.#debuggerPort() }),
      limits,
      budget: this.#budget,
    });
    this.programs.push(running);
    if (keepsRecording) follow(running, (fact) => this.wire.tell(fact), { launch: this.programs.length });
    if (options.stdin !== 'open') {
      if (options.stdin !== undefined) running.write(options.stdin);
      running.endInput();
    }
    if (program.ready && options.ready !== false) await running.ready();
    return running;
  }

  /** Stops the programs first: a peer that vanishes under a running program could harm it, and that would be ours. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.programs.map((program) => program.stop()));
    this.tcp.close();
    this.udp.close();
  }

  #freePort(transport: 'tcp' | 'udp' | 'none'): Promise<number> {
    return transport === 'udp' ? freeUdpPort() : freeTcpPort();
  }

  async #debuggerPort(): Promise<number> {
    const port = await getPort({ port: DEBUGGER_PORT });
    process.stderr.write(
      `${this.#program} waits for a debugger on 127.0.0.1:${port} (an editor's "attach", chrome://inspect)\n`,
    );
    return port;
  }

  /** Settles when every program has ended and what they did last has arrived here. */
  async #lastChance(): Promise<void> {
    await Promise.all(this.programs.map((program) => program.ended));
    // A turn of the event loop polls all sockets: what the kernel has queued is seen in the first, handled in the second.
    await nextTurn();
    await nextTurn();
    if (this.programs.length === 0) await new Promise(() => {});
  }
}

/** @throws CheckFailure when the launches so far have used up the processor time of all. */
function expectTimeLeft(budget: CpuBudget, limits: Limits): void {
  if (!budget.isSpent(limits)) return;
  const { what, expected, received } = cpuExceeded(limits);
  throw new CheckFailure(say('not-started', { limit: what }), { kind: 'words', expected, received });
}

function flags({ host, port: wanted }: StartOptions, port: number): string[] {
  return [...(host === undefined ? [] : ['--host', host]), ...(wanted === null ? [] : ['--port', String(port)])];
}
