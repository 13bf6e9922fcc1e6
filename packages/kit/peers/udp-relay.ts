import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { isIPv6 } from 'node:net';
import { otherEnd } from '../wire/label.ts';
import type { Endpoint } from '../wire/types.ts';
import { LOOPBACK, type RelayOptions } from './tcp-relay.ts';

/** Stands between UDP clients and a server, and records every datagram. To the server each client is a port of the relay's. */
export class UdpRelay implements AsyncDisposable {
  readonly port: number;
  readonly #front: Socket;
  readonly #options: RelayOptions;
  /** By the address and port of the client. */
  readonly #ways = new Map<string, Way>();

  private constructor(front: Socket, options: RelayOptions) {
    this.port = front.address().port;
    this.#front = front;
    this.#options = options;
    front.on('message', (bytes, { address, port }) => this.#toServer(bytes, { address, port }));
    front.on('error', () => {}); // Windows reports a client that has left
  }

  /** The clients that have sent something, in order, and the number of each one's conversation. */
  get clients(): { port: number; conversation: number }[] {
    return [...this.#ways.values()].map(({ client: { port }, conversation }) => ({ port, conversation }));
  }

  /** @throws the error of the system when the relay's port cannot be had */
  static async open(options: RelayOptions): Promise<UdpRelay> {
    const front = createSocket('udp4');
    front.bind({ address: LOOPBACK, port: options.port ?? 0, exclusive: true });
    await once(front, 'listening');
    return new UdpRelay(front, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const backs = await Promise.all([...this.#ways.values()].map(({ back }) => back));
    for (const socket of [this.#front, ...backs]) socket?.close();
  }

  async #toServer(bytes: Buffer, client: Endpoint): Promise<void> {
    const { wire, client: from = 'peer' } = this.#options;
    const key = `${client.address}:${client.port}`;
    const way = this.#ways.get(key) ?? this.#newWay(key, client);
    wire.record({ kind: 'data', datagram: true, from, bytes, conversation: way.conversation });
    (await way.back)?.send(bytes);
  }

  #newWay(key: string, client: Endpoint): Way {
    const { wire, server, client: end = 'peer' } = this.#options;
    const conversation = wire.newConversation({ transport: 'udp', [end]: client, [otherEnd(end)]: server });
    const way = { client, conversation, back: this.#openBack(client, conversation) };
    this.#ways.set(key, way);
    return way;
  }

  /** A socket that is connected to the server hears when nothing is bound there; none when the name has no address. */
  async #openBack(client: Endpoint, conversation: number): Promise<Socket | undefined> {
    const { wire, server, client: end = 'peer' } = this.#options;
    const from = otherEnd(end);
    const back = createSocket(isIPv6(server.address) ? 'udp6' : 'udp4');
    const note = ({ code = '' }: NodeJS.ErrnoException) => wire.record({ kind: 'reset', from, code, conversation });
    back.on('message', (bytes) => {
      wire.record({ kind: 'data', datagram: true, from, bytes, conversation });
      this.#front.send(bytes, client.port, client.address);
    });
    try {
      back.connect(server.port, server.address);
      await once(back, 'connect');
      back.on('error', note);
      return back;
    } catch (error) {
      back.close();
      note(error as NodeJS.ErrnoException);
      return undefined;
    }
  }
}

interface Way {
  client: Endpoint;
  conversation: number;
  back: Promise<Socket | undefined>;
}
