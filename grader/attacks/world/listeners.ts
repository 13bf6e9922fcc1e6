import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer, type ListenOptions, type Server } from 'node:net';

/** Services of the host that must not be reached: they take down what they are sent, and answer with a word. */
export class Listeners implements AsyncDisposable {
  #arrived = '';
  readonly #greeting: string;
  readonly #open: AsyncDisposableStack = new AsyncDisposableStack();

  constructor(greeting: string) {
    this.#greeting = greeting;
  }

  async tcp(host: string): Promise<number> {
    const server = await this.#listen({ host, port: 0 });
    return (server.address() as AddressInfo).port;
  }

  /** Listens on a Unix socket; a path that begins with NUL is an abstract one. */
  async unix(path: string): Promise<void> {
    const open = !path.startsWith('\0') && { readableAll: true, writableAll: true };
    await this.#listen({ path, ...open });
  }

  async udp(): Promise<number> {
    const socket = createSocket('udp4', (message) => {
      this.#arrived += `${message.toString('latin1')}\n`;
    });
    socket.bind(0, '127.0.0.1');
    await once(socket, 'listening');
    this.#open.defer(() => void socket.close());
    return socket.address().port;
  }

  hasGot(text: string): boolean {
    return this.#arrived.includes(text);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#open.disposeAsync();
  }

  async #listen(options: ListenOptions): Promise<Server> {
    const sockets = new Set<{ destroy(): void }>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {}).on('close', () => sockets.delete(socket));
      socket.on('data', (bytes) => {
        this.#arrived += bytes.toString('latin1');
      });
      socket.write(this.#greeting);
    });
    server.listen(options);
    await once(server, 'listening');
    this.#open.defer(async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    });
    return server;
  }
}
