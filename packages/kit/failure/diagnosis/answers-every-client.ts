import { isAlike } from './alignment.ts';
import { clientsOf } from './clients-of.ts';
import type { Conversation } from './conversation.ts';
import { comparedBytes, type Misconception } from './evidence.ts';
import { inQuotes } from './in-quotes.ts';

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
      return `It looks as if each answer goes to every client, because ${inQuotes(message)}, which peer ${asking.number} alone had sent, came back to peer ${other.number}, too.`;
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
