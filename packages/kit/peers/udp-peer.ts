import { setImmediate as nextTurn } from 'node:timers/promises';
import { CheckFailure, type Comparison } from '../failure/failure.ts';
import { STEP_DEADLINE_MS } from '../program/deadline.ts';
import { count } from '../text/phrases.ts';
import { quoted } from '../text/printable.ts';
import { type Datagram, RecordedSocket } from './recorded-socket.ts';

const SHOWN_COLUMNS = 60;
const UNREACHABLE = 'ICMP: port unreachable (ECONNREFUSED)';

/**
 * The grader's end of a talk in datagrams with a student's program.
 * @example
 * const peer = await udp.talkTo(server);
 * await peer.send('hola');
 * await peer.expect('HOLA');
 */
export class UdpPeer extends RecordedSocket {
  /**
   * Takes the next datagram.
   * @throws CheckFailure when none comes in time, when the program has ended, or when nothing is bound to the target
   */
  async receive(): Promise<Datagram> {
    const next = await this.take();
    if (next) return next;
    const expected = `a datagram to ${this.address} port ${this.port}`;
    throw new CheckFailure(this.#silence(), { kind: 'words', expected, received: this.#nothing() });
  }

  /**
   * Takes the next datagram, which has just these bytes; a reply comes from the port that was sent to.
   * @param what the failure in a sentence, when the bytes are others
   * @throws CheckFailure
   */
  async expect(data: string | Uint8Array, what = 'The program sent another datagram.'): Promise<Datagram> {
    const expected = Buffer.from(data as string);
    const next = await this.take();
    if (!next) throw new CheckFailure(this.#silence(), comparison(expected, undefined, this.#nothing()));
    if (!next.bytes.equals(expected)) throw new CheckFailure(what, comparison(expected, next.bytes));
    this.#refuseOtherPort(next);
    return next;
  }

  /**
   * Takes as many datagrams as are given, in whatever order they come: UDP promises none.
   * @throws CheckFailure
   */
  async expectInAnyOrder(all: readonly (string | Uint8Array)[]): Promise<void> {
    const missing = all.map((data) => Buffer.from(data as string));
    for (let [first] = missing; first; [first] = missing) {
      const next = await this.take();
      if (!next) throw new CheckFailure(this.#silence(), comparison(first, undefined, this.#nothing()));
      const index = missing.findIndex((bytes) => bytes.equals(next.bytes));
      if (index === -1 && all.some((data) => next.bytes.equals(Buffer.from(data as string)))) {
        throw new CheckFailure('The program sent the same datagram once too often.', {
          kind: 'words',
          expected: datagramInWords(first),
          received: `${datagramInWords(next.bytes)}, once more`,
        });
      }
      if (index === -1) {
        throw new CheckFailure('The program sent another datagram than those awaited.', comparison(first, next.bytes));
      }
      this.#refuseOtherPort(next);
      missing.splice(index, 1);
    }
  }

  /**
   * No datagram comes before an event, which makes the event the judge, and not the clock.
   * @param event what is waited for; when it does not happen, it fails by itself
   * @param inWords what the event is, in words: `the client ended`
   * @throws CheckFailure as soon as a datagram comes
   */
  async expectNothingBefore(event: Promise<unknown>, inWords: string): Promise<void> {
    await Promise.race([event, this.arrival()]);
    // A turn of the event loop polls all sockets: what the kernel holds already is seen in the first, handled in the second.
    await nextTurn();
    await nextTurn();
    if (!this.waiting) return;
    throw new CheckFailure(`The program sent a datagram too many before ${inWords}.`, {
      kind: 'words',
      expected: 'no further datagram',
      received: datagramInWords(this.waiting.bytes),
    });
  }

  /**
   * ICMP says that nothing is bound to the target; only a connected peer hears of it.
   * @param what the failure in a sentence, when something is
   * @throws CheckFailure when a datagram comes instead, or neither comes in time
   */
  async expectUnreachable(what = 'A socket is bound to the port.'): Promise<void> {
    const next = await this.take();
    if (this.isUnreachable && !next) return;
    const received = next ? datagramInWords(next.bytes) : this.#nothing();
    const expected = `nothing is bound to ${this.target?.address} port ${this.target?.port} (ICMP: port unreachable)`;
    throw new CheckFailure(what, { kind: 'words', expected, received });
  }

  /** The address is not compared: a program that is bound to all of them answers from the one its system chooses. */
  #refuseOtherPort({ port }: Datagram): void {
    if (!this.target || port === this.target.port) return;
    throw new CheckFailure('The reply came from another socket than the one that was sent to.', {
      kind: 'words',
      expected: `a reply from port ${this.target.port}`,
      received: `the right bytes, but from port ${port}`,
    });
  }

  #silence(): string {
    if (this.isUnreachable) return 'No socket of the program is bound to the port.';
    return this.target
      ? 'The program sent no reply.'
      : `The program sent no datagram to ${this.address} port ${this.port}.`;
  }

  #nothing(): string {
    if (this.isUnreachable) return UNREACHABLE;
    return this.isDeserted ? 'nothing, and the program has ended' : `nothing, for ${STEP_DEADLINE_MS / 1000} seconds`;
  }
}

/** Bytes against bytes; no datagram and an empty one, which bytes cannot tell apart, in words. */
function comparison(expected: Buffer, received: Buffer | undefined, nothing = ''): Comparison {
  if (expected.length > 0 && received && received.length > 0) {
    return { kind: 'bytes', expected, received, followedBy: 'the end of the datagram' };
  }
  return {
    kind: 'words',
    expected: datagramInWords(expected),
    received: received ? datagramInWords(received) : nothing,
  };
}

function datagramInWords(bytes: Buffer): string {
  if (bytes.length === 0) return 'an empty datagram';
  return `a datagram of ${count(bytes.length, 'byte')}: ${quoted(bytes, { columns: SHOWN_COLUMNS })}`;
}
