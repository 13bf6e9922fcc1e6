import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import type { WireRecorder } from '../../wire/recorder.ts';
import type { WireEvent } from '../../wire/types.ts';

const LOOPBACK = '127.0.0.1';

/**
 * Stands between UDP clients and a server on this machine, passes every datagram on, unchanged and once, and writes each
 * down as it comes (`peer` is the client, `program` the server). For the clients it is the server; for the server each
 * client is a port of the relay's.
 */
export class UdpRelay implements AsyncDisposable {
  /** Where clients send to. */
  readonly port: number;
  readonly #front: Socket;
  readonly #serverPort: number;
  readonly #wire: WireRecorder;
  /** By the port of the client. */
  readonly #ways = new Map<number, Way>();

  private constructor(front: Socket, serverPort: number, wire: WireRecorder) {
    this.port = front.address().port;
    this.#front = front;
    this.#serverPort = serverPort;
    this.#wire = wire;
    front.on('message', (bytes, { port }) => this.#toServer(bytes, port));
    front.on('error', () => {}); // Windows reports a client that has left
  }

  /** The clients that have sent something, in order, and the number of each one's conversation. */
  get clients(): { port: number; conversation: number }[] {
    return [...this.#ways].map(([port, { conversation }]) => ({ port, conversation }));
  }

  /** What passed so far. */
  get events(): readonly WireEvent[] {
    return this.#wire.events;
  }

  /** @param serverPort the server's port on 127.0.0.1 */
  static async open(serverPort: number, wire: WireRecorder): Promise<UdpRelay> {
    const front = createSocket('udp4');
    front.bind({ address: LOOPBACK });
    await once(front, 'listening');
    return new UdpRelay(front, serverPort, wire);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const backs = await Promise.all([...this.#ways.values()].map(({ back }) => back));
    for (const socket of [this.#front, ...backs]) socket.close();
  }

  async #toServer(bytes: Buffer, clientPort: number): Promise<void> {
    const way = this.#ways.get(clientPort) ?? this.#newWay(clientPort);
    this.#wire.record({ kind: 'data', datagram: true, from: 'peer', bytes, conversation: way.conversation });
    (await way.back).send(bytes);
  }

  #newWay(clientPort: number): Way {
    const conversation = this.#wire.newConversation({ transport: 'udp' });
    const back = this.#openBack(clientPort, conversation);
    this.#ways.set(clientPort, { conversation, back });
    return { conversation, back };
  }

  /** A socket that is connected to the server hears when nothing is bound there. */
  async #openBack(clientPort: number, conversation: number): Promise<Socket> {
    const back = createSocket('udp4');
    back.on('message', (bytes) => {
      this.#wire.record({ kind: 'data', datagram: true, from: 'program', bytes, conversation });
      this.#front.send(bytes, clientPort, LOOPBACK);
    });
    back.connect(this.#serverPort, LOOPBACK);
    await once(back, 'connect');
    back.on('error', ({ code = '' }: NodeJS.ErrnoException) =>
      this.#wire.record({ kind: 'reset', from: 'program', code, conversation }),
    );
    return back;
  }
}

/** One client's way to the server. */
interface Way {
  conversation: number;
  back: Promise<Socket>;
}
