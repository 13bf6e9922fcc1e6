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

/** A wrong way to read a timestamp: its words, and the time it gives in milliseconds since 1970. */
interface Misreading {
  words: string;
  read(timestamp: NtpTimestamp): number;
}

/** So near they are the same, in milliseconds: rounded, cut, and through a double. */
const SAME_MS = 2;

/** The faults that programs really have (each was seen, or printed by one of the mutants). */
const MISREADINGS: readonly Misreading[] = [
  {
    words: 'with 2³² seconds too few: its highest bit is 0, so it counts from 7 February 2036 (era 1)',
    read: inEra(0),
  },
  { words: 'without its fraction of a second', read: (t) => secondMs(t) },
  { words: 'rounded to whole seconds', read: (t) => secondMs(t) + (fractionOf(t) >= FRACTION_UNITS / 2 ? 1000 : 0) },
  { words: 'with its fraction read as a signed number', read: (t) => secondMs(t) + fractionMs(fractionOf(t) | 0) },
  {
    words: 'with the digits of its fraction behind a decimal point',
    read: (t) => secondMs(t) + Number(`0.${fractionOf(t)}`) * 1000,
  },
  { words: 'with its fraction taken for nanoseconds', read: (t) => secondMs(t) + fractionOf(t) / 1e6 },
  { words: 'with its fraction taken for microseconds', read: (t) => secondMs(t) + fractionOf(t) / 1e3 },
  { words: 'with its fraction taken for milliseconds', read: (t) => secondMs(t) + fractionOf(t) },
  { words: 'counted from 1970, and not from 1900', read: moved(NTP_TO_UNIX_SECONDS) },
  {
    words: 'with the 70 years from 1900 to 1970 added, and not taken away',
    read: (t) => (secondsOf(t) + NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    words: 'with its seconds read as a signed number',
    read: (t) => ((secondsOf(t) | 0) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    words: 'with its seconds read from the last byte to the first (little-endian)',
    read: (t) => (swapped(secondsOf(t)) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(fractionOf(t)),
  },
  {
    words: 'with its numbers read from the last byte to the first (little-endian)',
    read: (t) => (swapped(secondsOf(t)) - NTP_TO_UNIX_SECONDS) * 1000 + fractionMs(swapped(fractionOf(t))),
  },
  { words: 'with its seconds taken for milliseconds', read: (t) => secondMs(t) / 1000 },
  { words: 'counted from 1970, with 70 taken away from the year: leap days fall elsewhere', read: seventyYearsBack },
  { words: 'a day late: from 1900 to 1970 there are 17 leap days, not 16', read: moved(86_400) },
  { words: 'a day early: 1900 was no leap year', read: moved(-86_400) },
  { words: 'with 70 years of 365 days from 1900 to 1970, without their 17 leap days', read: moved(17 * 86_400) },
  { words: 'with 70 years of 365.25 days from 1900 to 1970', read: moved(-43_200) },
  { words: 'with 2³² seconds too many: its highest bit is 1, so it counts from 1900 (era 0)', read: inEra(1) },
];

/** What was printed in place of the transmit timestamp, by its value (milliseconds since 1970); `undefined` when unknown. */
export function misreadTime(
  printedMs: number,
  packet: NtpPacket,
  ownClock: { from: number; to: number },
): string | undefined {
  const isPrinted = (ms: number) => Math.abs(printedMs - ms) < SAME_MS;
  const others = TIMESTAMP_FIELDS.filter((field) => field !== 'transmit');
  const right = others.find((field) => isPrinted(unixMsOf(packet[field])));
  if (right) return fieldInWords(right);
  if (printedMs >= ownClock.from && printedMs <= ownClock.to) return 'the time of its own clock';
  for (const field of ['transmit', ...others] satisfies TimestampField[]) {
    const isAnother = (ms: number) => Math.abs(ms - unixMsOf(packet[field])) >= SAME_MS; // else it reads this one rightly
    const misreading = MISREADINGS.map(({ words, read }) => ({ words, ms: read(packet[field]) })).find(
      ({ ms }) => isPrinted(ms) && isAnother(ms),
    );
    if (misreading) return `${fieldInWords(field)}, ${misreading.words}`;
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
