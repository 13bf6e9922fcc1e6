import { firstDifference } from '../../text/bytes.ts';
import { isMessage, say } from '../message.ts';
import { align, isAlike } from './alignment.ts';
import {
  allRun,
  comparedBytes,
  type Evidence,
  hasCrashed,
  inQuotes,
  type Misconception,
  onlyTalk,
} from './evidence.ts';

const LINE_ENDS = ['', '\n', '\r\n'];
/** A chunk of this size at least: smaller pieces may be repeated for other reasons. */
const LEAST_CHUNK = 1_024;
const MOST_CHUNK = 1_048_576;
/** So many bytes tell whether the same chunk begins again. */
const PROBE = 64;

/**
 * One 'data' event is taken for a whole message. The message came in several writes, and the reply ends just where the first
 * of them ended. A write that ends at a newline proves nothing: who reads the first line only would stop there, too; nor does
 * a reply of as many bytes as the message has characters.
 */
export const chunkIsMessage: Misconception = (evidence) => {
  const { expected, received } = comparedBytes(evidence) ?? {};
  if (!expected || !received || received.length === 0 || hasCrashed(evidence)) return undefined;
  const characters = expected.toString().length;
  if (received.length === characters && characters !== expected.length) return undefined;
  for (const conversation of evidence.talks) {
    const { prefix, body, borders } = align(expected, conversation) ?? {};
    const first = body?.subarray(0, borders?.[0] ?? 0);
    if (!prefix || !first || first.length === 0 || first.includes('\n')) continue;
    if (!LINE_ENDS.some((end) => Buffer.concat([prefix, first, Buffer.from(end)]).equals(received))) continue;
    return say('chunk-is-message', { first: inQuotes(first) });
  }
  return undefined;
};

/** The message came in several writes, and the reply holds only what came from one of them on. */
export const forgetsEarlierChunks: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  if (!bytes || bytes.received.length === 0) return undefined;
  if (bytes.expected.subarray(0, bytes.received.length).equals(bytes.received)) return undefined; // the beginning, too
  for (const conversation of evidence.talks) {
    const found = align(bytes.expected, conversation);
    if (!found) continue;
    const { prefix, body, borders } = found;
    const border = borders.find((at) => Buffer.concat([prefix, body.subarray(at)]).equals(bytes.received));
    if (border === undefined) continue;
    return say('forgets-earlier-chunks', { missing: inQuotes(body.subarray(0, border)) });
  }
  return undefined;
};

/** The first message was answered and a second one of the same shape was not, while the program ran on and kept the connection. */
export const readsOnlyOnce: Misconception = (evidence) => {
  const talk = onlyTalk(evidence);
  if (!talk || talk.connectedBy === 'program' || !allRun(evidence) || !nothingCame(evidence)) return undefined;
  const kinds = talk.events.flatMap((event) =>
    event.kind === 'connect' ? [] : [event.kind === 'data' ? event.from : event.kind],
  );
  if (kinds.join(' ').replace(/(?:program ?)+/, 'program ') !== 'peer program peer') return undefined;
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = talk.writes;
  const isAnswered = isAlike(talk.received.subarray(-first.length), first);
  if (!isAnswered || shape(first) !== shape(second)) return undefined;
  return say('reads-only-once', { first: inQuotes(first), second: inQuotes(second) });
};

/** In bytes, or as the UDP peer says it. */
function nothingCame(evidence: Evidence): boolean {
  const { comparison } = evidence;
  if (comparison?.kind === 'words') return isMessage(comparison.received, 'nothing-for');
  const bytes = comparedBytes(evidence);
  return bytes !== undefined && bytes.received.length === 0 && bytes.expected.length > 0;
}

/** `fib 10\r\n` and `fib 2\r\n` have one shape, `hola\n` another. */
function shape(bytes: Buffer): string {
  return bytes
    .toString()
    .replace(/\p{Ll}+/gu, 'a')
    .replace(/\p{N}+/gu, '9');
}

/** `write` returns false when the data waits in memory: a program that writes it again sends a chunk twice. */
export const writeFalseIsFailure: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const isStalled = evidence.wire.some(
    (event) => event.kind === 'note' && /^the peer (?:stops reading|reads slowly)$/.test(event.text),
  );
  if (!bytes || !isStalled) return undefined;
  const { expected, received } = bytes;
  const at = firstDifference(expected, received);
  if (received.length < at + LEAST_CHUNK) return undefined;
  const begin = Math.max(0, at - MOST_CHUNK);
  const before = received.subarray(begin, at).lastIndexOf(received.subarray(at, at + PROBE));
  const size = before === -1 ? 0 : at - begin - before;
  if (size < LEAST_CHUNK || !received.subarray(at, at + size).equals(received.subarray(at - size, at)))
    return undefined;
  return say('write-false-is-failure', { size });
};

/** UDP taken for a stream: what came in several datagrams left in one. */
export const joinsDatagrams: Misconception = (evidence) => {
  const bytes = comparedBytes(evidence);
  const talk = onlyTalk(evidence);
  if (!bytes || !talk || talk.connectedBy !== undefined || talk.writes.length < 2) return undefined;
  if (bytes.received.length === 0 || !isAlike(bytes.received, talk.sent)) return undefined;
  const [first = '', second = ''] = talk.writes;
  return say('joins-datagrams', { first: inQuotes(first), second: inQuotes(second), datagrams: talk.writes.length });
};
