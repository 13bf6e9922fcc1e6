import { setImmediate as nextTurn } from 'node:timers/promises';
import { CheckFailure, type Comparison } from '../failure/failure.ts';
import { type Message, say, type Words } from '../failure/message.ts';
import { STEP_DEADLINE_MS } from '../program/deadline.ts';
import { quoted } from '../text/printable.ts';
import { type Datagram, RecordedSocket } from './recorded-socket.ts';

const SHOWN_COLUMNS = 60;

/**
 * The grader's end of a talk in datagrams with a student's program.
 * @example
 * const peer = await udp.talkTo(server);
 * await peer.send('hola');
 * await peer.expect('HOLA');
 */
export class UdpPeer extends RecordedSocket {
  /** Takes the next datagram. Throws CheckFailure when none comes in time, or nothing is bound to the target. */
  async receive(): Promise<Datagram> {
    const next = await this.take();
    if (next) return next;
    const expected = say('datagram-to', this.#here);
    throw new CheckFailure(this.#silence(), { kind: 'words', expected, received: this.#nothing() });
  }

  /** Takes the next datagram: just these bytes, from the port that was sent to. `what` is said when the bytes are others. */
  async expect(data: string | Uint8Array, what: Words = say('other-datagram')): Promise<Datagram> {
    const expected = Buffer.from(data as string);
    const next = await this.take();
    if (!next) throw new CheckFailure(this.#silence(), comparison(expected, undefined, this.#nothing()));
    if (!next.bytes.equals(expected)) throw new CheckFailure(what, comparison(expected, next.bytes));
    this.#refuseOtherPort(next);
    return next;
  }

  /** Takes as many datagrams as are given, in whatever order they come: UDP promises none. */
  async expectInAnyOrder(all: readonly (string | Uint8Array)[]): Promise<void> {
    const missing = all.map((data) => Buffer.from(data as string));
    for (let [first] = missing; first; [first] = missing) {
      const next = await this.take();
      if (!next) throw new CheckFailure(this.#silence(), comparison(first, undefined, this.#nothing()));
      const index = missing.findIndex((bytes) => bytes.equals(next.bytes));
      if (index === -1 && all.some((data) => next.bytes.equals(Buffer.from(data as string)))) {
        throw new CheckFailure(say('repeated-datagram'), {
          kind: 'words',
          expected: datagramInWords(first),
          received: say('once-more', { datagram: datagramInWords(next.bytes) }),
        });
      }
      if (index === -1) throw new CheckFailure(say('unawaited-datagram'), comparison(first, next.bytes));
      this.#refuseOtherPort(next);
      missing.splice(index, 1);
    }
  }

  /** No datagram comes before an event (`inWords`: `the client ended`): the event decides, and not the clock. */
  async expectNothingBefore(event: Promise<unknown>, inWords: Words): Promise<void> {
    await Promise.race([event, this.arrival()]);
    // A turn of the event loop polls all sockets: what the kernel holds already is seen in the first, handled in the second.
    await nextTurn();
    await nextTurn();
    if (!this.waiting) return;
    throw new CheckFailure(say('early-datagram', { event: inWords }), {
      kind: 'words',
      expected: say('no-further-datagram'),
      received: datagramInWords(this.waiting.bytes),
    });
  }

  /** ICMP says that nothing is bound to the target; only a connected peer hears of it. `what` is said when something is. */
  async expectUnreachable(what: Words = say('socket-bound')): Promise<void> {
    const next = await this.take();
    if (this.isUnreachable && !next) return;
    const received = next ? datagramInWords(next.bytes) : this.#nothing();
    const { address = '', port } = this.target ?? {};
    const expected = say('nothing-bound', { address, port: String(port) });
    throw new CheckFailure(what, { kind: 'words', expected, received });
  }

  /** The address is not compared: a program that is bound to all of them answers from the one its system chooses. */
  #refuseOtherPort({ port }: Datagram): void {
    if (!this.target || port === this.target.port) return;
    throw new CheckFailure(say('other-socket'), {
      kind: 'words',
      expected: say('reply-from-port', { port: this.target.port }),
      received: say('right-bytes-from-port', { port }),
    });
  }

  get #here(): { address: string; port: number } {
    return { address: this.address, port: this.port };
  }

  #silence(): Message {
    if (this.isUnreachable) return say('no-socket-bound');
    return this.target ? say('no-reply') : say('no-datagram', this.#here);
  }

  #nothing(): Message {
    if (this.isUnreachable) return say('unreachable');
    return this.isDeserted ? say('nothing-and-ended') : say('nothing-for', { seconds: STEP_DEADLINE_MS / 1000 });
  }
}

/** Bytes against bytes; no datagram and an empty one, which bytes cannot tell apart, in words. */
function comparison(expected: Buffer, received: Buffer | undefined, nothing: Words = ''): Comparison {
  if (expected.length > 0 && received && received.length > 0) {
    return { kind: 'bytes', expected, received, followedBy: say('end-of-datagram') };
  }
  return {
    kind: 'words',
    expected: datagramInWords(expected),
    received: received ? datagramInWords(received) : nothing,
  };
}

function datagramInWords(bytes: Buffer): Message {
  if (bytes.length === 0) return say('empty-datagram');
  return say('datagram', { size: bytes.length, quoted: quoted(bytes, { columns: SHOWN_COLUMNS }) });
}
