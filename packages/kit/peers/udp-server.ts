import type { Endpoint } from '../wire/types.ts';
import type { Chance } from './chance.ts';
import type { RecordedSocketOptions } from './recorded-socket.ts';
import { UdpPeer } from './udp-peer.ts';

interface UdpServerOptions extends RecordedSocketOptions {
  chance: Chance;
  /** Opens another socket, whose port no program knows. */
  openAnother(host: string, port: number): Promise<UdpPeer>;
}

/**
 * The grader's server for a client program: it answers, and each fault of a network can befall its answers.
 * @example
 * const server = await udp.listen();
 * const client = await start('client', { port: server.port });
 * const request = await server.receive();
 * await server.replyTwice(request, 'HOLA');
 */
export class UdpServer extends UdpPeer {
  readonly #options: UdpServerOptions;

  constructor(options: UdpServerOptions) {
    super(options);
    this.#options = options;
  }

  /** Answers whoever sent a datagram. */
  async reply(request: Endpoint, data: string | Uint8Array): Promise<void> {
    await this.send(data, request);
  }

  /** Loss: the reply never arrives; the wire has a note of it. */
  loseReply(): void {
    this.note('the reply is lost on its way');
  }

  /** Duplication: the same reply arrives twice. */
  async replyTwice(request: Endpoint, data: string | Uint8Array): Promise<void> {
    await this.reply(request, data);
    await this.reply(request, data);
  }

  /** Truncation: the reply, of two bytes or more, arrives cut short at a place that chance draws. Returns what arrives. */
  async replyTruncated(request: Endpoint, data: string | Uint8Array): Promise<Buffer> {
    const bytes = Buffer.from(data as string);
    if (bytes.length < 2) throw new Error('A reply of less than two bytes cannot be cut.');
    const rest = bytes.subarray(0, 1 + this.#options.chance.integer(bytes.length - 1));
    this.note(`the reply is cut short: ${rest.length} of ${bytes.length} bytes`);
    await this.reply(request, rest);
    return rest;
  }

  /** Reordering: the replies arrive in another order, which chance draws. Returns them in that order. */
  async replyInOtherOrder<R extends { to: Endpoint; data: string | Uint8Array }>(replies: readonly R[]): Promise<R[]> {
    let order = this.#options.chance.shuffled(replies);
    const isSame = order.every((reply, index) => reply === replies[index]);
    if (isSame) order = [...order.slice(1), ...order.slice(0, 1)];
    for (const { to, data } of order) await this.reply(to, data);
    return order;
  }

  /** A late reply: it is sent only once something else has happened. */
  async replyAfter(event: Promise<unknown>, request: Endpoint, data: string | Uint8Array): Promise<void> {
    await event;
    this.note('the late reply');
    await this.reply(request, data);
  }

  /** A reply from the right address and another port. Returns that socket, which tells whether the program answers it. */
  async replyFromOtherPort(request: Endpoint, data: string | Uint8Array): Promise<UdpPeer> {
    const stranger = await this.#options.openAnother(this.address, 0);
    stranger.note('a stranger, on another port');
    await stranger.send(data, request);
    return stranger;
  }

  /** A reply from another address of this machine (127.0.0.2 on Linux and Windows), and the right port. */
  async replyFromOtherAddress(request: Endpoint, data: string | Uint8Array, address = '127.0.0.2'): Promise<UdpPeer> {
    const stranger = await this.#options.openAnother(address, this.port);
    stranger.note(`a stranger, at ${address}`);
    await stranger.send(data, request);
    return stranger;
  }
}
