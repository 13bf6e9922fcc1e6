import { say } from '../message.ts';
import { align, isAlike } from './alignment.ts';
import { type Conversation, dataOf, since } from './conversation.ts';
import { comparedBytes, type Evidence, inQuotes, type Misconception } from './evidence.ts';

const LEAST_BYTES = 2;
/** Checks with more clients, or longer messages, are about load: who got whose answer is not looked for there. */
const MOST_CLIENTS = 10;
const MOST_EVENTS = 200;
const MOST_BYTES = 16_384;

/** One variable holds the socket, or address, of all clients: the answer to one came to another, who had sent nothing like it. */
export const answersTheWrongClient: Misconception = (evidence) => {
  if (evidence.comparison === undefined) return undefined;
  const talks = clientsOf(evidence);
  for (const asking of talks) {
    for (const message of asking.writes.filter(({ length }) => length > 1)) {
      if (answersTo(asking, message)) continue;
      const other = talks.find(
        (talk) => talk !== asking && talk.writes.every((each) => !isAlike(each, message)) && answersTo(talk, message),
      );
      if (!other) continue;
      return say(asking.connectedBy ? 'answers-the-wrong-client/socket' : 'answers-the-wrong-client/address', {
        message: inQuotes(message),
        asking: asking.number,
        other: other.number,
      });
    }
  }
  return undefined;
};

/** Whether a reply to this message came in a conversation: the message itself, letter case and a prefix apart. */
function answersTo(talk: Conversation, message: Buffer): boolean {
  const replies = [...linesOf(talk), ...dataOf(talk.events, 'program')];
  return replies.some((reply) => align(reply, { writes: [message], sent: message })?.body.length === message.length);
}

/** What answers one client goes to all: two of them received the same line, and one alone had sent it. */
export const answersEveryClient: Misconception = (evidence) => {
  const talks = clientsOf(evidence);
  if (!comparedBytes(evidence) || talks.length < 2) return undefined;
  for (const asking of talks) {
    for (const message of asking.writes.filter(isLine)) {
      const isTheirs = (talk: Conversation) => talk.writes.some((each) => isAlike(each, message));
      const isAnswered = (talk: Conversation) =>
        linesOf(talk).some((line) => isAlike(line.subarray(-message.length), message));
      const other = talks.find((talk) => talk !== asking && !isTheirs(talk) && isAnswered(talk));
      if (!other || !isAnswered(asking)) continue;
      return say('answers-every-client', { message: inQuotes(message), asking: asking.number, other: other.number });
    }
  }
  return undefined;
};

function isLine(message: Buffer): boolean {
  return message.length > 2 && message.indexOf('\n') === message.length - 1;
}

function linesOf({ received }: Conversation): Buffer[] {
  return received
    .toString('latin1')
    .split(/(?<=\n)/)
    .map((line) => Buffer.from(line, 'latin1'));
}

/** What one client has sent of a line that is not whole stands in the answer to another. */
export const oneBufferForAll: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.received.length <= bytes.expected.length) return undefined;
  const { expected, received } = bytes;
  const talks = clientsOf(evidence);
  for (const asking of talks) {
    const found = align(expected, asking);
    if (!found || !received.subarray(0, found.prefix.length).equals(found.prefix)) continue;
    const extra = received.subarray(found.prefix.length, received.length - found.body.length);
    if (extra.length < LEAST_BYTES || !received.subarray(found.prefix.length + extra.length).equals(found.body))
      continue;
    const other = talks.find(({ number, sent }) => number !== asking.number && isAlike(unfinished(sent), extra));
    if (!other || asking.sent.includes(unfinished(other.sent))) continue;
    return say('one-buffer-for-all', {
      line: inQuotes(unfinished(other.sent)),
      other: other.number,
      asking: asking.number,
    });
  }
  return undefined;
};

function unfinished(sent: Buffer): Buffer {
  return sent.subarray(sent.lastIndexOf('\n') + 1);
}

/** A client was answered only when the others ended. None of these had asked: a program may compute for one that has gone. */
export const oneClientAfterTheOther: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.expected.length === 0) return undefined;
  const served = evidence.talks.find((talk) => {
    const events = since(talk, 'the others end') ?? [];
    const next = events.findIndex((event) => event.kind === 'note' && event.probe !== 'the others end');
    const came = Buffer.concat(dataOf(next === -1 ? events : events.slice(0, next), 'program'));
    return talk.received.length === 0 && came.subarray(0, bytes.expected.length).equals(bytes.expected);
  });
  if (!served || !evidence.talks.every((talk) => talk === served || !waits(talk, bytes.expected))) return undefined;
  return say('one-client-after-the-other', { served: served.number });
};

/** Whether it had asked something and has had no answer. Where the answers are lines, half a line asks nothing yet. */
function waits({ events }: Conversation, answer: Buffer): boolean {
  const data = events.filter((event) => event.kind === 'data');
  const asked = Buffer.concat(dataOf(data.slice(data.findLastIndex(({ from }) => from === 'program') + 1), 'peer'));
  return asked.length > 0 && (asked.includes('\n') || !answer.includes('\n'));
}

/** The conversations with a server program, when these are few and short. */
function clientsOf({ wire, talks: all }: Evidence): Conversation[] {
  const talks = wire.length > MOST_EVENTS ? [] : all.filter(({ connectedBy }) => connectedBy !== 'program');
  const areShort = talks.every(({ sent, received }) => sent.length + received.length <= MOST_BYTES);
  return areShort && talks.length <= MOST_CLIENTS ? talks : [];
}
