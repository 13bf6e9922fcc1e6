import type { Socket } from 'node:net';
import { CheckFailure } from '../failure/failure.ts';
import { type Message, say, type Words } from '../failure/message.ts';
import { STEP_DEADLINE_MS, withinDeadline } from '../program/deadline.ts';
import { hasBeenRead } from '../program/has-been-read.ts';
import { Change } from '../program/output.ts';
import type { Recorder, WireFact } from '../wire/recorder.ts';

const LF = 0x0a;
const MIB = 1024 * 1024;
/** More than any answer that a check waits for. */
const MOST_AT_ONCE = 64 * MIB;
/** More than a right program has still to send when nothing but its end is awaited. */
const MOST_BEFORE_THE_END = 2 * MIB;

/**
 * The grader's end of one TCP connection with a student's program. It reads all the time, and records everything.
 * @example
 * const peer = await tcp.connect(server); // or: await (await tcp.listen()).accept()
 * await peer.send('hel');
 * await peer.expect('hel');
 * peer.end();
 * await peer.expectEnd();
 */
export class TcpPeer {
  /** Settles whenever bytes came, or the program's side ended. */
  readonly change = new Change();
  readonly address: string;
  readonly port: number;
  readonly otherEnd: { readonly address: string; readonly port: number };
  programSide: 'open' | 'ended' | 'reset' = 'open';
  /** What was last awaited of the program and did not come in time, while the connection was open. */
  missing: 'bytes' | 'end' | undefined;
  hasEnded = false;
  /** How many bytes of `startPouring` have left this process so far. */
  poured = 0;
  readonly #socket: Socket;
  readonly #wire: Recorder;
  readonly #conversation: number;
  #chunks: Buffer[] = [];
  #consumed = 0;
  #floods = false;
  #received = 0;

