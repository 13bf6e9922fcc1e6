import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Asks the server to keep the connection where the client asks it to close: so our client meets one that stays. */
export class KeepAliveRelay implements AsyncDisposable {
  readonly host = '127.0.0.1';
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  serverEnded = false;

  private constructor(target: { host: string; port: number }) {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#relay(client, target));
  }

  static async to(target: { host: string; port: number }): Promise<KeepAliveRelay> {
    const relay = new KeepAliveRelay(target);
    relay.#server.listen(0, relay.host);
    await once(relay.#server, 'listening');
    return relay;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  #relay(client: Socket, target: { host: string; port: number }): void {
    const server = connect({ ...target, allowHalfOpen: true });
    let request = '';
    client.setEncoding('latin1').on('data', (text) => {
      request += text;
      if (!request.endsWith('\r\n\r\n')) return;
      server.write(request.replace('Connection: close', 'Connection: keep-alive'), 'latin1');
      request = '';
    });
    server.on('end', () => {
      this.serverEnded = true;
      client.end();
    });
    client.on('close', () => server.destroy());
    server.pipe(client, { end: false });
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => this.#sockets.delete(socket));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await this.#server[Symbol.asyncDispose]();
  }
}
