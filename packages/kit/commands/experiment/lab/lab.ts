import { follow } from '../../../check/program-events.ts';
import { DEFAULT_LIMITS } from '../../../confine/limits.ts';
import { CheckFailure } from '../../../failure/failure.ts';
import { UdpRelay } from '../../../peers/udp-relay.ts';
import { withinDeadline } from '../../../program/deadline.ts';
import { Program } from '../../../program/program.ts';
import { readyLine } from '../../../program/ready-line.ts';
import { Recorder } from '../../../wire/recorder.ts';
import type { ProbeResult } from '../../../wire/types.ts';
import { probeAddress, SILENCE_MS } from './addresses.ts';
import { builtIn, type Cast } from './cast.ts';
import { runClient } from './client.ts';
import { ROLES, type Role } from './roles.ts';
import { Talk } from './talk.ts';

/** Less than usual to print: all of it is shown. */
const LIMITS = { ...DEFAULT_LIMITS, outputMiB: 1 };
/** How long a ready line may be on its way, in milliseconds. */
const READY_LINE_MS = 500;

interface LaunchOptions {
  /** Who it is in the story: `first server`; `server` or `client` when left out. */
  who?: string;
  /** The port of the experiment when left out. */
  port?: number;
  /** 127.0.0.1 when left out; `null`: no `--host`. */
  host?: string | null;
  /** Further flags. */
  flags?: readonly string[];
  /** The built-in program, whether the student's is done or not: it takes flags that no program of the course has. */
  isBuiltIn?: boolean;
  /** What it prints on stdout is no part of the story. */
  isQuiet?: boolean;
}

/** What one experiment is run with: the programs of its cast, sockets of the kit that look on, and the story of it all. */
export class Lab implements AsyncDisposable {
  readonly recorder = new Recorder();
  /** Free for TCP and UDP when the experiment begins. */
  readonly port: number;
  readonly #cast: Cast;
  readonly #programs: Program[] = [];
  readonly #sockets = new AsyncDisposableStack();

  constructor(cast: Cast, port: number) {
    this.#cast = cast;
    this.port = port;
  }

  /** Whether the student's own program plays a part. */
  isOwn(role: Role): boolean {
    return this.#cast[role].isOwn;
  }

  /** Says in the story what is done next. */
  turn(text: string): void {
    this.recorder.tell({ kind: 'turn', text });
  }

  /**
   * Launches a server, and waits until it is ready.
   * @throws CheckFailure when it does not get ready
   */
  async server(role: Role, options: LaunchOptions = {}): Promise<Program> {
    const server = this.#launch(role, options);
    await server.ready();
    // The kernel may know of it before its line is here, which the story should have in its place.
    await withinDeadline(server.until(saysReady(server)), READY_LINE_MS);
    return server;
  }

  /** Launches a server that need not get ready, and waits until it says so, or ends, or a deadline is over. */
  async serverInVain(role: Role, options: LaunchOptions): Promise<Program> {
    const server = this.#launch(role, options);
    await server.inTime(saysReady(server));
    return server;
  }

  /**
   * Launches a client, types a sentence when it asks for one, and waits until it has ended.
   * @throws CheckFailure when it does not end by itself
   */
  async client(role: Role, options: LaunchOptions & { sentence: string }) {
    return runClient(this.#launch(role, options), ROLES[role].asks ?? /$/, options.sentence);
  }

  /** Sockets of the kit that talk to the experiment's port; all that is seen of them goes into the story. */
  between(left: string, right: string): Talk {
    const address = `127.0.0.1:${this.port}`;
    return this.#sockets.use(new Talk(this.recorder.between({ peer: left, program: right, address })));
  }

  /** Asks an address whether anything answers on the port there. */
  async probe(transport: 'tcp' | 'udp', address: string): Promise<ProbeResult> {
    const to = { address, port: this.port };
    const answer = await probeAddress(transport, to);
    this.recorder.tell({ kind: 'asked', ...to, transport, answer });
    return answer;
  }

  /** Whether a connected socket that sends a datagram to the experiment's port is told by ICMP that no socket is bound there. */
  async isUnreachableByUdp(): Promise<boolean> {
    const probe = await this.between('probe', `port ${this.port}`).udp.connect(this);
    await probe.send('anybody?');
    await withinDeadline(probe.arrival(), SILENCE_MS);
    return probe.isUnreachable;
  }

  /** The code with which a connection to the experiment's port is refused; `undefined` when it is made. */
  async refusalByTcp(): Promise<string | undefined> {
    try {
      await this.between('probe', `port ${this.port}`).tcp.connect(this);
      return undefined;
    } catch (error) {
      if (!(error instanceof CheckFailure) || error.comparison?.kind !== 'words') throw error;
      return error.comparison.received.split(':')[0];
    }
  }

  /** Puts a relay before a UDP server, which sees all that clients and server send each other. */
  async relay(server: Program): Promise<{ relay: UdpRelay; wire: Recorder }> {
    const address = '127.0.0.1';
    const wire = this.recorder.between({ peer: 'client', program: 'server', address: `${address}:${server.port}` });
    const relay = this.#sockets.use(await UdpRelay.open({ server: { address, port: server.port }, wire }));
    return { relay, wire };
  }

  /** Stops servers, and says so in the story. */
  async stop(...servers: readonly Program[]): Promise<void> {
    await Promise.all(servers.map((server) => server.stop()));
    this.turn('The servers are stopped.');
  }

  /** What is recorded now is nobody's doing: first the programs are stopped, then the sockets closed. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#programs.map((program) => program.stop()));
    await this.#sockets.disposeAsync();
  }

  #launch(role: Role, options: LaunchOptions): Program {
    const { program: name, transport, ready, fails: syscall } = ROLES[role];
    const { who = name, port = this.port, host = '127.0.0.1', flags = [], isBuiltIn, isQuiet = false } = options;
    const args = ['--port', String(port), ...(host === null ? [] : ['--host', host]), ...flags];
    const player = isBuiltIn ? builtIn(role) : this.#cast[role];
    const program = new Program({ ...player, name, args, port, transport, readyTemplate: ready, limits: LIMITS });
    this.#programs.push(program);
    const address = `${host ?? '0.0.0.0'}:${port}`;
    follow(program, (fact) => this.recorder.tell(fact), { who, isQuiet, doing: { address, syscall } });
    return program;
  }
}

function saysReady(server: Program): () => boolean {
  const line = readyLine(server.readyTemplate);
  return () => line.test(server.stdout.text());
}
