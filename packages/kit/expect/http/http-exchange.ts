import { CheckFailure } from '../../failure/failure.ts';
import type { TcpPeer } from '../../peers/peer.ts';
import { withinDeadline } from '../../program/deadline.ts';
import type { RequestPart, Target } from './request-fault.ts';
import { requestFaults } from './request-faults.ts';

/**
 * One request of a program, and what it is answered. Sending does not fail when the program has gone: it may go with the
 * last byte that it needs, and whether it had them all is seen in what it prints.
 */
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

  /** All bytes that the program has sent so far. */
  get request(): Buffer {
    return Buffer.concat([this.#head ?? Buffer.alloc(0), this.peer.unread]);
  }

  /**
   * The request is right, in these parts or, when none is named, in all of them.
   * @throws CheckFailure with the first fault, and the clause of the RFC that it breaks.
   */
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

  /** Sends byte by byte, each a segment of its own. */
  async sendByteByByte(data: Uint8Array): Promise<void> {
    await this.sendInSegments(...[...data].map((byte) => Uint8Array.of(byte)));
  }

  /** Ends the server's side behind what was sent. */
  end(): void {
    this.peer.end();
  }

  /** Resets the connection; what was sent before is still there to be read (Linux: the receive queue outlives a RST). */
  reset(): void {
    this.peer.reset();
  }
}