  /** @param socket connected; `allowHalfOpen`, so that this end closes only when the check says so. */
  constructor(socket: Socket, wire: Recorder, conversation: number) {
    this.#socket = socket;
    this.#wire = wire;
    this.#conversation = conversation;
    this.address = socket.localAddress ?? '';
    this.port = socket.localPort ?? 0;
    this.otherEnd = { address: socket.remoteAddress ?? '', port: socket.remotePort ?? 0 };
    if (socket.localPort)
      wire.locate(conversation, { peer: { address: this.address, port: this.port }, program: this.otherEnd });
    socket.setNoDelay(true); // each write is a segment of its own
    socket.on('data', (bytes: Buffer) => {
      this.#chunks.push(bytes);
      this.#received += bytes.length;
      this.#record({ kind: 'data', from: 'program', bytes });
      if (!wire.hasRoomAfter(bytes.length)) this.#stopListening();
      this.change.announce();
    });
    socket.on('end', () => this.#programEnds('ended', { kind: 'fin', from: 'program' }));
    socket.on('error', ({ code = 'ECONNRESET' }: NodeJS.ErrnoException) =>
      this.#programEnds('reset', { kind: 'reset', from: 'program', code }),
    );
  }

  get conversation(): number {
    return this.#conversation;
  }

  get received(): number {
    return this.#received;
  }

  /** How many bytes were given to `send` and have not left this process: a program that does not read makes it grow. */
  get unsent(): number {
    return this.#socket.writableLength;
  }

  /** Sends bytes in one write, and waits until the system has them. Throws CheckFailure when the program does not read. */
  async send(data: string | Uint8Array): Promise<void> {
    const bytes = Buffer.from(data as string);
    const sent = this.write(bytes);
    const outcome = await withinDeadline(sent);
    if (outcome === 'sent') return;
    throw new CheckFailure(
      outcome === 'failed'
        ? say(this.programSide === 'reset' ? 'reset-while-sending' : 'closed-while-sending')
        : say('does-not-read'),
      {
        kind: 'words',
        expected: say('reads-bytes', { size: bytes.length }),
        received: outcome === 'failed' ? this.endInWords() : say('bytes-unread', { size: this.unsent }),
      },
    );
  }

  /** Starts to send and does not wait: for a program that is not expected to read. */
  async write(data: string | Uint8Array): Promise<'sent' | 'failed'> {
    const bytes = Buffer.from(data as string);
    this.#record({ kind: 'data', from: 'peer', bytes });
    return new Promise((resolve) => this.#socket.write(bytes, (error) => resolve(error ? 'failed' : 'sent')));
  }

  /**
   * Sends each part as a segment of its own, which the program reads by itself: the next one leaves when the one before
   * has been read (Linux: the receive queue is empty; elsewhere after a pause).
   * @example
   * await peer.sendInSegments('PING\r', '\n');
   */
  async sendInSegments(...parts: (string | Uint8Array)[]): Promise<void> {
    for (const [index, part] of parts.entries()) {
      if (index > 0) await this.hasBeenRead();
      await this.send(part);
    }
  }

  async sendByteByByte(data: string | Uint8Array): Promise<void> {
    await this.sendInSegments(...[...Buffer.from(data as string)].map((byte) => Uint8Array.of(byte)));
  }

  /** Waits until the program has read everything sent so far, or is seen not to read. */
  async hasBeenRead(): Promise<void> {
    await hasBeenRead(this.#socket);
  }

  /** Reads until these bytes came. Throws CheckFailure as soon as others come, the program's side ends, or the time is up. */
  async expect(data: string | Uint8Array, what: Words = say('other-bytes')): Promise<void> {
    const expected = Buffer.from(data as string);
    await this.#progress(this.#hasOrDiffers(expected));
    const received = this.unread;
    if (received.length >= expected.length && startsWith(received, expected)) {
      this.#consumed += expected.length;
      return;
    }
    const isPrefix = startsWith(expected, received);
    throw new CheckFailure(isPrefix ? this.#stoppedShort(received.length) : what, {
      kind: 'bytes',
      expected,
      received,
      ...(isPrefix && { followedBy: this.endInWords() }),
    });
  }

  /**
   * Reads one line, up to its LF; CRs before the LF are not part of it.
   * @param expected the line, for the failure
   * @throws CheckFailure when the program's side ends, or the time is up, before a line is whole.
   * @example
   * const answer = await peer.readLine('PONG');
   */
  async readLine(expected: string): Promise<string> {
    const line = await this.readWhole((received) => received.indexOf(LF) + 1 || undefined);
    if (line) return line.toString('utf8').replace(/\r*\n$/, '');
    throw new CheckFailure(this.#stoppedShort(this.unread.length), {
      kind: 'bytes',
      expected: Buffer.from(`${expected}\n`),
      received: this.unread,
      followedBy: this.endInWords(),
    });
  }

  /** Reads until `measure` tells how many of the bytes that came belong together; `undefined` when it never does. */
  async readWhole(measure: (received: Buffer) => number | undefined): Promise<Buffer | undefined> {
    let size: number | undefined;
    await this.#progress(() => {
      size = measure(this.unread);
      return size !== undefined;
    });
    if (size === undefined) return undefined;
    const whole = this.unread.subarray(0, size);
    this.#consumed += size;
    return whole;
  }

  /** Reads to the end of the program's side, and returns what came. Throws CheckFailure when it is late, or reset. */
  async readToEnd(): Promise<Buffer> {
    await this.#untilEnded();
    if (this.programSide === 'ended') {
      const rest = this.unread;
      this.#consumed += rest.length;
      return rest;
    }
    throw new CheckFailure(say(this.programSide === 'reset' ? 'reset-the-connection' : 'did-not-end-its-side'), {
      kind: 'words',
      expected: say('ends-its-side'),
      received: this.endInWords(),
    });
  }

  /** Reads to the end of the program's side (FIN), and nothing may come before it. */
  async expectEnd(): Promise<void> {
    await this.readToEnd().then((rest) => this.#refuse(rest));
  }

  /** Reads until the connection is over, by FIN or RST (which is not graded). `what` is said when something comes before. */
  async expectNothingMore(what?: Words): Promise<void> {
    await this.expectClosed();
    this.#refuse(this.unread, what);
  }

  /** Nothing has come beside what was expected so far; it does not wait for more. */
  expectNothingElse(): void {
    this.#refuse(this.unread);
  }

  #refuse(rest: Buffer, what: Words = say('sent-too-much')): void {
    if (rest.length === 0) return;
    throw new CheckFailure(what, { kind: 'bytes', expected: Buffer.alloc(0), received: rest });
  }

  /** Waits until the connection is over on the program's side, by FIN or RST. */
  async expectClosed(): Promise<void> {
    await this.#untilEnded();
    if (this.programSide !== 'open') return;
    throw new CheckFailure(say('did-not-close'), {
      kind: 'words',
      expected: say('closes'),
      received: this.endInWords(),
    });
  }

  /** Sends `data` again and again, `total` bytes in all, as fast as the program reads; `poured` tells how far it came. */
  startPouring(data: Uint8Array, total: number): void {
    const next = async (): Promise<void> => {
      if (this.poured >= total || (await this.write(data)) === 'failed') return;
      this.poured += data.length;
      return next();
    };
    void next();
  }

  /** Half-close: nothing more will be sent, and the rest is still read (shutdown(2) with SHUT_WR). */
  end(): void {
    this.hasEnded = true;
    this.#record({ kind: 'fin', from: 'peer' });
    this.#socket.end();
  }

  /** Tears the connection down at once (RST, RFC 9293 §3.5.2), with what waits unread. */
  reset(): void {
    this.hasEnded = true;
    this.#record({ kind: 'reset', from: 'peer', code: 'ECONNRESET' });
    this.#socket.removeAllListeners('error').on('error', () => {});
    this.#socket.resetAndDestroy();
  }

  /** Stops reading: the kernel's buffers fill, and then the program's. */
  stopReading(): void {
    this.#record({ kind: 'note', text: 'the peer stops reading' });
    this.#socket.pause();
  }

  /** From now on reads one chunk at a time, with a pause of a millisecond after each. */
  readSlowly(): void {
    this.#record({ kind: 'note', text: 'the peer reads slowly' });
    this.#socket.on('data', () => {
      this.#socket.pause();
      setTimeout(() => this.#socket.resume(), 1);
    });
  }

  resumeReading(): void {
    this.#record({ kind: 'note', text: 'the peer reads again' });
    this.#socket.resume();
  }

  /** What came behind the last byte of the program, in words: `the end of the stream`, `nothing more, for 5 seconds`. */
  endInWords(): Message {
    if (this.programSide === 'ended') return say('end-of-stream');
    if (this.programSide === 'reset') return say('end-by-reset');
    if (this.#floods) return say('endless-bytes');
    return say('nothing-more-for', { seconds: STEP_DEADLINE_MS / 1000 });
  }

  #stoppedShort(bytes: number): Message {
    const nothing = this.#consumed === 0 ? say('nothing') : say('nothing-more');
    const amount = bytes === 0 ? nothing : say('only-a-part');
    if (this.programSide === 'ended') return say('sent-and-ended', { amount });
    if (this.programSide === 'reset') return say('sent-and-reset', { amount });
    return say(bytes === 0 ? 'sent-nothing-more' : 'sent-part-then-nothing', { amount });
  }

  /** The bytes that came and were not yet expected or read. */
  get unread(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return (this.#chunks[0] ?? Buffer.alloc(0)).subarray(this.#consumed);
  }

  /** Whether as many bytes came as are expected, or already other ones; it looks at each byte once. */
  #hasOrDiffers(expected: Buffer): () => boolean {
    let compared = 0;
    return () => {
      const came = this.#received - this.#consumed;
      if (came >= expected.length) return true;
      const differs = !this.#latest(came - compared).equals(expected.subarray(compared, came));
      compared = came;
      return differs;
    };
  }

  /** The last bytes that came, so many of them: a long stream is not put together for each piece of it. */
  #latest(count: number): Buffer {
    const pieces: Buffer[] = [];
    for (let left = count, index = this.#chunks.length - 1; left > 0; index--) {
      const chunk = this.#chunks[index] ?? Buffer.alloc(0);
      pieces.unshift(chunk.subarray(Math.max(0, chunk.length - left)));
      left -= chunk.length;
      if (index === 0) break;
    }
    return Buffer.concat(pieces);
  }

  async #untilEnded(): Promise<void> {
    await this.#progress(() => false, MOST_BEFORE_THE_END);
    if (this.missing) this.missing = 'end';
  }

  /** Waits for `condition` or the end; the deadline counts anew with all that comes, up to `most` bytes. */
  async #progress(condition: () => boolean, most = MOST_AT_ONCE): Promise<void> {
    const limit = this.#received + most;
    this.missing = undefined;
    while (!condition() && this.programSide === 'open') {
      if (this.#received > limit) {
        this.#stopListening();
        return;
      }
      const announced = this.change.next.then(() => true);
      if (await withinDeadline(announced)) continue;
      this.missing = 'bytes';
      return;
    }
  }

  /** It sends without end: the rest stays with the system, which holds the program up. */
  #stopListening(): void {
    this.#floods = true;
    this.#socket.pause();
  }

  #programEnds(how: 'ended' | 'reset', fact: { kind: 'fin' | 'reset'; from: 'program'; code?: string }): void {
    if (this.programSide !== 'open') return;
    this.programSide = how;
    this.#record(fact as PeerFact);
    this.change.announce();
  }

  #record(fact: PeerFact): void {
    this.#wire.record({ ...fact, conversation: this.#conversation } as WireFact);
  }
}

type PeerFact = WireFact extends infer F ? (F extends WireFact ? Omit<F, 'conversation'> : never) : never;

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  return start.length <= bytes.length && Buffer.compare(bytes.subarray(0, start.length), start) === 0;
}
