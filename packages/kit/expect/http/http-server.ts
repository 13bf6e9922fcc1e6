import { CheckFailure } from '../../failure/failure.ts';
import { say } from '../../failure/message.ts';
import type { TcpListener } from '../../peers/listener.ts';
import type { TcpPeer } from '../../peers/peer.ts';
import type { Tcp } from '../../peers/tcp.ts';
import { withinDeadline } from '../../program/deadline.ts';
import { headSize } from './read-request.ts';
import { type RequestPart, requestFaults, type Target } from './request-faults.ts';

/** Listens for an HTTP client: on a free port, of 127.0.0.1 by default. */
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

  /** Nobody connects, up to the end of the program. */
  async expectNobody(): Promise<void> {
    await this.#listener.expectNobody();
  }
}

/** One request of a program, and what it is answered. Sending does not fail when the program has gone: its output tells. */
export class HttpExchange {
  readonly peer: TcpPeer;
  readonly #head: Buffer | undefined;
  readonly #target: Target;

  /** @param head the request up to its empty line; `undefined` when that did not come */
  constructor(peer: TcpPeer, head: Buffer | undefined, target: Target) {
    this.peer = peer;
    this.#head = head;
    this.#target = target;
  }

  get request(): Buffer {
    return Buffer.concat([this.#head ?? Buffer.alloc(0), this.peer.unread]);
  }

  /** The request is right, in these parts or in all. The CheckFailure names the clause of the RFC that it breaks. */
  expectRequest(...parts: RequestPart[]): void {
    const faults = requestFaults(this.request, this.#target);
    const fault = faults.find(({ part }) => parts.length === 0 || parts.includes(part));
    if (!fault) return;
    const { summary, expected, received } = fault;
    throw new CheckFailure(summary, { kind: 'words', expected, received });
  }

  /** Sends bytes in one write, and waits until the system has taken them. */
  async send(data: string | Uint8Array): Promise<void> {
    await withinDeadline(this.peer.write(data));
  }

  /** Sends each part as a segment of its own, which the program reads by itself. */
  async sendInSegments(...parts: (string | Uint8Array)[]): Promise<void> {
    for (const [index, part] of parts.entries()) {
      if (index > 0) await this.peer.hasBeenRead();
      if ((await withinDeadline(this.peer.write(part))) !== 'sent') return;
    }
  }

  async sendByteByByte(data: Uint8Array): Promise<void> {
    await this.sendInSegments(...[...data].map((byte) => Uint8Array.of(byte)));
  }

  end(): void {
    this.peer.end();
  }

  /** Resets the connection; what was sent before is still there to be read (Linux: the receive queue outlives a RST). */
  reset(): void {
    this.peer.reset();
  }
}
