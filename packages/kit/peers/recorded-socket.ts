import type { Socket } from 'node:dgram';
import { withinDeadline } from '../program/deadline.ts';
import { Change } from '../program/output.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { Endpoint } from '../wire/types.ts';

/**
 * A datagram that came, and from where.
 * @example
 * const { bytes, address, port } = await peer.receive();
 */
export interface Datagram extends Endpoint {
  bytes: Buffer;
}

export interface RecordedSocketOptions {
  socket: Socket;
  wire: Recorder;
  target?: Endpoint;
  /** The socket is connected to the target: it hears of ICMP errors, and takes datagrams from nowhere else. */
  isConnected?: boolean;
  /** Settles when no program is left that could send. */
  lastChance(): Promise<void>;
}

/** A UDP socket of the grader's. It takes every datagram that comes, and records everything. */
export class RecordedSocket {
  /** Settles whenever a datagram or an ICMP error came. */
  readonly change = new Change();
  /** Where this socket is bound, as the program sees it. */
  readonly address: string;
  readonly port: number;
  readonly target: Endpoint | undefined;
  /** ICMP said that nothing is bound to the target. */
  isUnreachable = false;
  /** Every program had ended when something was last awaited: nobody was left to send it. */
  isDeserted = false;
  readonly #options: RecordedSocketOptions;
  readonly #conversation: number;
  readonly #datagrams: Datagram[] = [];
  #taken = 0;
  #fault: Error | undefined;

  constructor(options: RecordedSocketOptions) {
    this.#options = options;
    const { address, port } = options.socket.address();
    this.address = address;
    this.port = port;
    this.target = options.target;
    this.#conversation = options.wire.newConversation({
      transport: 'udp',
      peer: { address, port },
      ...(options.target && { program: options.target }),
    });
    options.socket.on('message', (bytes, source) => {
      if (!options.wire.hasRoomAfter(bytes.length)) return; // lost, as datagrams may be
      this.#datagrams.push({ bytes, address: source.address, port: source.port });
      this.#record('program', bytes, { address: source.address, port: source.port });
      this.change.announce();
    });
    options.socket.on('error', (error: NodeJS.ErrnoException) => this.#hearOf(error));
  }

  get received(): number {
    return this.#datagrams.length;
  }

  get waiting(): Datagram | undefined {
    return this.#datagrams[this.#taken];
  }

  /** Sends one datagram, to the target by default. Throws Error when the system refuses: EMSGSIZE beyond 65,507 bytes … */
  async send(data: string | Uint8Array, to: Endpoint | undefined = this.target): Promise<void> {
    if (!to) throw new Error('This UDP socket was not told where to send to.');
    const { socket, isConnected } = this.#options;
    const bytes = Buffer.from(data as string);
    this.#record('peer', bytes, to);
    const error = await new Promise<NodeJS.ErrnoException | null>((resolve) => {
      if (isConnected) socket.send(bytes, resolve);
      else socket.send(bytes, to.port, to.address, resolve);
    });
    if (error) this.#hearOf(error);
    if (this.#fault) throw this.#fault;
  }

  /** Takes the next datagram; `undefined` when none comes in time, no program is left, or the target is unreachable. */
  async take(): Promise<Datagram | undefined> {
    const deserted = this.#options.lastChance().then(() => 'deserted' as const);
    this.isDeserted = (await withinDeadline(Promise.race([this.arrival(), deserted]))) === 'deserted';
    if (this.#fault) throw this.#fault;
    const next = this.waiting;
    if (next) this.#taken++;
    return next;
  }

  /** Settles when there is a datagram to take, or the target is unreachable. */
  async arrival(): Promise<void> {
    while (!this.waiting && !this.isUnreachable && !this.#fault) await this.change.next;
  }

  note(text: string): void {
    this.#options.wire.record({ kind: 'note', text, conversation: this.#conversation });
  }

  /** Closes the socket: whatever is sent to it from now on is answered by ICMP port unreachable (RFC 1122 §4.1.3.1). */
  async leave(): Promise<void> {
    this.note('the peer closes its socket');
    await new Promise<void>((resolve) => this.#options.socket.close(resolve));
  }

  /** A connected socket is told of an ICMP error by a later call (udp(7)). Any other error is the grader's or the machine's. */
  #hearOf(error: NodeJS.ErrnoException): void {
    if (error.code === 'ECONNREFUSED') {
      this.isUnreachable = true;
      this.#options.wire.record({ kind: 'reset', from: 'program', code: error.code, conversation: this.#conversation });
    } else {
      this.#fault = error;
    }
    this.change.announce();
  }

  #record(from: 'peer' | 'program', bytes: Buffer, programAt: Endpoint): void {
    const { wire } = this.#options;
    wire.record({ kind: 'data', from, bytes, datagram: true, programAt, conversation: this.#conversation });
  }
}
