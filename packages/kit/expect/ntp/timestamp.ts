/** A time in an NTP packet: 32 bits of seconds of an era, 32 of a fraction in units of 2⁻³² s (RFC 5905 §6). */
export type NtpTimestamp = bigint;
/** Seconds from 1900-01-01, where era 0 begins, to 1970-01-01, where Unix begins (RFC 5905 §6, figure 4). */
export const NTP_TO_UNIX_SECONDS = 2_208_988_800;
/** Seconds of an era: era 1 begins on 2036-02-07 at 06:28:16 UTC (RFC 5905 §6, figure 4). */
export const ERA_SECONDS = 2 ** 32;
/** A fraction of a second counts in units of 2⁻³² s. */
export const FRACTION_UNITS = 2 ** 32;

/** The timestamp of a time (milliseconds since 1970, or ISO 8601); `fraction` stands in place of its own lower 32 bits. */
export function ntpTimestamp(time: number | string, fraction?: number): NtpTimestamp {
  const unixMs = typeof time === 'string' ? Date.parse(time) : time;
  const second = Math.floor(unixMs / 1000);
  const units = fraction ?? Math.round((unixMs / 1000 - second) * FRACTION_UNITS);
  return BigInt.asUintN(64, (BigInt(second + NTP_TO_UNIX_SECONDS) << 32n) + BigInt(units));
}

/** The seconds of an era, as they stand in the upper 32 bits. */
export function secondsOf(timestamp: NtpTimestamp): number {
  return Number(timestamp >> 32n);
}

/** The lower 32 bits. */
export function fractionOf(timestamp: NtpTimestamp): number {
  return Number(timestamp & 0xffff_ffffn);
}

/** In seconds since 1970. The highest bit tells the era (RFC 4330 §3): set, 1968–2036; clear, 2036–2104. */
export function unixSecondsOf(timestamp: NtpTimestamp): number {
  const seconds = secondsOf(timestamp);
  const era = seconds < ERA_SECONDS / 2 ? 1 : 0;
  return era * ERA_SECONDS + seconds - NTP_TO_UNIX_SECONDS + fractionOf(timestamp) / FRACTION_UNITS;
}

/** The time of a timestamp in milliseconds since 1970, with their fraction. */
export function unixMsOf(timestamp: NtpTimestamp): number {
  return unixSecondsOf(timestamp) * 1000;
}

/** By how many milliseconds a time is after that of a timestamp: exact, as the difference of two doubles is not. */
export function msAfter(unixMs: number, timestamp: NtpTimestamp): number {
  return unixMs - unixMsOf((timestamp >> 32n) << 32n) - (fractionOf(timestamp) * 1000) / FRACTION_UNITS;
}

/** The time of a timestamp as ISO 8601 in UTC, its milliseconds rounded. */
export function isoOf(timestamp: NtpTimestamp): string {
  return new Date(Math.round(unixMsOf(timestamp))).toISOString();
}
