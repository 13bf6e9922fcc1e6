import { CheckFailure } from '@socket-lab/kit';
import type { NtpRequest } from '@socket-lab/kit/expect/ntp/ntp-server';
import { fieldInWords, type NtpPacket, PACKET_BYTES, TIMESTAMP_FIELDS } from '@socket-lab/kit/expect/ntp/packet';
import { fractionOf, isoOf, ntpTimestamp, unixSecondsOf } from '@socket-lab/kit/expect/ntp/timestamp';
import { textOf } from '@socket-lab/kit/failure/message';

/** A clock that counts whole seconds is a second late at most. */
const SECOND = 1;
/** The fraction of a whole number of milliseconds that somebody has left as it was. */
const RAW_MILLISECONDS = 1000;

/**
 * The request is that of a client: 48 bytes, version 3 or 4, mode 3. Its other fields may have any value.
 * @throws CheckFailure
 */
export function expectClientRequest({ bytes, packet }: NtpRequest): void {
  const { version, mode } = packet;
  if (bytes.length !== PACKET_BYTES) {
    fail(`The request has ${bytes.length} bytes.`, `${PACKET_BYTES} bytes`, `${bytes.length} bytes`);
  }
  if (mode === 3 && (version === 3 || version === 4)) return;
  const first = `0x${bytes.subarray(0, 1).toString('hex')}`;
  fail(
    mode === 3 ? `The request is of version ${version}.` : `The request is of mode ${mode}.`,
    'a first byte with version 3 or 4 and mode 3 (client): 0x1b, 0x23, or one of them with a leap indicator',
    `${first}: leap indicator ${packet.leap}, version ${version}, mode ${mode}`,
  );
}

/**
 * The transmit timestamp of the request is the present, in seconds since 1900.
 * @param startedAt this machine's clock before the program was started, in seconds since 1970
 * @throws CheckFailure
 */
export function expectPresent({ packet, receivedAt }: NtpRequest, startedAt: number): void {
  const isPresent = (seconds: number) => seconds > startedAt - SECOND && seconds < receivedAt + SECOND;
  const { transmit } = packet;
  const expected = `the present as ${textOf(fieldInWords('transmit'))}, as in ${isoOf(ntpTimestamp(receivedAt * 1000))}`;
  if (!isPresent(unixSecondsOf(transmit))) fail(notPresent(packet, isPresent), expected, shown(transmit));
  const fraction = fractionOf(transmit);
  if (fraction === 0 || fraction >= RAW_MILLISECONDS) return; // whole seconds are the present, too
  fail(
    'The request has milliseconds where the fraction of a second should be.',
    'a fraction in units of 1/2³² s: half a second is 2147483648',
    `${fraction}`,
  );
}

function notPresent(packet: NtpPacket, isPresent: (seconds: number) => boolean): string {
  const { transmit } = packet;
  const elsewhere = TIMESTAMP_FIELDS.find((field) => field !== 'transmit' && isPresent(unixSecondsOf(packet[field])));
  if (elsewhere) return `The request has the present as ${textOf(fieldInWords(elsewhere))}.`;
  if (transmit === 0n) return 'The request has no transmit timestamp: it is 0.';
  const seconds = Number(transmit >> 32n);
  if (isPresent(seconds)) return 'The transmit timestamp of the request counts from 1970, and not from 1900.';
  if (isPresent(Number(transmit) / 1000)) return 'The transmit timestamp of the request is a number of milliseconds.';
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(seconds);
  if (isPresent(unixSecondsOf(bytes.readBigUInt64BE()))) {
    return 'The transmit timestamp of the request begins with its lowest byte (little-endian).';
  }
  return 'The transmit timestamp of the request is not the present.';
}

function shown(timestamp: bigint): string {
  return `0x${timestamp.toString(16).padStart(16, '0')}${timestamp === 0n ? '' : `, which is ${isoOf(timestamp)}`}`;
}

function fail(summary: string, expected: string, received: string): never {
  throw new CheckFailure(summary, { kind: 'words', expected, received });
}
