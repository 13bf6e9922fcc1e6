import { CheckFailure } from '../../failure/failure.ts';
import { say } from '../../failure/message.ts';
import type { Datagram } from '../../peers/recorded-socket.ts';
import type { Udp } from '../../peers/udp.ts';
import type { UdpServer } from '../../peers/udp-server.ts';
import { count } from '../../text/phrases.ts';
import { answerInWords, decodePacket, encodePacket, type NtpPacket, PACKET_BYTES } from './packet.ts';
import { ntpTimestamp } from './timestamp.ts';

/** A client's request, as it came. Clocks are those of this machine, in seconds since 1970. */
export interface NtpRequest extends Datagram {
  packet: NtpPacket;
  /** The clock when the request was here: T1 is not later. */
  receivedAt: number;
}

export interface NtpAnswer {
  request: NtpRequest;
  packet: NtpPacket;
  /** The clock before the answer was sent: T4 is not earlier. */
  sentAt: number;
}

/** What becomes of an answer on its way; left out, it arrives whole, at once, and from the server. */
interface AnswerOptions {
  /** So many bytes of the packet arrive, fewer than 48. */
  length?: number;
  /** What stands behind the 48 bytes: extension fields, a MAC. */
  behind?: Uint8Array;
  /** From another socket than the one that was asked. */
  from?: 'another port' | 'another address';
  /** It is made and sent only once this has happened. */
  after?: Promise<unknown>;
  /** What it is, for the wire: `the answer to another request`. */
  note?: string;
}

interface NtpServerOptions {
  /** By how much the server's clock is ahead of this machine's, in seconds. */
  aheadSeconds?: number;
  host?: string;
}

/**
 * An NTP server on a free port of 127.0.0.1, for a client program. It does not answer until it is told to.
 * @example
 * const server = await serveNtp(udp, { aheadSeconds: 3600.25 });
 * const client = await start('02-raw', { host: server.address, port: server.port });
 * await server.answer(await server.request(), { stratum: 0 }, { from: 'another port' });
 */
export async function serveNtp(udp: Udp, { aheadSeconds = 0, host }: NtpServerOptions = {}): Promise<NtpServer> {
  return new NtpServer(await udp.listen(host === undefined ? {} : { host }), aheadSeconds);
}

/** The grader's NTP server (RFC 5905): it answers as told, field by field. */
export class NtpServer {
  /** The socket below, for what is no NTP. */
  readonly socket: UdpServer;
  readonly aheadSeconds: number;

  constructor(socket: UdpServer, aheadSeconds: number) {
    this.socket = socket;
    this.aheadSeconds = aheadSeconds;
  }

  get address(): string {
    return this.socket.address;
  }

  get port(): number {
    return this.socket.port;
  }

  /** Takes the next request, unjudged. Throws CheckFailure when none comes, or fewer than 48 bytes. */
  async request(): Promise<NtpRequest> {
    const datagram = await this.socket.receive();
    const receivedAt = (Date.now() + 1) / 1000; // the clock counts whole milliseconds: it may be up to 1 ms later than it says
    const { bytes } = datagram;
    if (bytes.length >= PACKET_BYTES) return { ...datagram, packet: decodePacket(bytes), receivedAt };
    throw new CheckFailure(say('no-ntp-packet', { size: bytes.length }), {
      kind: 'words',
      expected: say('ntp-packet', { size: PACKET_BYTES }),
      received: say('datagram-of', { size: bytes.length }),
    });
  }

  /** Answers a request: honestly, but for the fields given. */
  async answer(
    request: NtpRequest,
    fields: Partial<NtpPacket> = {},
    { length = PACKET_BYTES, behind = Buffer.alloc(0), from, after, note }: AnswerOptions = {},
  ): Promise<NtpAnswer> {
    await after;
    const sentAt = Date.now() / 1000;
    const whole = encodePacket({ ...this.#honest(request, sentAt), ...fields });
    const bytes = Buffer.concat([whole.subarray(0, length), behind]);
    const words = [note, answerInWords(fields), bytes.length === PACKET_BYTES ? '' : count(bytes.length, 'byte')];
    const remark = words.filter(Boolean).join(': ');
    if (remark) this.socket.note(remark);
    if (from === 'another port') await this.socket.replyFromOtherPort(request, bytes);
    else if (from === 'another address') await this.socket.replyFromOtherAddress(request, bytes);
    else await this.socket.reply(request, bytes);
    return { request, packet: decodePacket(whole), sentAt };
  }

  /** What a primary server says whose clock is right but for `aheadSeconds`. */
  #honest({ packet, receivedAt }: NtpRequest, sentAt: number): NtpPacket {
    const onItsClock = (seconds: number) => ntpTimestamp((seconds + this.aheadSeconds) * 1000);
    return {
      leap: 0,
      version: packet.version,
      mode: 4,
      stratum: 1,
      poll: packet.poll,
      precision: -20,
      rootDelay: 0,
      rootDispersion: 0.001,
      referenceId: 'GPS\0',
      reference: onItsClock(receivedAt - 16),
      originate: packet.transmit,
      receive: onItsClock(Math.min(receivedAt, sentAt)),
      transmit: onItsClock(sentAt),
    };
  }
}

/** A kiss-o'-death: no time, but a code of four letters that says why (RFC 5905 §7.4). */
export function kiss(code: string): Partial<NtpPacket> {
  return { leap: 3, stratum: 0, referenceId: code };
}
