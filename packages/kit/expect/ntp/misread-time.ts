import { type Message, say } from '../../failure/message.ts';
import { fieldInWords, type NtpPacket, TIMESTAMP_FIELDS, type TimestampField } from './packet.ts';
import {
  ERA_SECONDS,
  FRACTION_UNITS,
  fractionOf,
  NTP_TO_UNIX_SECONDS,
  type NtpTimestamp,
  secondsOf,
  unixMsOf,
} from './timestamp.ts';

/** A wrong way to read a timestamp: what it is, and the time it gives in milliseconds since 1970. */
interface Misreading {
  is: Message;
  read(timestamp: NtpTimestamp): number;
}

/** So near they are the same, in milliseconds: rounded, cut, and through a double. */
const SAME_MS = 2;

/** The faults that programs really have (each was seen, or printed by one of the mutants). */
const MISREADINGS: readonly Misreading[] = [
  {
    is: say('misread-era-0'),
    read: inEra(0),
  },
  { is: say('misread-no-fraction'), read: (t) => secondMs(t) },
  { is: say('misread-rounded'), read: (t) => secondMs(t) + (fractionOf(t) >= FRACTION_UNITS / 2 ? 1000 : 0) },
  { is: say('misread-signed-fraction'), read: (t) => secondMs(t) + fractionMs(fractionOf(t) | 0) },
  {
    is: say('misread-fraction-digits'),
    read: (t) => secondMs(t) + Number(`0.${fractionOf(t)}`) * 1000,
  },
  { is: say('misread-fraction-as-ns'), read: (t) => secondMs(t) + fractionOf(t) / 1e6 },
  { is: say('misread-fraction-as-us'), read: (t) => secondMs(t) + fractionOf(t) / 1e3 },
  { is: say('misread-fraction-as-ms'), read: (t) => secondMs(t) + fractionOf(t) },
  { is: say('misread-from-1970'), read: moved(NTP_TO_UNIX_SECONDS) },
  {
    is: say('misread-70-years-added'),
    read: (t) => (secondsOf(t) + NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    is: say('misread-signed-seconds'),
    read: (t) => ((secondsOf(t) | 0) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    is: say('misread-seconds-little-endian'),
    read: (t) => (swapped(secondsOf(t)) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    is: say('misread-little-endian'),
    read: (t) => (swapped(secondsOf(t)) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(swapped(fractionOf(t))),
  },
  { is: say('misread-seconds-as-ms'), read: (t) => secondMs(t) / 1000 },
  { is: say('misread-70-from-the-year'), read: seventyYearsBack },
  { is: say('misread-day-late'), read: moved(86_400) },
  { is: say('misread-day-early'), read: moved(-86_400) },
  { is: say('misread-365-days'), read: moved(17 * 86_400) },
  { is: say('misread-365-25-days'), read: moved(-43_200) },
  { is: say('misread-era-1'), read: inEra(1) },
];

/** What was printed in place of the transmit timestamp, by its value (milliseconds since 1970); `undefined` when unknown. */
export function misreadTime(
  printedMs: number,
  packet: NtpPacket,
  ownClock: { from: number; to: number },
): Message | undefined {
  const isPrinted = (ms: number) => Math.abs(printedMs - ms) < SAME_MS;
  const others = TIMESTAMP_FIELDS.filter((field) => field !== 'transmit');
  const right = others.find((field) => isPrinted(unixMsOf(packet[field])));
  if (right) return fieldInWords(right);
  if (printedMs >= ownClock.from && printedMs <= ownClock.to) return say('own-clock');
  for (const field of ['transmit', ...others] satisfies TimestampField[]) {
    const isAnother = (ms: number) => Math.abs(ms - unixMsOf(packet[field])) >= SAME_MS; // else it reads this one rightly
    const misreading = MISREADINGS.map(({ is, read }) => ({ is, ms: read(packet[field]) })).find(
      ({ ms }) => isPrinted(ms) && isAnother(ms),
    );
    if (misreading) return say('misread-field', { field: fieldInWords(field), misreading: misreading.is });
  }
  return undefined;
}

/** The whole seconds of a timestamp, rightly read. */
function secondMs(timestamp: NtpTimestamp): number {
  return unixMsOf((timestamp >> 32n) << 32n);
}

function fractionMs(fraction: number): number {
  return (fraction * 1000) / FRACTION_UNITS;
}

function moved(seconds: number): Misreading['read'] {
  return (timestamp) => unixMsOf(timestamp) + seconds * 1000;
}

function inEra(era: number): Misreading['read'] {
  return (timestamp) =>
    (era * ERA_SECONDS + secondsOf(timestamp) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(timestamp));
}

function swapped(word: number): number {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(word);
  return bytes.readUInt32BE();
}

function seventyYearsBack(timestamp: NtpTimestamp): number {
  const date = new Date(secondsOf(timestamp) * 1000 + fractionMs(fractionOf(timestamp)));
  return date.setUTCFullYear(date.getUTCFullYear() - 70);
}
