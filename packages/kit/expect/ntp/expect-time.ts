import { CheckFailure } from '../../failure/failure.ts';
import { matchInTime } from '../../failure/match-in-time.ts';
import { type Message, say, type Words } from '../../failure/message.ts';
import type { Program } from '../../program/program.ts';
import { printable } from '../../text/printable.ts';
import { misreadTime } from './misread-time.ts';
import type { NtpAnswer } from './ntp-server.ts';
import { fieldInWords } from './packet.ts';
import { type PrintedValue, printedValue, readIso8601 } from './printed-value.ts';
import { msAfter, unixMsOf, unixSecondsOf } from './timestamp.ts';

/** A program that counts whole seconds may be a second behind, in milliseconds. */
const WHOLE_SECOND_MS = 1000;

/** A packet that comes before the answer, and that the program should pass over. */
interface Decoy {
  answer: NtpAnswer;
  /** What it is: `a datagram from another port`. */
  is: Words;
}

/**
 * The program prints `Time = …`: the transmit timestamp of the answer, in any form of ISO 8601 with a zone, rounded or
 * cut to milliseconds.
 * @param decoys what was sent before the answer
 * @throws CheckFailure that says what was read in its place, when the value tells
 */
export async function expectTime(program: Program, answer: NtpAnswer, decoys: readonly Decoy[] = []): Promise<void> {
  await program.inTime(() => matchInTime(/Time = .*\n/, program.stdout.text()) !== null);
  const [first] = decoys;
  if (first && program.ending && !program.stdout.text().includes('Time = ')) {
    throw new CheckFailure(say('stopped-by-other-packet', { Program: program.name, packet: first.is }), {
      kind: 'words',
      expected: say('ignores-other-packet'),
      received: say('ended-without-time'),
    });
  }
  const printed = await printedValue(program, 'Time');
  const unixMs = instantOf(program, printed);
  const isOf = ({ packet }: NtpAnswer) => Math.abs(msAfter(unixMs, packet.transmit)) < 1;
  if (isOf(answer)) return;
  const decoy = decoys.find((each) => isOf(each.answer));
  const misread = misreadTime(unixMs, answer.packet, ownClock(answer, printed));
  throw new CheckFailure(summary(program, decoy, misread), {
    kind: 'words',
    expected: say('time-of-field', { time: isoCut(unixMsOf(answer.packet.transmit)), field: fieldInWords('transmit') }),
    received: received(printed, unixMs, decoy?.is ?? misread ?? apart(msAfter(unixMs, answer.packet.transmit))),
  });
}

/**
 * The program prints `Time = …`: the time of a server whose receive and transmit timestamps are alike; or what its own
 * clock shows plus the offset, which is a little later. Whole seconds will do.
 * @throws CheckFailure
 */
export async function expectServerTime(program: Program, answer: NtpAnswer): Promise<void> {
  const printed = await printedValue(program, 'Time');
  const unixMs = instantOf(program, printed);
  const { packet, request } = answer;
  const onItsWayMs = (printed.at - unixSecondsOf(request.packet.transmit)) * 1000; // at most: T1 is before T4, which is before `at`
  const earliest = unixMsOf(packet.receive) - WHOLE_SECOND_MS;
  if (unixMs > earliest && unixMs < unixMsOf(packet.transmit) + onItsWayMs + 1) return;
  const misread = misreadTime(unixMs, packet, ownClock(answer, printed));
  throw new CheckFailure(summary(program, undefined, misread), {
    kind: 'words',
    expected: say('time-of-server', { time: isoCut(unixMsOf(packet.transmit)) }),
    received: received(printed, unixMs, misread),
  });
}

function instantOf({ name }: Program, { text }: PrintedValue): number {
  const read = readIso8601(text);
  if ('unixMs' in read) return read.unixMs;
  throw new CheckFailure(say('no-instant', { Program: name }), {
    kind: 'words',
    expected: say('iso-8601'),
    received: say('time-is-no-instant', { text: printable(text), fault: read.fault }),
  });
}

/** What the program's clock showed from request to output, in milliseconds; a second more for one without fractions. */
function ownClock({ request }: NtpAnswer, { at }: PrintedValue): { from: number; to: number } {
  return { from: unixMsOf(request.packet.transmit) - WHOLE_SECOND_MS, to: at * 1000 };
}

function summary({ name }: Program, decoy: Decoy | undefined, misread: Words | undefined): Message {
  if (decoy) return say('took-other-packet', { Program: name, packet: decoy.is });
  if (misread) return say('printed-misread-time', { Program: name, misread });
  return say('other-time', { Program: name });
}

function received({ text }: PrintedValue, unixMs: number, what: Words | undefined): Message {
  const time = isoCut(unixMs);
  const printed = { text: printable(text), utc: text === time ? '' : say('in-utc', { time }) };
  return what === undefined ? say('time-printed', printed) : say('time-printed-is', { ...printed, what });
}

function apart(ms: number): Message {
  return say(ms > 0 ? 'ms-too-late' : 'ms-too-early', { ms: Math.abs(Math.round(ms)) });
}

/** A time beyond what a Date holds is told in milliseconds. */
function isoCut(unixMs: number): Words {
  const date = new Date(Math.floor(unixMs));
  return Number.isNaN(date.getTime()) ? say('ms-since-1970', { ms: unixMs }) : date.toISOString();
}
