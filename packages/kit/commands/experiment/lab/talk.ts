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

  [Symbol.dispose](): void {
    this.tcp.close();
    this.udp.close();
  }
}
