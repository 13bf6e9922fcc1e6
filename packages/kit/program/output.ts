import type { Readable } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';

/** Node says so on stderr, whatever --inspect-publish-uid is. */
const INSPECTOR = /^(?:Debugger attached|Waiting for the debugger to disconnect\.\.)\.\n/gm;

/** What a program has printed so far on one of its streams, up to a limit. */
export class Output {
  /** Settles whenever more came, or the stream ended. */
  readonly change = new Change();
  /** The stream has ended: the program (and whoever inherited its stream) closed it. */
  readonly ended: Promise<void>;
  #chunks: Buffer[] = [];
  #text: string | undefined;
  #hasEnded = false;
  #isSealed = false;

  /** @param spend tells how many bytes came; answers whether these may still be kept. */
  constructor(stream: Readable, spend: (bytes: number) => boolean) {
    stream.on('data', (chunk: Buffer) => {
      if (!spend(chunk.length) || this.#isSealed) return;
      this.#chunks.push(chunk);
      this.#text = undefined;
      this.change.announce();
    });
    stream.on('error', () => {}); // 'close' follows
    this.ended = new Promise((resolve) => {
      stream.once('close', () => {
        this.#hasEnded = true;
        resolve();
        this.change.announce();
      });
    });
  }

  get hasEnded(): boolean {
    return this.#hasEnded;
  }

  /** What comes from now on is not kept. */
  seal(): void {
    this.#isSealed = true;
  }

  bytes(): Buffer {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    return this.#chunks[0] ?? Buffer.alloc(0);
  }

  /** Decoded as UTF-8; invalid bytes become U+FFFD. What Node's inspector has put among them is left out. */
  text(): string {
    this.#text ??= this.bytes().toString('utf8').replace(INSPECTOR, '');
    return this.#text;
  }
}

/** Something others wait for: `await change.next` resumes at the next `change.announce()`. */
export class Change {
  #resolve: () => void = () => {};
  next: Promise<void> = this.#renew();

  announce(): void {
    const resolve = this.#resolve;
    this.next = this.#renew();
    resolve();
  }

  #renew(): Promise<void> {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }
}

/** Follows what a program prints, up to the end of the stream; no character is cut in two. */
export async function followOutput(output: Output, tell: (text: string) => void): Promise<void> {
  const decoder = new StringDecoder('utf8');
  for (let read = 0; ; ) {
    const bytes = output.bytes();
    const text = decoder.write(bytes.subarray(read));
    read = bytes.length;
    if (text !== '') tell(text);
    if (output.hasEnded) return;
    await output.change.next;
  }
}
