import { matchInTime } from '../../failure/match-in-time.ts';
import { type Message, say } from '../../failure/message.ts';
import type { Program } from '../../program/program.ts';

/** What a program has printed behind a name, and when that was to be read. */
export interface PrintedValue {
  text: string;
  /** This machine's clock when it was there, in seconds since 1970: the program has read its own clock before. */
  at: number;
}

/** Waits for `NAME = …`, and gives the rest of the line; one that begins so is preferred. Throws CheckFailure without it. */
export async function printedValue(program: Program, name: string): Promise<PrintedValue> {
  const whole = new RegExp(`^${name} = .*\\n`, 'm');
  await program.inTime(() => matchInTime(whole, program.stdout.text()) !== null);
  await program.prints(new RegExp(`${name} = `), `"${name} = …"`);
  const at = (Date.now() + 1) / 1000; // the clock counts whole milliseconds: it may be up to 1 ms later than it says
  const text = program.stdout.text();
  const match =
    matchInTime(new RegExp(`^${name} = (.*)`, 'm'), text) ?? matchInTime(new RegExp(`${name} = (.*)`), text);
  return { text: match?.[1]?.trim() ?? '', at };
}

/** What a text that should be an instant is: milliseconds since 1970, with their fraction; or why it is none. */
type Iso8601 = { unixMs: number } | { fault: Message };

const EXTENDED_DATE =
  /(?<year>\d{4})-(?:(?<month>\d\d)-(?<day>\d\d)|(?<ordinal>\d{3})|W(?<week>\d\d)-(?<weekday>[1-7]))/;
const BASIC_DATE = /(?<year>\d{4})(?:(?<month>\d\d)(?<day>\d\d)|(?<ordinal>\d{3})|W(?<week>\d\d)(?<weekday>[1-7]))/;
const EXTENDED_TIME = /(?<hour>[01]\d|2[0-3]):(?<minute>[0-5]\d):(?<second>[0-5]\d)/;
const BASIC_TIME = /(?<hour>[01]\d|2[0-3])(?<minute>[0-5]\d)(?<second>[0-5]\d)/;
/** A fraction of the second, and the zone; then a blank (words may follow) or nothing. */
const REST = /(?:[.,](?<fraction>\d+))?(?<zone>Z|[+-]\d\d(?::?\d\d)?)?(?!\S)/;
/** With hyphens and colons; a blank may stand in place of the T (RFC 3339 §5.6). */
const EXTENDED = new RegExp(`^${EXTENDED_DATE.source}[T ]${EXTENDED_TIME.source}${REST.source}`, 'i');
/** Without hyphens and colons. */
const BASIC = new RegExp(`^${BASIC_DATE.source}T${BASIC_TIME.source}${REST.source}`, 'i');

/** Reads an instant in ISO 8601: calendar, ordinal or week date, time and zone, in the extended or the basic format. */
export function readIso8601(text: string): Iso8601 {
  const groups = (EXTENDED.exec(text) ?? BASIC.exec(text))?.groups;
  if (!groups) return { fault: say('no-iso-8601') };
  const day = dayOf(groups);
  if (day === undefined) return { fault: say('no-calendar-day') };
  if (groups.zone === undefined) return { fault: say('no-zone') };
  const { hour, minute, second, fraction = '' } = groups;
  const ms = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(`0.${fraction}`) * 1000;
  return { unixMs: day + ms - zoneMs(groups.zone) };
}

/** Midnight of the day in UTC, in milliseconds since 1970; `undefined` when there is no such day. */
function dayOf({ year, month, day, ordinal, week, weekday }: Record<string, string | undefined>): number | undefined {
  if (week !== undefined) {
    const monday = mondayOfWeekOne(Number(year)) + (Number(week) - 1) * WEEK_MS;
    const isWeek = Number(week) >= 1 && monday < mondayOfWeekOne(Number(year) + 1);
    return isWeek ? monday + (Number(weekday) - 1) * DAY_MS : undefined;
  }
  const [first, date] = ordinal === undefined ? [Number(month) - 1, Number(day)] : [0, Number(ordinal)];
  const midnight = Date.UTC(Number(year), first, date);
  const came = new Date(midnight);
  const isDay = came.getUTCFullYear() === Number(year) && (ordinal !== undefined || came.getUTCMonth() === first);
  return isDay && date > 0 ? midnight : undefined;
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;

/** Week 1 is the one that has 4 January in it (ISO 8601). */
function mondayOfWeekOne(year: number): number {
  const fourth = Date.UTC(year, 0, 4);
  return fourth - ((new Date(fourth).getUTCDay() + 6) % 7) * DAY_MS;
}

function zoneMs(zone: string): number {
  if (/z/i.test(zone)) return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
