import type { WireEvent } from '../../wire/types.ts';
import { say } from '../message.ts';
import { dataOf, since } from './conversation.ts';
import { comparedBytes, inQuotes, type Misconception } from './evidence.ts';

/** What was missing came as soon as the peer had sent a newline afterwards: the program waits for whole lines. */
export const waitsForANewline: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length === 0) return undefined;
  const hasAnswered = evidence.talks.some((talk) => {
    const events = since(talk, 'a newline') ?? [];
    const end = events.findIndex((event) => event.kind === 'fin');
    const came = Buffer.concat(dataOf(end === -1 ? events : events.slice(0, end), 'program'));
    return ['\n', '\r\n'].some((end) => came.equals(Buffer.concat([bytes.expected, Buffer.from(end)])));
  });
  if (!hasAnswered) return undefined;
  return say('waits-for-a-newline', { reply: inQuotes(bytes.expected) });
};

/** The reply came only when the peer ended its side. A blank line proves nothing: it may be sent as a rest. */
export const answersAtTheEnd: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || !/[\p{L}\p{N}]/u.test(bytes.expected.toString())) return undefined;
  const hasAnswered = evidence.talks.some((talk) => {
    const came = Buffer.concat(dataOf(since(talk, 'this end') ?? [], 'program'));
    return talk.received.length === 0 && startsWith(came, bytes.expected);
  });
  if (!hasAnswered) return undefined;
  return say('answers-at-the-end');
};

function startsWith(bytes: Buffer, start: Buffer): boolean {
  return bytes.length >= start.length && bytes.subarray(0, start.length).equals(start);
}

/** The reply was lost when the peer ended its side, and came on a connection that stayed open (see allowHalfOpen). */
export const halfCloseLost: Misconception = ({ talks }) => {
  const [open, ended] = (['asked again', 'asked again, ended'] as const).map((step) =>
    talks.map((talk) => since(talk, step)).find((events) => events !== undefined),
  );
  if (!open || !ended) return undefined;
  const [whole, part] = [open, ended].map((events) => Buffer.concat(dataOf(events, 'program')).length);
  if (!whole || part === undefined || part >= whole || !ended.some(isEndOfProgram)) return undefined;
  return say('half-close-lost');
};

function isEndOfProgram(event: WireEvent): boolean {
  return (event.kind === 'fin' || event.kind === 'reset') && event.from === 'program';
}

/** The program ended, or closed the connection, only when the peer ended its side. Why, nobody can see from outside. */
export const waitsForTheOtherEnd: Misconception = ({ talks: [talk, ...others] }) => {
  if (!talk || others.length > 0) return undefined;
  const events = since(talk, 'this end') ?? [];
  const end = talk.connectedBy === 'program' ? 'server' : 'client';
  if (events.some((event) => event.kind === 'note' && event.probe === 'the program ended')) {
    return say(`waits-for-the-other-end/${end}-to-end`);
  }
  const isClosed = events.some((event) => event.kind === 'fin' && event.from === 'program');
  const hasSpoken = events.some((event) => event.kind === 'data' && event.from === 'program');
  if (!isClosed || hasSpoken || talk.events.some((event) => event.kind === 'fin')) return undefined;
  return say(`waits-for-the-other-end/${end}-to-close`);
};
