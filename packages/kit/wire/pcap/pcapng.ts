import type { Recording } from '../types.ts';
import { enhancedPacket, interfaceDescription, OPTIONS, sectionHeader } from './blocks.ts';
import { packetsOf, whoIsWho } from './packets-of.ts';

/** Times are told in units of 10⁻⁹ s. */
const NANOSECONDS = 9;
const MS = 1_000_000;

/**
 * A recorded wire as a pcapng file, which Wireshark and tshark open. Each conversation is an interface of its own, named
 * for it; a packet of the program's is marked as inbound, and one of the peer's as outbound.
 * @param about what is said of the whole: which check it was
 */
export function pcapng(recording: Recording, about: string): Buffer {
  const { packets, comments } = packetsOf(recording);
  const numbers = [...new Set(packets.map(({ conversation }) => conversation))];
  return Buffer.concat([
    sectionHeader([
      { code: OPTIONS.section.application, value: 'Socket Lab' },
      ...[about, ...comments].map((value) => ({ code: OPTIONS.comment, value })),
    ]),
    ...numbers.map((number) => describe(number, recording)),
    ...packets.map(({ conversation, atMs, from, bytes, comments }) =>
      enhancedPacket({
        on: numbers.indexOf(conversation),
        timestamp: timestamp(recording.beganAtMs, atMs),
        bytes,
        options: [
          ...comments.map((value) => ({ code: OPTIONS.comment, value })),
          { code: OPTIONS.packet.flags, value: direction(from) },
        ],
      }),
    ),
  ]);
}

function describe(number: number, { conversations }: Recording): Buffer {
  const conversation = conversations[number - 1];
  return interfaceDescription([
    { code: OPTIONS.interface.name, value: `conversation ${number}` },
    ...(conversation ? [{ code: OPTIONS.interface.description, value: whoIsWho(number, conversation) }] : []),
    { code: OPTIONS.interface.timestampResolution, value: Buffer.of(NANOSECONDS) },
  ]);
}

/** The whole milliseconds by themselves: in nanoseconds since 1970 a number is not exact. */
function timestamp(beganAtMs: number, atMs: number): bigint {
  const whole = Math.floor(beganAtMs);
  return BigInt(whole) * BigInt(MS) + BigInt(Math.round((beganAtMs - whole + atMs) * MS));
}

/** 1 is inbound, 2 is outbound, as the peer sees it. */
function direction(from: 'peer' | 'program'): Buffer {
  return Buffer.of(from === 'program' ? 1 : 2, 0, 0, 0);
}
