import { count } from '../../text/count.ts';
import type { Conversation, WireEvent } from '../types.ts';
import { endpoints } from './endpoints.ts';
import type { Made } from './packet.ts';
import { portUnreachable } from './port-unreachable.ts';
import { mostInDatagram, udpDatagram } from './udp-datagram.ts';

/** A UDP conversation as packets: each datagram is one, and an ICMP error is the answer to the peer's last one. */
export class UdpTalk {
  readonly #number: number;
  readonly #conversation: Conversation;
  #lastOfPeer: { packet: Buffer; from: string; to: string } | undefined;

  constructor(number: number, conversation: Conversation) {
    this.#number = number;
    this.#conversation = conversation;
  }

  take(event: Exclude<WireEvent, { kind: 'note' }>): Made {
    if (event.kind === 'data') return this.#datagram(event);
    if (event.kind === 'reset' && event.code === 'ECONNREFUSED' && this.#lastOfPeer) {
      const { packet, from, to } = this.#lastOfPeer;
      return { packets: [{ from: event.from, bytes: portUnreachable({ from: to, to: from }, packet) }], remarks: [] };
    }
    return { packets: [], remarks: 'code' in event ? [`The socket had an error: ${event.code}.`] : [] };
  }

  #datagram({ from, bytes, programAt }: WireEvent & { kind: 'data' }): Made {
    const { peer, program } = this.#conversation;
    const ends = endpoints(this.#number, { ...(peer && { peer }), program: programAt ?? program });
    const [source, target] = from === 'peer' ? [ends.peer, ends.program] : [ends.program, ends.peer];
    const most = mostInDatagram(source.address);
    if (bytes.length > most) {
      return { packets: [], remarks: [`${count(bytes.length, 'byte')} were not sent: a datagram holds ${most}.`] };
    }
    const packet = udpDatagram(source, target, bytes);
    if (from === 'peer') this.#lastOfPeer = { packet, from: source.address, to: target.address };
    return { packets: [{ from, bytes: packet }], remarks: [] };
  }
}
