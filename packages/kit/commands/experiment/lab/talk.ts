import { Chance } from '../../../peers/chance.ts';
import { Tcp } from '../../../peers/tcp.ts';
import { Udp } from '../../../peers/udp.ts';
import type { Recorder } from '../../../wire/recorder.ts';

/** They wait until what they wait for comes, or a deadline is over; no program's end is the last chance. */
const never = (): Promise<void> => new Promise(() => {});

/** Sockets of the kit between two ends of a wire. */
export class Talk implements Disposable {
  readonly tcp: Tcp;
  readonly udp: Udp;

  constructor(wire: Recorder) {
    this.tcp = new Tcp(wire, never);
    this.udp = new Udp(wire, new Chance(0, 'experiment'), never);
  }

  /**
   * Asks a UDP server in a datagram.
   * @returns the port of the socket that asked
   * @throws CheckFailure when it does not answer in capital letters
   */
  async askUdp(server: { port: number }, text: string): Promise<number> {
    const peer = await this.udp.talkTo(server);
    await peer.send(text);
    await peer.expect(text.toUpperCase());
    return peer.port;
  }

  /** The same with a TCP server, in a line. */
  async askTcp(server: { port: number }, text: string): Promise<number> {
    const peer = await this.tcp.connect(server);
    await peer.send(`${text}\n`);
    await peer.expect(`${text.toUpperCase()}\n`);
    await peer.readToEnd();
    peer.end();
    return peer.port;
  }

  [Symbol.dispose](): void {
    this.tcp.close();
    this.udp.close();
  }
}
