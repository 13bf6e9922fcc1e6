import type { Recording } from '../types.ts';
import { packetsOf, whoIsWho } from './packets-of.ts';

/** Times are in units of 10⁻⁹ s. */
const NANOSECONDS = 9;
const MS = 1_000_000;

/** Each conversation is an interface. @param about what is said of the whole: which check it was */
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
const direction = (from: 'peer' | 'program'): Buffer => Buffer.of(from === 'program' ? 1 : 2, 0, 0, 0);

/** The blocks of a pcapng file (draft-ietf-opsawg-pcapng), in little-endian order. */

type BlockOption = { code: number; value: string | Buffer };

/** Codes of options: of any block, of a section, of an interface, of a packet. */
const OPTIONS = {
  comment: 1,
  section: { application: 4 },
  interface: { name: 2, description: 3, timestampResolution: 9 },
  packet: { flags: 2 },
} as const;

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
/** Read in the wrong order of bytes it is another number: so a reader knows the order. */
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
/** A packet is an IP packet, and the first four bits tell which version (LINKTYPE_RAW, tcpdump.org/linktypes.html). */
const LINKTYPE_RAW = 101;
/** What is longer does not fit in the two bytes of its length. */
const LONGEST_OPTION = 0xffff;

/** Begins a file: version 1.0, and a section of unknown length. */
function sectionHeader(options: readonly BlockOption[]): Buffer {
  const body = Buffer.alloc(16);
  body.writeUInt32LE(BYTE_ORDER_MAGIC, 0);
  body.writeUInt16LE(1, 4);
  body.writeBigInt64LE(-1n, 8);
  return block(SECTION_HEADER, body, options);
}

/** Something that packets were caught on; later blocks name it by its number, counted from 0. Packets of any length. */
function interfaceDescription(options: readonly BlockOption[]): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt16LE(LINKTYPE_RAW, 0);
  return block(INTERFACE_DESCRIPTION, body, options);
}

interface PacketBlock {
  /** The number of the interface. */
  on: number;
  /** Since 1970, in the interface's units. */
  timestamp: bigint;
  bytes: Buffer;
  options: readonly BlockOption[];
}

function enhancedPacket({ on, timestamp, bytes, options }: PacketBlock): Buffer {
  const body = Buffer.alloc(20);
  body.writeUInt32LE(on, 0);
  body.writeUInt32LE(Number(timestamp >> 32n), 4);
  body.writeUInt32LE(Number(timestamp & 0xffff_ffffn), 8);
  body.writeUInt32LE(bytes.length, 12);
  body.writeUInt32LE(bytes.length, 16);
  return block(ENHANCED_PACKET, Buffer.concat([body, padded(bytes)]), options);
}

/** Type and length before it, the length once more behind it. */
function block(type: number, body: Buffer, options: readonly BlockOption[]): Buffer {
  const parts = [body, ...options.map(option), ...(options.length > 0 ? [Buffer.alloc(4)] : [])];
  const length = 12 + parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(type, 0);
  head.writeUInt32LE(length, 4);
  return Buffer.concat([head, ...parts, head.subarray(4)]);
}

function option({ code, value }: BlockOption): Buffer {
  const bytes = typeof value === 'string' ? shortened(value) : value;
  const head = Buffer.alloc(4);
  head.writeUInt16LE(code, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, padded(bytes)]);
}

/** In UTF-8, with no character cut in two. */
function shortened(text: string): Buffer {
  const bytes = Buffer.alloc(LONGEST_OPTION);
  return bytes.subarray(0, bytes.write(text));
}

const padded = (bytes: Buffer): Buffer => Buffer.concat([bytes, Buffer.alloc(-bytes.length & 3)]);
