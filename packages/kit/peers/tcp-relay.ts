import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { otherEnd } from '../wire/label.ts';
import type { Recorder } from '../wire/recorder.ts';
import type { End, Endpoint } from '../wire/types.ts';

/** Stands between TCP clients and a server, and records all that passes. It reads no faster than the other end does. */
export class TcpRelay implements AsyncDisposable {
  readonly port: number;
  readonly #server: Server;
  readonly #options: RelayOptions;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, options: RelayOptions) {
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
    this.#options = options;
    server.on('connection', (client) => this.#link(client));
  }

  /** @throws the error of the system when the relay's port cannot be had */
  static async open(options: RelayOptions): Promise<TcpRelay> {
    // Nobody is read from before the server has taken the connection.
    const server = createServer({ allowHalfOpen: true, noDelay: true, pauseOnConnect: true });
    server.listen({ host: LOOPBACK, port: options.port ?? 0, exclusive: true });
    await once(server, 'listening');
    return new TcpRelay(server, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #link(client: Socket): void {
    const { server, wire, client: end = 'peer' } = this.#options;
    const at = { address: client.remoteAddress ?? '', port: client.remotePort ?? 0 };
    const conversation = wire.newConversation({ transport: 'tcp', [end]: at, [otherEnd(end)]: server });
    // Where a client of ours thinks that it is; a program's client is thought to be at the server.
    const place = end === 'peer' ? `${LOOPBACK}:${this.port}` : `${server.address}:${server.port}`;
    wire.record({ kind: 'connect', from: end, address: place, conversation });
    const back = connect({ host: server.address, port: server.port, allowHalfOpen: true, noDelay: true });
    this.#keep(client);
    this.#keep(back);
    const link = new Link(this.#options, conversation);
    const refused = ({ code = '' }: NodeJS.ErrnoException) => {
      wire.record({ kind: 'refused', from: otherEnd(end), code, conversation });
      client.resetAndDestroy(); // it was taken already, by us: a refusal can only become a reset
    };
    link.pass(client, back, end);
    back.once('error', refused);
    back.once('connect', () => {
      back.off('error', refused);
      link.pass(back, client, otherEnd(end));
      client.resume();
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

class Link {
  readonly #wire: RelayOptions['wire'];
  readonly #conversation: number;
  #isBroken = false;

  constructor({ wire }: RelayOptions, conversation: number) {
    this.#wire = wire;
    this.#conversation = conversation;
  }

  /** Passes on what comes from one socket; the other one says when it can take more. */
  pass(source: Socket, target: Socket, from: End): void {
    const conversation = this.#conversation;
    source.on('data', (bytes: Buffer) => {
      this.#wire.record({ kind: 'data', from, bytes, conversation });
      if (!target.write(bytes)) source.pause();
    });
    target.on('drain', () => source.resume());
    source.on('end', () => {
      this.#wire.record({ kind: 'fin', from, conversation });
      target.end();
    });
    source.on('error', ({ code = '' }: NodeJS.ErrnoException) => {
      if (!this.#isBroken) this.#wire.record({ kind: 'reset', from, code, conversation });
      this.#isBroken = true;
      target.resetAndDestroy();
    });
  }
}

export const LOOPBACK = '127.0.0.1';

export interface RelayOptions {
  server: Endpoint;
  /** The relay's own port on 127.0.0.1; a free one when left out. */
  port?: number;
  /** All that passes is written down here. */
  wire: Pick<Recorder, 'newConversation' | 'record'>;
  /** Who begins the conversations: the end that talks to the relay. `peer` when left out. */
  client?: End;
}
