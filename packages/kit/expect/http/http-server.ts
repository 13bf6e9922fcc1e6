import { CheckFailure } from '../../failure/failure.ts';
import { say } from '../../failure/message.ts';
import type { TcpListener } from '../../peers/listener.ts';
import type { Tcp } from '../../peers/tcp.ts';
import { HttpExchange } from './http-exchange.ts';
import { headSize } from './read-request.ts';

/** Listens for an HTTP client: on a free port, of 127.0.0.1 unless told otherwise. */
export async function serveHttp(tcp: Tcp, { host = '127.0.0.1' } = {}): Promise<HttpServer> {
  return new HttpServer(await tcp.listen({ host }), host);
}

/** The grader's HTTP server. It reads requests, and answers as the check says. */
export class HttpServer {
  readonly host: string;
  readonly #listener: TcpListener;

  constructor(listener: TcpListener, host: string) {
    this.#listener = listener;
    this.host = host;
  }

  get port(): number {
    return this.#listener.port;
  }

  /** The flags for a program that is to ask this server; `path` is left out when it is `/`. */
  flags({ host = this.host, path = '/' } = {}): { port: number; args: string[] } {
    const args = ['--host', host, '--port', String(this.port), ...(path === '/' ? [] : ['--path', path])];
    return { port: this.port, args };
  }

  /**
   * Takes the next connection, and reads the request on it: up to its empty line, or all that came when there is none.
   * What is wrong with it is for the exchange to say.
   * @throws CheckFailure when the program does not connect, or sends nothing.
   */
  async takeRequest({ host = this.host, path = '/' } = {}): Promise<HttpExchange> {
    const peer = await this.#listener.accept();
    const head = await peer.readWhole(headSize);
    const request = head ?? peer.unread;
    if (request.length > 0) return new HttpExchange(peer, head, { host, port: this.port, path });
    throw new CheckFailure(say('no-request'), {
      kind: 'words',
      expected: say('request-begins', { path }),
      received: peer.endInWords(),
    });
  }

  /**
   * Nobody connects, up to the end of the program.
   * @throws CheckFailure
   */
  async expectNobody(): Promise<void> {
    await this.#listener.expectNobody();
  }
}
